"""Every set of facts has exactly one colour, by every rule that comes along."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.packs import available
from luoshi.packs.lights import as_rule, light_rule
from luoshi.progress.lights import COLOURS, Condition, Facts, LightRule, RuleError, Step, light
from luoshi.progress.quantities import Percent

TODAY = date(2026, 6, 10)
percents = st.none() | st.integers(0, 10000).map(lambda number: Percent(Decimal(number) / 100))
days = st.none() | st.integers(-400, 400).map(lambda number: TODAY + timedelta(days=number))
facts = st.builds(
    Facts,
    life=st.sampled_from(["waiting", "open", "claimed", "done", "paused"]),
    due=days,
    completion=percents,
    pace=percents,
    done_on=days,
    reports_missed=st.integers(0, 9),
    growth=percents,
    planned_growth=percents,
    average_growth=percents,
    was_red=st.booleans(),
)


@given(facts)
def test_it_gives_every_case_one_colour_with_a_reason_by_every_rule(known: Facts) -> None:
    for pack in available("lights"):
        judged = light(as_rule(pack), known, TODAY)
        assert judged.colour in COLOURS
        assert judged.reason_zh and judged.reason_en
        assert judged.as_of == TODAY and judged.rule_version == pack.version


@given(st.integers(0, 10000), st.integers(0, 10000))
def test_it_never_gives_a_better_light_for_a_worse_gap(one: int, other: int) -> None:
    order = ["green", "yellow", "orange", "red"]
    worse, better = sorted((one, other))

    def colour(done: int) -> str:
        known = Facts("open", completion=Percent(Decimal(done) / 100), pace=Percent(Decimal(60)))
        return light(light_rule(), known, TODAY).colour

    assert order.index(colour(worse)) >= order.index(colour(better))


@pytest.mark.parametrize(
    ("done", "expected"), [(57, "green"), (Decimal("56.99"), "yellow"), (50, "yellow"), (49, "orange"), (29, "red")]
)
def test_it_draws_its_bands_where_the_pack_says(done: Decimal, expected: str) -> None:
    known = Facts("open", completion=Percent(Decimal(done)), pace=Percent(Decimal(60)))
    assert light(light_rule(), known, TODAY).colour == expected


def test_it_says_its_inputs_in_words() -> None:
    known = Facts("open", completion=Percent(Decimal(40)), pace=Percent(Decimal("55.5")))
    judged = light(light_rule(), known, TODAY)
    assert judged.colour == "orange"
    assert "40%" in judged.reason_zh and "55.5%" in judged.reason_zh and "15.5" in judged.reason_zh
    assert judged.inputs["gap"] == "-15.5"


def test_it_refuses_a_rule_that_could_leave_a_case_dark() -> None:
    step = Step("only", "green", Condition(overdue=False), "正常", "fine")
    with pytest.raises(RuleError, match="last step"):
        LightRule("holey", 1, (step,))
