"""Every day lies in exactly one period of each cadence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.progress.periods import CADENCES, following, period_of, previous

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize("cadence", CADENCES)
@given(day=DAYS)
def test_the_days_of_a_period_share_it_and_its_neighbours_touch(cadence: str, day: date) -> None:
    period = period_of(cadence, day)
    assert period.start <= day <= period.end
    assert period_of(cadence, period.start) == period == period_of(cadence, period.end)
    assert following(cadence, period).start == period.end + timedelta(days=1)
    assert previous(cadence, period).end == period.start - timedelta(days=1)


def test_they_are_named_as_offices_name_them() -> None:
    day = date(2026, 11, 22)
    assert period_of("ten_days", day).label_zh == "2026年11月下旬"
    assert period_of("quarter", day).label_zh == "2026年四季度"
    assert period_of("half", day).label("en") == "half 2 of 2026"
