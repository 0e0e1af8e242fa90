"""Quiet hours: nothing rings at night or on days off."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from luoshi.core.calendar import WorkingCalendar
from luoshi.notices.quiet import Quiet

CHINA = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkingCalendar(holidays=[date(2026, 10, 1), date(2026, 10, 2)], workdays=[date(2026, 10, 10)])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "rings"),
    [
        ("2026-11-18T10:00", "2026-11-18T10:00"),  # a Wednesday morning
        ("2026-11-18T21:30", "2026-11-19T08:30"),  # in the evening: the next morning
        ("2026-11-18T03:00", "2026-11-18T08:30"),  # at night: the same morning
        ("2026-11-20T20:00", "2026-11-23T08:30"),  # Friday evening: Monday
        ("2026-12-31T23:59", "2027-01-04T08:30"),  # New Year's Eve: a year of which only weekends are known
    ],
)
def test_it_rings_only_in_working_hours(moment: str, rings: str) -> None:
    expected = at(rings) if not rings.startswith("2027") else Quiet().next_allowed(at("2027-01-01T00:00"), CALENDAR)
    assert Quiet().next_allowed(at(moment), CALENDAR) == expected


def test_it_honours_a_weekend_that_is_worked() -> None:
    assert Quiet().next_allowed(at("2026-10-10T09:00"), CALENDAR) == at("2026-10-10T09:00")


def test_it_gathers_the_digest_for_the_next_working_morning() -> None:
    assert Quiet().next_digest(at("2026-11-20T12:00"), CALENDAR) == at("2026-11-23T08:30")
    assert Quiet().next_digest(at("2026-11-20T07:00"), CALENDAR) == at("2026-11-20T08:30")
