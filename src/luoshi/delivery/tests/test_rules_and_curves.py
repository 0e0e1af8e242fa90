"""Which rule judges, what another would say, and a task's own pace."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi.accounts.roles import Role
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import LightChange, Task
from luoshi.delivery.selectors.whatif import compare
from luoshi.delivery.services import curves, lights, rules
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.packs.lights import light_rule

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 30)


def at_twenty_percent(busy: DeskWorld) -> Task:
    busy.accepted()
    Task.objects.filter(pk=busy.task.pk).update(progress=Decimal(20), reported_to=JUNE)
    with clock.at(on(JUNE)):
        lights.relight_stale()
    return busy.task


def test_a_rule_judges_from_its_day_and_until_its_end(busy: DeskWorld) -> None:
    task = at_twenty_percent(busy)
    assert (task.colour, task.light_rule) == ("orange", "default")
    with clock.at(on(JUNE)):
        rules.adopt(
            rule="gap_10_30", part=None, starts=JUNE + timedelta(days=1), ends=JUNE + timedelta(days=2),
            reason="The county follows the city.", user=busy.person(Role.COORDINATION),
        )  # fmt: skip
        lights.relight(busy.task)
        assert busy.task.light_rule == "default"
    for days, rule in ((1, "gap_10_30"), (2, "gap_10_30"), (3, "default")):
        with clock.at(on(JUNE + timedelta(days=days))):
            lights.relight_stale()
        assert busy.task.light_rule == rule


def test_a_rule_for_a_part_goes_before_one_for_the_whole(busy: DeskWorld) -> None:
    task, office = at_twenty_percent(busy), busy.person(Role.COORDINATION)
    with clock.at(on(JUNE)):
        rules.adopt(rule="milestone", part=task.part, starts=JUNE, reason="Works.", user=office)
        rules.adopt(rule="deadline", part=None, starts=JUNE, reason="Simple.", user=office)
        assert rules.Rules(JUNE).of(task.part_id).id == "milestone"
        assert rules.Rules(JUNE).of(None).id == "deadline"


def test_a_rule_cannot_change_yesterday_and_needs_a_reason_and_the_right(busy: DeskWorld) -> None:
    office = busy.person(Role.COORDINATION)
    with clock.at(on(DAY)):
        for starts, reason, user in (
            (DAY - timedelta(days=1), "x", office), (DAY, " ", office), (DAY, "x", busy.person(Role.LEAD_UNIT)),
        ):  # fmt: skip
            with pytest.raises(DeliveryError):
                rules.adopt(rule="deadline", part=None, starts=starts, reason=reason, user=user)
        with pytest.raises(DeliveryError, match="choose one of"):
            rules.adopt(rule="nothing", part=None, starts=DAY, reason="x", user=office)


def test_what_if_tells_what_would_change_and_stores_nothing(busy: DeskWorld) -> None:
    task = at_twenty_percent(busy)
    changes = LightChange.objects.count()
    with clock.at(on(JUNE)):
        seen = compare(Task.objects.all(), light_rule("gap_10_30"))
    assert seen.judged == 3 and seen.counts["orange", "yellow"] == 1
    assert [one.task for one in seen.moved if one.task == task]
    assert busy.task.colour == "orange" and LightChange.objects.count() == changes


def test_a_planned_curve_replaces_the_even_pace(busy: DeskWorld) -> None:
    at_twenty_percent(busy)
    late_year = [Decimal(2)] * 6 + [Decimal(10)] * 6
    with clock.at(on(JUNE)):
        curves.choose(task=busy.task, curve="planned", years=[late_year], user=busy.person(Role.LEAD_UNIT))
    assert (busy.task.colour, busy.task.light_inputs["pace"]) == ("green", "16.67")


def test_the_same_months_of_past_years_set_the_pace(busy: DeskWorld) -> None:
    at_twenty_percent(busy)
    years = [[Decimal(1)] * 12, [Decimal(3)] * 6 + [Decimal(1)] * 6]
    with clock.at(on(JUNE)):
        curves.choose(task=busy.task, curve="same_period", years=years, user=busy.person(Role.COORDINATION))
    assert busy.task.light_inputs["pace"] == "62.5"


@pytest.mark.parametrize("years", [[], [[Decimal(1)] * 11], [[Decimal(0)] * 12], [[Decimal(1)] * 12] * 2])
def test_figures_from_which_no_curve_can_be_drawn_are_refused(busy: DeskWorld, years: list[list[Decimal]]) -> None:
    with pytest.raises(DeliveryError, match="twelve"):
        curves.choose(task=busy.task, curve="planned", years=years, user=busy.person(Role.COORDINATION))
