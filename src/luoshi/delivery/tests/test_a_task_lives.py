"""From registration to the last stroke, and what may not happen on the way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery.errors import DeliveryError, Overtaken
from luoshi.delivery.models import Extension, LightChange, Task
from luoshi.delivery.services import lights, reports, requests, tasks
from luoshi.delivery.services.reports import Content
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.due import take_due
from luoshi.flow.errors import NotAllowed, NotOpen, Stale
from luoshi.flow.models import Transition
from luoshi.flow.services import Step

pytestmark = pytest.mark.django_db


def test_it_registers_every_task_and_assigns_those_with_a_lead(busy: DeskWorld) -> None:
    assert [task.state for task in busy.tasks] == ["assigned", "assigned", "registered"]
    assert busy.task.original_due == date(2026, 12, 31) and busy.tasks[1].due_basis == "plan"
    assert Transition.objects.filter(subject_type="delivery.task").count() == 5
    assert all(task.colour == "grey" for task in busy.tasks)


def test_a_whole_life_is_told_in_rows(busy: DeskWorld) -> None:
    task = busy.accepted()
    lead, office, supervision = (busy.person(role) for role in (Role.LEAD_UNIT, Role.COORDINATION, Role.SUPERVISION))
    with clock.at(on(DAY)):
        report = busy.draft(percent=Decimal(60))
        reports.move(report=report, step=Step("submit"), user=busy.person(Role.REPORTER))
        assert busy.task.state == "reported"
        reports.move(report=report, step=Step("pass_unit_as_lead"), user=lead)
        assert busy.task.state == "under_review"
        reports.move(report=report, step=Step("return_office", "Say how many."), user=office)
        assert busy.task.state == "returned"
        reports.move(report=report, step=Step("submit"), user=busy.person(Role.REPORTER))
        reports.move(report=report, step=Step("pass_unit_as_lead"), user=lead)
        reports.move(report=report, step=Step("pass_office"), user=office)
        task = busy.task
        assert task.state == "approved" and task.progress == 60 and task.last_words
        tasks.move(task=task, step=Step("claim_completion", "All are clear."), user=lead)
        tasks.move(task=task, step=Step("verify", "Seen on the spot."), user=supervision)
        tasks.move(task=task, step=Step("strike_off"), user=office)
    task = busy.task
    assert task.state == "struck_off" and task.progress == 100 and task.colour == "green"
    names = list(
        Transition.objects.filter(subject_id=task.pk, subject_type="delivery.task").values_list("name", flat=True)
    )
    assert names[-3:] == ["claim_completion", "verify", "strike_off"]
    assert Record.objects.filter(action="delivery.task_strike_off").exists()


def test_the_second_of_two_clicks_is_told_who_was_first(busy: DeskWorld) -> None:
    first, second = busy.task, busy.task
    lead = busy.person(Role.LEAD_UNIT)
    tasks.move(task=first, step=Step("accept"), user=lead)
    with pytest.raises(Stale, match="Lead Unit"):
        tasks.move(task=second, step=Step("accept"), user=lead)
    assert Transition.objects.filter(subject_id=first.pk, name="accept").count() == 1


def test_a_stale_page_changes_nothing(busy: DeskWorld) -> None:
    task = busy.accepted()
    with pytest.raises(Stale):
        tasks.move(task=task, step=Step("suspend", "why", seen="assigned"), user=busy.person(Role.COORDINATION))
    assert busy.task.state == "in_progress"


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.LEADER, Role.SUPERVISION, Role.AUDITOR])
def test_nobody_signs_for_another_unit(busy: DeskWorld, role: Role) -> None:
    with pytest.raises(NotAllowed):
        tasks.move(task=busy.task, step=Step("accept"), user=busy.person(role))


def test_a_reason_is_asked_where_the_pack_asks_for_it(busy: DeskWorld) -> None:
    with pytest.raises(NotOpen):
        tasks.move(task=busy.task, step=Step("dispute", "  "), user=busy.person(Role.LEAD_UNIT))


def test_a_resumed_task_goes_back_to_where_it_was(busy: DeskWorld) -> None:
    task, office = busy.accepted(), busy.person(Role.COORDINATION)
    tasks.move(task=task, step=Step("suspend", "flood"), user=office)
    assert task.colour == "grey"
    tasks.move(task=task, step=Step("resume", "dry again"), user=office)
    assert busy.task.state == "in_progress"


def test_a_task_without_a_lead_is_assigned_after_one_is_named(busy: DeskWorld) -> None:
    task, office = Task.objects.get(pk=busy.tasks[2].pk), busy.person(Role.COORDINATION)
    with pytest.raises(NotOpen):
        tasks.move(task=task, step=Step("assign"), user=office)
    tasks.name_lead(task=task, unit=busy.world.unit, user=office)
    tasks.move(task=task, step=Step("assign"), user=office)
    assert task.state == "assigned"


def test_two_people_who_edit_one_report_are_told_and_nothing_is_overwritten(busy: DeskWorld) -> None:
    busy.accepted()
    report = busy.draft()
    old = report.revision
    user = busy.person(Role.REPORTER)
    reports.save_draft(report=report, content=Content(words="first"), revision=old, user=user)
    with pytest.raises(Overtaken):
        reports.save_draft(report=report, content=Content(words="second"), revision=old, user=user)
    report.refresh_from_db()
    assert report.words == "first"


def test_no_change_takes_one_click_once_something_was_reported(busy: DeskWorld) -> None:
    task = busy.accepted()
    user = busy.person(Role.REPORTER)
    with pytest.raises(DeliveryError, match="no earlier report"):
        reports.submit_unchanged(task=task, unit_id=busy.world.unit.pk, round_=busy.round(DAY), user=user)
    report = busy.draft(percent=Decimal(10))
    report.state = "passed"
    report.save()
    later = DAY + timedelta(days=40)
    with clock.at(on(later)):
        row = reports.submit_unchanged(task=task, unit_id=busy.world.unit.pk, round_=busy.round(later), user=user)
    assert row.new == "unit_review"


def test_an_extension_keeps_the_original_date_for_ever(busy: DeskWorld) -> None:
    task = busy.accepted()
    with clock.at(on(DAY)):
        asked = requests.ask(
            task=task, kind="extension", asked_due=date(2027, 2, 1), reason="Floods.", user=busy.person(Role.LEAD_UNIT)
        )
        with pytest.raises(DeliveryError, match="already open"):
            requests.ask(
                task=task, kind="extension", asked_due=date(2027, 3, 1), reason="x", user=busy.person(Role.LEAD_UNIT)
            )
        granted = Step("grant", data={"due": "2027-01-15"})
        requests.decide(request=asked, step=granted, user=busy.person(Role.LEADER))
    task = busy.task
    assert (task.due, task.original_due, task.due_basis) == (date(2027, 1, 15), date(2026, 12, 31), "granted")
    assert Extension.objects.get().state == "granted"


def test_a_request_after_the_due_date_is_refused(busy: DeskWorld) -> None:
    task = busy.accepted()
    with clock.at(on(date(2027, 1, 4))), pytest.raises(DeliveryError, match="before the due date"):
        requests.ask(
            task=task, kind="extension", asked_due=date(2027, 2, 1), reason="late", user=busy.person(Role.LEAD_UNIT)
        )


def test_lights_are_judged_at_midnight_and_every_change_is_a_row(busy: DeskWorld) -> None:
    busy.accepted()
    Task.objects.filter(pk=busy.task.pk).update(progress=Decimal(20), reported_to=date(2026, 6, 30))
    with clock.at(on(date(2026, 7, 1))):
        assert lights.relight_stale().judged == 3
        assert lights.relight_stale().judged == 0
    task = busy.task
    assert task.colour == "orange" and task.light_as_of == date(2026, 7, 1) and "20%" in task.light_reason_zh
    assert LightChange.objects.filter(task=task, new="orange").count() == 1


def test_a_leader_may_set_a_light_until_a_day_and_the_rule_stays_visible(busy: DeskWorld) -> None:
    task = busy.accepted()
    with clock.at(on(DAY)):
        ends = DAY + timedelta(days=5)
        with pytest.raises(DeliveryError):
            lights.override(task=task, colour="green", reason="", expires=ends, user=busy.person(Role.LEADER))
        lights.override(task=task, colour="red", reason="I was there.", expires=ends, user=busy.person(Role.LEADER))
    assert (busy.task.colour, busy.task.light) == ("red", "grey")
    with clock.at(on(DAY + timedelta(days=6))):
        lights.relight_stale()
    assert busy.task.colour == busy.task.light


def test_a_stage_that_outlasts_its_clock_escalates_once(busy: DeskWorld) -> None:
    with clock.at(on(DAY + timedelta(days=10))):
        steps = [row.step for row in take_due(Task)]
        assert sorted(steps) == ["remind", "remind", "urge", "urge"]
        assert take_due(Task) == []
