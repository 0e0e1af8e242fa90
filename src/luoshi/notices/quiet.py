"""Quiet hours: when nothing may ring, and the next moment at which it may. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from luoshi.core.calendar import WorkingCalendar


@dataclass(frozen=True)
class Quiet:
    """From `begins` in the evening to `ends` in the morning, and all day on days that are not worked."""

    begins: time = time(20, 0)
    ends: time = time(8, 30)

    def next_allowed(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment itself if it may ring, else the end of the quiet night before the next working day."""
        if calendar.is_workday(moment.date()) and self.ends <= moment.time() < self.begins:
            return moment
        day = moment.date() if moment.time() < self.ends else moment.date() + timedelta(days=1)
        return datetime.combine(calendar.next_workday(day), self.ends, tzinfo=moment.tzinfo)

    def next_digest(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The next morning of a working day, when what is not urgent goes out in one message."""
        today = datetime.combine(moment.date(), self.ends, tzinfo=moment.tzinfo)
        day = moment.date() if moment < today else moment.date() + timedelta(days=1)
        return datetime.combine(calendar.next_workday(day), self.ends, tzinfo=moment.tzinfo)
