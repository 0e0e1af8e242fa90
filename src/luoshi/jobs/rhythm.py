"""When something that recurs is next due. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from luoshi.core.calendar import WorkingCalendar

RETRY_FIRST = timedelta(minutes=5)
RETRY_LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, so many minutes after the last time."""

    minutes: int

    def following(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        return moment + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at a local time; with `workdays`, on worked days only. What was missed is made up for once."""

    at: time
    workdays: bool = False

    def following(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The first such moment strictly after `moment`, which carries the local time zone."""
        day = moment.date()
        if datetime.combine(day, self.at, tzinfo=moment.tzinfo) <= moment:
            day += timedelta(days=1)
        if self.workdays:
            day = calendar.next_workday(day)
        return datetime.combine(day, self.at, tzinfo=moment.tzinfo)


Rhythm = Every | Daily


def retry_after(failures: int) -> timedelta:
    """How long to wait after the so-manieth failure in a row: 5, 10, 20, 40, then 60 minutes."""
    return min(RETRY_FIRST * (1 << min(failures - 1, 10)), RETRY_LONGEST)
