"""A task falls behind: reminded, urged, proposed for supervision, confirmed; and silence once it moves."""

from datetime import date, timedelta

import pytest

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery.models import Task
from luoshi.delivery.services import reports, requests, tasks
from luoshi.delivery.tests.desk_world import DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.errors import FlowError
from luoshi.flow.services import Step
from luoshi.notices.models import Kind, Notice
from luoshi.urging import services
from luoshi.urging.engine import adopt, climb
from luoshi.urging.errors import UrgingError
from luoshi.urging.facts import facts_of
from luoshi.urging.models import Position, Urge

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)


@pytest.fixture
def late(busy: DeskWorld) -> DeskWorld:
    """The task is due on 30 June; nothing is owed but the task itself."""
    Task.objects.filter(pk=busy.task.pk).update(due=DUE, cadence="year")
    return busy


def climb_on(day: date) -> int:
    with clock.at(on(day)):
        return climb()


def steps(busy: DeskWorld) -> list[tuple[str, str]]:
    return list(Urge.objects.filter(task=busy.task).order_by("pk").values_list("step", "state"))


def told(busy: DeskWorld, role: Role) -> list[str]:
    found = Notice.objects.filter(recipient=busy.world.people[role], kind__in=["remind", "urge", "supervise", "summon"])
    return list(found.order_by("pk").values_list("kind", flat=True))


def test_it_climbs_one_step_at_a_time(late: DeskWorld) -> None:
    assert climb_on(date(2026, 6, 1)) == 0
    assert climb_on(date(2026, 6, 23)) == 1
    assert climb_on(date(2026, 6, 24)) == 0
    assert climb_on(date(2026, 7, 1)) == 1
    assert climb_on(date(2026, 7, 13)) == 0
    assert climb_on(date(2026, 7, 14)) == 1
    assert steps(late) == [("remind", "sent"), ("urge", "sent"), ("supervise", "proposed")]
    assert told(late, Role.REPORTER) == ["remind", "urge"]
    assert told(late, Role.LEAD_UNIT) == ["urge"]


def test_it_records_why_by_which_rule_and_whom_it_told(late: DeskWorld) -> None:
    climb_on(date(2026, 7, 1))
    urge = Urge.objects.get()
    assert urge.rule == "default@1"
    assert "2026-06-30" in urge.reason_zh
    assert {"name": "Reporter", "role": "reporter"} in urge.told
    assert urge.answer_due == date(2026, 7, 8)
    assert Record.objects.filter(action="urging.sent").count() == 1


def test_it_makes_up_after_a_standstill_without_a_flood(late: DeskWorld) -> None:
    assert climb_on(date(2026, 9, 1)) == 1
    assert climb_on(date(2026, 9, 2)) == 0
    assert steps(late) == [("urge", "sent")]


def test_it_waits_for_the_supervision_office(late: DeskWorld) -> None:
    climb_on(date(2026, 7, 1))
    climb_on(date(2026, 7, 14))
    for days in range(1, 60):
        climb_on(date(2026, 7, 14) + timedelta(days=days))
    assert steps(late)[-1] == ("supervise", "proposed")
    assert "supervise" not in told(late, Role.REPORTER)
    waiting = Notice.objects.filter(recipient=late.world.people[Role.SUPERVISION], kind=Kind.SUBMITTED)
    assert waiting.count() == 1
    with clock.at(on(date(2026, 9, 14))):
        services.confirm(urge=Urge.objects.get(step="supervise"), user=late.person(Role.SUPERVISION), note="请说明")
    assert told(late, Role.REPORTER)[-1] == "supervise"
    notice = Notice.objects.get(recipient=late.world.people[Role.REPORTER], kind="supervise")
    assert notice.urgent
    assert "请说明" in notice.body
    assert climb_on(date(2026, 9, 15)) == 0, "ten working days to answer"
    assert climb_on(date(2026, 9, 28)) == 1
    assert steps(late)[-1] == ("summon", "proposed")


def test_it_lets_only_those_decide_whom_the_step_names(late: DeskWorld) -> None:
    climb_on(date(2026, 7, 1))
    climb_on(date(2026, 7, 14))
    urge = Urge.objects.get(step="supervise")
    for role in (Role.REPORTER, Role.GROUP_OFFICE, Role.COORDINATION, Role.LEADER):
        with pytest.raises((UrgingError, FlowError)):
            services.confirm(urge=urge, user=late.person(role))
    assert services.decline(urge=urge, reason="Flooded roads", user=late.person(Role.SUPERVISION)).state == "declined"


def test_it_confirms_once_when_two_click(late: DeskWorld) -> None:
    climb_on(date(2026, 7, 1))
    climb_on(date(2026, 7, 14))
    first, second = (Urge.objects.get(step="supervise") for _click in range(2))
    services.confirm(urge=first, user=late.person(Role.SUPERVISION))
    with pytest.raises(FlowError):
        services.confirm(urge=second, user=late.person(Role.SUPERVISION))
    assert told(late, Role.REPORTER).count("supervise") == 1


def test_it_stops_when_the_unit_reports_and_begins_anew_after_a_rest(late: DeskWorld) -> None:
    climb_on(date(2026, 7, 1))
    climb_on(date(2026, 7, 14))
    with clock.at(on(date(2026, 7, 15))):
        draft = late.draft(date(2026, 7, 15))
        reports.move(report=draft, step=Step("submit"), user=late.person(Role.REPORTER))
    assert steps(late) == [("urge", "answered"), ("supervise", "lapsed")]
    assert not Notice.objects.filter(recipient=late.world.people[Role.REPORTER], kind="urge", read_at=None).exists()
    assert climb_on(date(2026, 7, 16)) == 0
    assert climb_on(date(2026, 7, 22)) == 1, "five working days of rest, then from the bottom"
    assert steps(late)[-1] == ("urge", "sent")


def test_it_is_silent_while_a_request_is_open_and_follows_the_new_date(late: DeskWorld) -> None:
    with clock.at(on(date(2026, 6, 22))):
        asked = requests.ask(
            task=late.task, kind="extension", asked_due=date(2026, 9, 30), reason="Floods",
            user=late.person(Role.LEAD_UNIT),
        )  # fmt: skip
    assert climb_on(date(2026, 6, 26)) == 0
    with clock.at(on(date(2026, 6, 29))):
        requests.decide(request=asked, step=Step("grant", data={"due": "2026-09-30"}), user=late.person(Role.LEADER))
    assert climb_on(date(2026, 7, 2)) == 0
    assert climb_on(date(2026, 9, 29)) == 1
    assert steps(late) == [("remind", "sent")]


@pytest.mark.parametrize("way", ["suspend"])
def test_it_is_silent_when_the_task_rests(late: DeskWorld, way: str) -> None:
    climb_on(date(2026, 7, 1))
    with clock.at(on(date(2026, 7, 2))):
        tasks.move(task=late.task, step=Step(way, "Floods"), user=late.person(Role.SUPERVISION))
    for month in (8, 9, 10, 11):
        assert climb_on(date(2026, month, 18)) == 0


def test_it_urges_when_a_report_is_missing(busy: DeskWorld) -> None:
    assert climb_on(date(2026, 4, 10)) == 1, "the report for March was due on 8 April"
    assert climb_on(date(2026, 4, 15)) == 1
    assert steps(busy) == [("remind", "sent"), ("urge", "sent")]
    assert "2026-04-08" in Urge.objects.latest("pk").reason


def test_it_follows_a_red_light(late: DeskWorld) -> None:
    Task.objects.filter(pk=late.task.pk).update(due=None, colour="red", light_since=date(2026, 5, 6))
    assert climb_on(date(2026, 5, 11)) == 0
    assert climb_on(date(2026, 5, 12)) == 1, "Saturday the 9th is worked"
    assert steps(late) == [("urge", "sent")]


def test_it_pushes_a_bad_row_on_and_does_the_rest(late: DeskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.urging import engine

    Task.objects.exclude(pk=late.task.pk).update(due=DUE, state="in_progress")
    with clock.at(on(date(2026, 7, 1))):
        adopt()
        bad = Position.objects.get(task=late.task)

        def broken(position: Position) -> object:
            if position.pk == bad.pk:
                raise ZeroDivisionError("a bad row")
            return facts_of(position)

        monkeypatch.setattr(engine, "facts_of", broken)
        with pytest.raises(engine.ClimbFault, match="1 tasks"):
            climb()
        bad.refresh_from_db()
        assert bad.next_due_at == clock.now() + timedelta(hours=1)
    assert Urge.objects.exclude(task=late.task).count() >= 1


def test_it_crosses_new_year_with_its_clocks(late: DeskWorld) -> None:
    Task.objects.filter(pk=late.task.pk).update(due=date(2025, 12, 31), colour="grey")
    assert climb_on(date(2026, 1, 1)) == 0, "a holiday"
    assert climb_on(date(2026, 1, 4)) == 1, "a Sunday that is worked"
