"""A target by its own measure: from below, from above, under a ceiling, by a rate; and what is still to be brought."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.progress import pace
from luoshi.progress.targets import Goal, Kind, Reading, kind_of, months_of, standing

START, DUE = date(2026, 1, 1), date(2026, 12, 31)
TEN = tuple(Decimal(number) for number in (0, 0, 0, 0, 10, 10, 20, 20, 20, 10, 10, 0))
amounts = st.integers(0, 10_000).map(Decimal)


def goal(kind: Kind, value: str, **more: object) -> Goal:
    return Goal(kind, Decimal(value), START, DUE, **more)  # type: ignore[arg-type]  # as the test names them


def reading(value: str, on: date = date(2026, 6, 30)) -> Reading:
    return Reading(Decimal(value), on)


def test_a_rising_target_is_asked_for_what_is_left_in_each_month_left() -> None:
    found = standing(goal("rising", "45"), reading("15"), date(2026, 6, 30))
    assert (found.completion, found.pace) == (Decimal("33.33"), Decimal("49.59"))
    assert found.gap == Decimal("-16.26")
    assert found.ask is not None and [found.ask.left, found.ask.periods, found.ask.per_period] == [30, 6, 5]


def test_a_baseline_counts_only_what_was_gained() -> None:
    found = standing(goal("rising", "60", baseline=Decimal(50)), reading("55"), date(2026, 6, 30))
    assert found.completion == 50


def test_a_falling_target_is_reached_from_above() -> None:
    found = standing(goal("falling", "20", baseline=Decimal(30)), reading("26"), date(2026, 6, 30))
    assert found.completion == 40
    assert found.ask is not None and [found.ask.left, found.ask.per_period] == [6, 1]
    assert standing(goal("falling", "20"), reading("26"), DUE).completion is None


def test_a_ceiling_is_kept_or_broken_and_has_no_completion() -> None:
    kept, broken = (standing(goal("ceiling", "5.5"), reading(value), DUE) for value in ("5.2", "5.6"))
    assert (kept.headroom, broken.headroom) == (Decimal("0.3"), Decimal("-0.1"))
    assert kept.completion is None and kept.gap is None


def test_a_rate_that_is_short_says_what_the_rest_of_the_year_must_grow_by() -> None:
    even = standing(goal("growth", "8"), reading("6"), date(2026, 6, 30))
    assert even.needed_growth == 10
    late = standing(goal("growth", "8", curve="past", years=(TEN,)), reading("6"), date(2026, 6, 30))
    assert late.needed_growth == Decimal("8.5")  # a fifth of the year was over: the rest weighs four times as much
    assert even.completion is None and even.gap is None


def test_a_split_by_quarter_counts_a_quarter_when_it_is_over() -> None:
    quarters = tuple(Decimal(number) for number in (10, 20, 30, 40))
    target = goal("rising", "100", curve="split", years=(quarters,))
    shares = [standing(target, None, date(2026, month, 28)).pace for month in (3, 4, 5, 7, 12)]
    assert shares == [0, 10, 10, 30, 60]
    assert standing(target, None, DUE).pace == 100


@given(st.lists(amounts, min_size=4, max_size=4).filter(any))
def test_quarters_as_months_have_the_same_sums(quarters: list[Decimal]) -> None:
    months = months_of(quarters)
    assert [sum(months[: 3 * number]) for number in range(5)] == [sum(quarters[:number]) for number in range(5)]


def test_another_number_of_amounts_is_refused() -> None:
    with pytest.raises(pace.PaceError):
        months_of([Decimal(1)] * 6)


@given(st.decimals(-50, 50, places=2), st.decimals(0, 50, places=2), st.integers(1, 11))
def test_growing_by_the_needed_rate_reaches_the_planned_one(so_far: Decimal, planned: Decimal, months: int) -> None:
    on = date(2026, months + 1, 1) - (date(2026, 1, 2) - date(2026, 1, 1))
    found = standing(goal("growth", str(planned)), Reading(so_far, on), on)
    assert found.needed_growth is not None
    whole = (months * (100 + so_far) + (12 - months) * (100 + found.needed_growth)) / 12 - 100
    assert abs(whole - planned) < Decimal("0.01")


@given(amounts, amounts, amounts, st.sampled_from(["rising", "falling"]), st.dates(START, DUE))
def test_a_target_never_falls_over_odd_figures(
    value: Decimal, now: Decimal, baseline: Decimal, kind: Kind, on: date
) -> None:
    found = standing(Goal(kind, value, START, DUE, baseline), Reading(now, on), on)
    reached = now >= value if kind == "rising" else now <= value
    assert found.ask is not None and (found.ask.left == 0) == reached


def test_without_a_date_there_is_no_pace_and_no_ask() -> None:
    found = standing(Goal("rising", Decimal(5), START, None), reading("1"), DUE)
    assert (found.pace, found.ask, found.gap) == (None, None, None)


@pytest.mark.parametrize(
    ("comparator", "basis", "kind"),
    [(">=", "count", "rising"), ("<=", "level", "ceiling"), ("=", "growth", "growth"), ("~", "count", None)],
)
def test_the_words_of_a_target_tell_its_kind(comparator: str, basis: str, kind: str | None) -> None:
    assert kind_of(comparator, basis) == kind
