"""What happens on the desk is told to those whom it concerns, once, and settled when it is done."""

from datetime import date

import pytest

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.services import reports, requests, tasks
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.notices.models import Address, Dispatch, Notice
from luoshi.notices.selectors import unread_count
from luoshi.plans.signals import version_published
from luoshi.urging import clocks
from luoshi.urging.services import urge_by_hand

pytestmark = pytest.mark.django_db


def unread(busy: DeskWorld, role: Role) -> list[str]:
    found = Notice.objects.filter(recipient=busy.world.people[role], read_at=None).order_by("pk")
    return list(found.values_list("kind", flat=True))


def submitted(busy: DeskWorld) -> Report:
    draft = busy.draft()
    with clock.at(on(DAY)):
        reports.move(report=draft, step=Step("submit"), user=busy.person(Role.REPORTER))
    return Report.objects.get(pk=draft.pk)


def move(report: Report, name: str, busy: DeskWorld, role: Role, reason: str = "") -> Report:
    with clock.at(on(DAY)):
        reports.move(report=Report.objects.get(pk=report.pk), step=Step(name, reason), user=busy.person(role))
    return Report.objects.get(pk=report.pk)


def test_it_tells_the_reviewer_what_was_submitted_and_nobody_else(busy: DeskWorld) -> None:
    submitted(busy)
    assert unread(busy, Role.UNIT_REVIEWER) == ["submitted"]
    assert unread(busy, Role.REPORTER) == []
    assert unread(busy, Role.GROUP_OFFICE) == []


def test_it_leads_a_report_from_desk_to_desk(busy: DeskWorld) -> None:
    report = submitted(busy)
    move(report, "pass_unit_as_lead", busy, Role.UNIT_REVIEWER)
    assert unread(busy, Role.UNIT_REVIEWER) == [], "reviewed, so the notice is settled"
    assert unread(busy, Role.GROUP_OFFICE) == ["submitted"]
    move(report, "return_office", busy, Role.GROUP_OFFICE, "Add the figures")
    assert unread(busy, Role.REPORTER) == ["returned"]
    returned = Notice.objects.get(recipient=busy.world.people[Role.REPORTER], kind="returned")
    assert returned.body == "Add the figures"
    assert returned.link == f"/delivery/reports/{report.pk}/"
    move(report, "submit", busy, Role.REPORTER)
    assert unread(busy, Role.REPORTER) == []


def test_it_tells_the_author_that_it_passed(busy: DeskWorld) -> None:
    report = submitted(busy)
    move(report, "pass_unit_as_lead", busy, Role.UNIT_REVIEWER)
    move(report, "pass_office", busy, Role.GROUP_OFFICE)
    assert unread(busy, Role.REPORTER) == ["passed"]


def test_it_asks_who_decides_and_answers_who_asked(busy: DeskWorld) -> None:
    asking = busy.person(Role.LEAD_UNIT)
    with clock.at(on(DAY)):
        asked = requests.ask(
            task=busy.task, kind="extension", asked_due=date(2027, 3, 31), reason="Floods", user=asking
        )
        assert unread(busy, Role.GROUP_OFFICE) == ["submitted"]
        requests.decide(request=asked, step=Step("refuse", "Too late"), user=busy.person(Role.GROUP_OFFICE))
    assert unread(busy, Role.LEAD_UNIT) == ["decided"]
    assert unread(busy, Role.GROUP_OFFICE) == []


def test_it_tells_of_a_claim_and_its_rejection(busy: DeskWorld) -> None:
    tasks.move(task=busy.task, step=Step("claim_completion", "All clear"), user=busy.person(Role.LEAD_UNIT))
    assert unread(busy, Role.GROUP_OFFICE) == ["submitted"]
    tasks.move(task=busy.task, step=Step("reject_claim", "Two are blocked"), user=busy.person(Role.GROUP_OFFICE))
    assert unread(busy, Role.REPORTER) == ["returned"]
    assert unread(busy, Role.GROUP_OFFICE) == []


def test_it_tells_of_all_new_tasks_in_one_notice(busy: DeskWorld) -> None:
    Notice.objects.all().delete()
    Task.objects.update(state="assigned")
    for _repeat in range(2):
        version_published.send(type(busy.version), version=busy.version, actor=None)
    mine = Notice.objects.filter(recipient=busy.world.people[Role.REPORTER])
    assert mine.count() == 1
    assert mine[0].link.endswith("?state=assigned")


def test_it_tells_when_a_stage_outlasts_its_clock(busy: DeskWorld) -> None:
    report = submitted(busy)
    with clock.at(on(date(2026, 3, 9))):
        assert clocks.ring() >= 1
        assert clocks.ring() == 0
    assert unread(busy, Role.UNIT_REVIEWER) == ["submitted", "remind"]
    move(report, "pass_unit_as_lead", busy, Role.UNIT_REVIEWER)
    assert unread(busy, Role.UNIT_REVIEWER) == []


def test_it_tells_the_groups_robot_of_supervision_only(busy: DeskWorld) -> None:
    Address.objects.create(group=busy.world.group, channel="webhook", target="http://127.0.0.1:9/")
    urge_by_hand(task=busy.task, step="urge", reason="x", user=busy.person(Role.SUPERVISION))
    assert Dispatch.objects.count() == 0
    urge_by_hand(task=busy.task, step="supervise", reason="The secret reason", user=busy.person(Role.SUPERVISION))
    sent = Dispatch.objects.get()
    assert busy.task.title in sent.subject
    assert "secret" not in sent.subject + sent.text


def test_it_counts_in_the_bell_what_is_still_to_do(busy: DeskWorld) -> None:
    report = submitted(busy)
    assert unread_count(busy.person(Role.UNIT_REVIEWER)) == 1
    move(report, "return_unit", busy, Role.UNIT_REVIEWER, "Too short")
    assert unread_count(busy.person(Role.UNIT_REVIEWER)) == 0
