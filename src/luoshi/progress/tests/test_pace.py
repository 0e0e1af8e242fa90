"""Pace curves stay between 0 and 100, never fall, and end at 100."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.progress import pace
from luoshi.progress.catchup import catch_up, forecast, required_growth
from luoshi.progress.completion import CompletionError, decreasing, headroom, increasing
from luoshi.progress.quantities import Percent

START = date(2026, 1, 1)
lengths = st.integers(0, 800)
months = st.lists(st.integers(0, 500).map(Decimal), min_size=12, max_size=12).filter(any)


@given(lengths, st.integers(-100, 1000), st.integers(0, 50))
def test_the_linear_pace_never_falls_and_ends_at_100(length: int, on: int, later: int) -> None:
    due = START + timedelta(days=length)
    now = pace.linear(START, due, START + timedelta(days=on))
    assert 0 <= now <= pace.linear(START, due, START + timedelta(days=on + later)) <= 100
    assert pace.linear(START, due, due) == 100


def test_a_due_date_before_the_start_is_refused() -> None:
    with pytest.raises(pace.PaceError, match="before"):
        pace.linear(START, START - timedelta(days=1), START)


@given(months, st.integers(0, 12))
def test_the_planned_curve_never_falls_and_ends_at_100(amounts: list[Decimal], done: int) -> None:
    assert 0 <= pace.planned(amounts, done) <= pace.planned(amounts, done + 1) <= 100
    assert pace.planned(amounts, 12) == 100


@given(st.lists(months, min_size=1, max_size=3), st.integers(0, 12))
def test_the_same_period_share_lies_between_the_years_it_is_made_of(years: list[list[Decimal]], done: int) -> None:
    shares = [pace.planned(year, done) for year in years]
    assert min(shares) - Decimal("0.01") <= pace.same_period(years, done) <= max(shares) + Decimal("0.01")


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9)), min_size=1, max_size=6), st.integers(0, 320))
def test_milestones_weigh_what_is_due(steps: list[tuple[int, int]], on: int) -> None:
    made = [pace.Step(START + timedelta(days=day), Decimal(weight)) for day, weight in steps]
    today = START + timedelta(days=on)
    assert 0 <= pace.milestones_due(made, today) <= 100
    assert pace.milestones_done(made, today) == 0
    assert pace.milestones_due(made, START + timedelta(days=300)) == 100


def test_completion_follows_the_direction_of_the_target() -> None:
    assert increasing(Decimal(6), Decimal(12)) == 50
    assert decreasing(Decimal(36), Decimal(32), Decimal(40)) == 50
    assert headroom(Decimal("5.2"), Decimal("5.5")) == Decimal("0.3")
    with pytest.raises(CompletionError):
        decreasing(Decimal(36), Decimal(41), Decimal(40))


@given(st.integers(1, 10_000), st.integers(1, 5_000), st.integers(0, 10_000), st.integers(-20, 40))
def test_the_growth_asked_for_reaches_the_target(total: int, rest: int, so_far: int, growth: int) -> None:
    last = Decimal(total + rest)
    asked = required_growth(Percent(Decimal(growth)), last, Decimal(total), Decimal(so_far))
    year = so_far + Decimal(rest) * (1 + asked / 100)
    assert abs(year - last * (1 + Decimal(growth) / 100)) <= Decimal(rest) / 10_000 + Decimal("0.01")


def test_catching_up_without_time_is_said() -> None:
    assert catch_up(Decimal(12), Decimal(6), 3).per_period == 2
    with pytest.raises(CompletionError):
        catch_up(Decimal(12), Decimal(6), 0)


@given(st.integers(1, 99), st.integers(0, 200), st.integers(0, 400))
def test_a_forecast_never_takes_back_what_is_done(done: int, passed: int, length: int) -> None:
    seen = forecast(START, START + timedelta(days=length), Percent(Decimal(done)), START + timedelta(days=passed))
    assert done <= seen.at_due <= 100
    assert seen.reached_on is None or seen.reached_on >= START + timedelta(days=passed)
