"""What time it is, in one place: the wall clock, or a moment set for a while (tests, the demo's past months)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.core.calendar import WorkingCalendar

DAY = "LUOSHI_DAY"
_set: ContextVar[datetime | None] = ContextVar("moment", default=None)
CALENDAR = WorkingCalendar()


def now() -> datetime:
    """The moment, with its time zone. `LUOSHI_DAY` puts the time of day on another day: for demonstrations."""
    moment = _set.get() or timezone.now()
    day = os.environ.get(DAY)
    if day and _set.get() is None:
        moment = timezone.make_aware(datetime.combine(date.fromisoformat(day), timezone.localtime(moment).time()))
    return moment


def today() -> date:
    """The day it is in the installation's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is that moment."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def end_of_day(day: date) -> datetime:
    """The first moment after that day: what is due on it is late from then on."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def deadline(entered: datetime, workdays: int) -> datetime:
    """The end of the day that is `workdays` working days after the day on which a stage was entered."""
    return end_of_day(CALENDAR.add_working_days(timezone.localtime(entered).date(), workdays))
