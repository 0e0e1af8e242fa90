"""The working calendar of mainland China: weekends, published holidays and the weekends worked in exchange.

The State Council publishes each year's arrangement the November before. Years that `chinesecalendar` knows come from
it; later years fall back to weekends, and an office can add its own days (`holidays`, `workdays`) at once.
"""

import warnings
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache


class WorkingCalendar:
    """Which days are worked. Days given here win over the published arrangement and over weekends."""

    def __init__(self, *, holidays: Iterable[date] = (), workdays: Iterable[date] = ()) -> None:
        self.holidays, self.workdays = frozenset(holidays), frozenset(workdays)
        both = self.holidays & self.workdays
        if both:
            raise ValueError(f"{min(both)} is given both as a holiday and as a workday")

    def use(self, *, holidays: Iterable[date], workdays: Iterable[date]) -> None:
        """Reckon with these days from now on, in place of those given before."""
        self.holidays, self.workdays = frozenset(holidays), frozenset(workdays)

    def is_workday(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day not in self.holidays and _published(day)

    def next_workday(self, day: date) -> date:
        """`day` itself when it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The day on which the count-th working day after `day` falls; a negative count goes back, 0 is `day`."""
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def count(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is earlier."""
        if last < first:
            return -self.count(last, first)
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@lru_cache(maxsize=4096)
def _published(day: date) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # raised inside chinesecalendar while importing
        import chinese_calendar  # type: ignore[import-untyped]  # ships no types
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def published_until() -> int:
    """The last year whose arrangement is known; later years count weekends only."""
    year = date.today().year
    while _known(year + 1):
        year += 1
    while not _known(year):
        year -= 1
    return year


def _known(year: int) -> bool:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
