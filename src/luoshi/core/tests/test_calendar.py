"""Working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.calendar import WorkingCalendar, published_until

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def test_it_knows_the_published_holidays() -> None:
    assert not CALENDAR.is_workday(date(2026, 10, 1))
    assert CALENDAR.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_it_counts_weekends_where_nothing_is_published() -> None:
    year = published_until() + 2
    monday = next(day for n in range(7) if (day := date(year, 6, 1) + timedelta(days=n)).weekday() == 0)
    assert CALENDAR.count(monday, monday + timedelta(days=7)) == 5


def test_an_office_adds_its_own_days() -> None:
    wednesday, sunday = date(2031, 7, 2), date(2031, 7, 6)
    own = WorkingCalendar(holidays=[wednesday], workdays=[sunday])
    assert not own.is_workday(wednesday)
    assert own.is_workday(sunday)
    assert own.next_workday(wednesday) == date(2031, 7, 3)


def test_a_day_cannot_be_both() -> None:
    with pytest.raises(ValueError, match="2031-07-02"):
        WorkingCalendar(holidays=[date(2031, 7, 2)], workdays=[date(2031, 7, 2)])


@given(DAYS, st.integers(1, 40))
def test_the_nth_working_day_is_n_working_days_away(day: date, count: int) -> None:
    reached = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_workday(reached)
    assert CALENDAR.count(day, reached) == count


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_counts_add_up(day: date, first: int, second: int) -> None:
    middle, last = day + timedelta(days=first), day + timedelta(days=first + second)
    assert CALENDAR.count(day, middle) + CALENDAR.count(middle, last) == CALENDAR.count(day, last)
    assert CALENDAR.count(last, day) == -CALENDAR.count(day, last)


@given(DAYS)
def test_going_back_leads_to_a_workday_before(day: date) -> None:
    back = CALENDAR.add_working_days(day, -3)
    assert back < day
    assert CALENDAR.is_workday(back)
