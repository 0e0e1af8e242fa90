"""Targets that are measured count in the light: the one that lags most decides, and the light names it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import TargetPace, Task
from luoshi.delivery.services import lights, paces, reports
from luoshi.delivery.services.paces import Measure
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.plans.models import Target

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 15)


def other_target(busy: DeskWorld, name: str, value: float, basis: str = "count", comparator: str = ">=") -> Target:
    first = Target.objects.get(order=0)
    return Target.objects.create(
        version=first.version, part=first.part, task=first.task, key=name, order=1, start=0, end=1, quote=name,
        indicator=name, comparator=comparator, value=value, basis=basis, unit="%",
    )  # fmt: skip


def measured(busy: DeskWorld, target: Target, kind: str = "rising", **more: object) -> TargetPace:
    user = busy.person(Role.LEAD_UNIT)
    return paces.choose(task=busy.task, target=target, measure=Measure(kind, **more), user=user)  # type: ignore[arg-type]  # as the test names them


def passed(busy: DeskWorld, day: date, percent: int, figures: dict[int, Decimal]) -> None:
    report = busy.draft(day, figures=figures, percent=Decimal(percent))
    steps = (("submit", Role.REPORTER), ("pass_unit_as_lead", Role.LEAD_UNIT), ("pass_office", Role.COORDINATION))
    with clock.at(on(day)):
        for name, role in steps:
            reports.move(report=report, step=Step(name), user=busy.person(role))


def test_the_target_that_lags_most_decides_and_is_named(busy: DeskWorld) -> None:
    busy.accepted()
    culverts, roads = Target.objects.get(order=0), other_target(busy, "road length", 100)
    with clock.at(on(JULY)):
        measured(busy, culverts)
        measured(busy, roads)
    passed(busy, JULY, 60, {culverts.pk: Decimal(7), roads.pk: Decimal(20)})
    task = busy.task
    assert (task.colour, task.light_inputs["completion"]) == ("orange", "20")
    assert task.light_reason_en.startswith("“road length”: 20 % done")
    assert task.light_inputs["about_gap"] == "road length"


def test_a_target_that_nobody_measures_counts_nothing(busy: DeskWorld) -> None:
    busy.accepted()
    culverts = Target.objects.get(order=0)
    passed(busy, JULY, 60, {culverts.pk: Decimal(1)})
    assert busy.task.light_inputs["completion"] == "60" and "about_gap" not in busy.task.light_inputs


def test_its_own_split_is_its_pace(busy: DeskWorld) -> None:
    busy.accepted()
    culverts = Target.objects.get(order=0)
    passed(busy, JULY, 60, {culverts.pk: Decimal(3)})
    with clock.at(on(JULY)):
        measured(busy, culverts, curve="split", years=[[Decimal(number) for number in (1, 2, 4, 5)]])
    assert (busy.task.colour, busy.task.light_inputs["pace"]) == ("green", "25")
    with clock.at(on(date(2026, 10, 2))):
        lights.relight_stale()
    assert (busy.task.light_inputs["completion"], busy.task.light_inputs["pace"]) == ("25", "58.33")


def test_a_broken_ceiling_is_red_and_a_short_rate_yellow(busy: DeskWorld) -> None:
    busy.accepted()
    cap, rate = other_target(busy, "vacancy", 5, "level", "<="), other_target(busy, "sales", 8, "growth")
    passed(busy, JULY, 60, {cap.pk: Decimal("4.5"), rate.pk: Decimal(6)})
    with clock.at(on(JULY)):
        measured(busy, cap, "ceiling")
        measured(busy, rate, "growth")
    assert (busy.task.colour, busy.task.light_step) == ("yellow", "growth_below_plan")
    assert busy.task.light_reason_en == "“sales”: Growth 6 %, below the planned 8 %"
    passed(busy, date(2026, 8, 14), 60, {cap.pk: Decimal("5.5"), rate.pk: Decimal(9)})
    assert (busy.task.colour, busy.task.light_step) == ("red", "over_ceiling")
    assert busy.task.light_reason_en == "“vacancy”: Now 5.5, above the ceiling of 5"


def test_what_cannot_be_measured_is_refused(busy: DeskWorld) -> None:
    busy.accepted()
    culverts, words = Target.objects.get(order=0), other_target(busy, "no case", 1)
    Target.objects.filter(pk=words.pk).update(value=None)
    words.refresh_from_db()
    for target, measure in (
        (words, Measure("rising")), (culverts, Measure("falling")), (culverts, Measure("falling", Decimal(12))),
        (culverts, Measure("rising", Decimal(12))), (culverts, Measure("rising", None, "split", [[Decimal(1)] * 5])),
        (culverts, Measure("rising", None, "split", [[Decimal(0)] * 4])),
    ):  # fmt: skip
        with pytest.raises(DeliveryError):
            paces.choose(task=busy.task, target=target, measure=measure, user=busy.person(Role.LEAD_UNIT))
    with pytest.raises(DeliveryError):
        paces.choose(task=busy.task, target=culverts, measure=Measure("rising"), user=busy.person(Role.LEADER))


def test_the_page_says_how_it_stands_and_takes_the_measure(busy: DeskWorld, client: Client) -> None:
    busy.accepted()
    culverts = Target.objects.get(order=0)
    passed(busy, JULY, 60, {culverts.pk: Decimal(3)})
    client.force_login(busy.person(Role.LEAD_UNIT))
    client.cookies["django_language"] = "en"
    address = f"/delivery/targets/{culverts.pk}/pace/"
    assert "3 pieces" in client.get(address).content.decode()
    answer = client.post(address, {"kind": "rising", "curve": "split", "years": "1 2 3", "baseline": ""})
    assert answer.status_code == 200 and "four quarterly" in answer.content.decode()
    answer = client.post(address, {"kind": "rising", "curve": "split", "years": "3，3，3，3", "baseline": ""})
    assert answer.status_code == 302
    page = client.get(f"/delivery/tasks/{busy.task.pk}/").content.decode()
    assert "9 pieces to go" in page and "counts in the light" in page
    client.post(address, {"forget": "1"})
    assert not TargetPace.objects.exists()


def test_another_units_target_has_no_page(busy: DeskWorld, client: Client) -> None:
    target = Target.objects.get(order=0)
    Target.objects.filter(pk=target.pk).update(task=busy.tasks[1].plan_task)
    client.force_login(busy.person(Role.LEAD_UNIT))
    assert client.get(f"/delivery/targets/{target.pk}/pace/").status_code == 404


def test_a_light_set_by_hand_ends_by_itself_even_where_nothing_moves(busy: DeskWorld) -> None:
    busy.accepted()
    Task.objects.filter(pk=busy.task.pk).update(state="suspended")
    with clock.at(on(DAY)):
        lights.override(task=busy.task, colour="red", reason="Look.", expires=JULY, user=busy.person(Role.LEADER))
    for day, colour in ((JULY, "red"), (date(2026, 7, 16), "grey")):
        with clock.at(on(day)):
            lights.relight_stale()
        assert busy.task.colour == colour
