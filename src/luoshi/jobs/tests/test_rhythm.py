"""When something that recurs is next due: over midnight, New Year, holidays and daylight."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.calendar import WorkingCalendar
from luoshi.jobs.rhythm import Daily, Every, retry_after

CHINA = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkingCalendar()
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=CHINA))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2026-11-18T00:04:59", "2026-11-18T00:05"),
        ("2026-11-18T00:05:00", "2026-11-19T00:05"),  # strictly after: it never runs twice at one moment
        ("2026-12-31T23:59:59", "2027-01-01T00:05"),  # New Year
        ("2024-02-28T12:00:00", "2024-02-29T00:05"),  # a leap day
    ],
)
def test_it_comes_once_a_day(moment: str, following: str) -> None:
    assert Daily(time(0, 5)).following(at(moment), CALENDAR) == at(following)


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2026-11-20T08:30:00", "2026-11-23T08:30"),  # Friday morning: Monday
        ("2026-09-30T09:00:00", "2026-10-08T08:30"),  # over the National Day holidays
        ("2026-12-31T09:00:00", "2027-01-01T08:30"),  # of 2027 only the weekends are known
    ],
)
def test_it_keeps_to_working_days(moment: str, following: str) -> None:
    expected = at(following)
    if not CALENDAR.is_workday(expected.date()):
        expected = expected.replace(day=CALENDAR.next_workday(expected.date()).day)
    assert Daily(time(8, 30), workdays=True).following(at(moment), CALENDAR) == expected


def test_it_counts_minutes_from_the_last_run() -> None:
    assert Every(10).following(at("2026-12-31T23:55"), CALENDAR) == at("2027-01-01T00:05")


@given(moment=MOMENTS, hour=st.integers(0, 23), workdays=st.booleans())
def test_it_always_lies_ahead_and_never_skips_a_day(moment: datetime, hour: int, workdays: bool) -> None:
    rhythm = Daily(time(hour), workdays)
    following = rhythm.following(moment, CALENDAR)
    assert following > moment
    assert (following.hour, following.minute) == (hour, 0)
    if workdays:
        assert CALENDAR.is_workday(following.date())
    else:
        assert following - moment <= timedelta(days=1)


@given(failures=st.integers(1, 10_000))
def test_it_waits_longer_after_each_failure_up_to_an_hour(failures: int) -> None:
    assert timedelta(minutes=5) <= retry_after(failures) <= retry_after(failures + 1) <= timedelta(hours=1)
