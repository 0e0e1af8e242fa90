"""Cadences as data: which periods there are, when their round opens, and by when units answer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from luoshi.flow import clock
from luoshi.packs import available, load
from luoshi.progress.periods import Period, following, period_of, previous

OPENS_AT = time(8, 30)


@dataclass(frozen=True, slots=True)
class Cadence:
    """One pack of the kind `cadence`; all its numbers count working days."""

    id: str
    zh: str
    en: str
    kind: str
    report_within: int
    open_before: int
    remind_before: int = 0

    @property
    def label(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    def due(self, period: Period) -> date:
        """The last day on which the report of a period is in time."""
        return clock.CALENDAR.add_working_days(period.end, self.report_within)

    def opens(self, period: Period) -> datetime:
        """When its round opens by itself: some working days before the period ends, or on the day after it."""
        before = self.open_before
        day = clock.CALENDAR.add_working_days(period.end, -before) if before else period.end + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, OPENS_AT))

    def running(self, today: date) -> Period:
        """The period that a day falls into."""
        return period_of(self.kind, today)

    def after(self, period: Period) -> Period:
        """The period that follows."""
        return following(self.kind, period)

    def opened_last(self, moment: datetime) -> Period:
        """The latest period whose round should be open at a moment."""
        period = self.running(timezone.localtime(moment).date())
        while self.opens(period) > moment:
            period = previous(self.kind, period)
        return period

    def choices(self, today: date, back: int = 3) -> list[Period]:
        """The periods a person may open a round for: the running one and some before it, latest first."""
        periods = [self.running(today)]
        for _ in range(back):
            periods.append(previous(self.kind, periods[-1]))
        return periods


@lru_cache(maxsize=32)
def cadence(name: str) -> Cadence:
    """The cadence of that name. Raises PackError when there is none."""
    data = load("cadence", name).data
    label = data["label"]
    before = data.get("open_before", 0)
    remind = data.get("remind_before", 0)
    return Cadence(data["id"], label["zh"], label["en"], data["period"], data["report_within"], before, remind)


@lru_cache(maxsize=1)
def cadences() -> tuple[Cadence, ...]:
    """Every cadence, the most frequent first."""
    found = [cadence(pack.id) for pack in available("cadence")]
    day = date(2026, 1, 15)
    return tuple(sorted(found, key=lambda one: (lambda p: (p.end - p.start).days)(one.running(day))))
