"""Reporting rounds: which period is being reported now, by when, and how many were missed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from luoshi.flow.clock import CALENDAR
from luoshi.packs import load
from luoshi.progress.periods import Period, following, period_of, previous


@dataclass(frozen=True, slots=True)
class Round:
    """A period and the last day on which its report is in time."""

    period: Period
    due: date


@lru_cache(maxsize=16)
def _cadence(name: str) -> tuple[str, int]:
    data = load("cadence", name).data
    return data["period"], data["report_within"]


def round_of(cadence: str, period: Period) -> Round:
    """The round of a period."""
    return Round(period, CALENDAR.add_working_days(period.end, _cadence(cadence)[1]))


@lru_cache(maxsize=512)
def current(cadence: str, today: date) -> Round:
    """The round that is open: the last period while its reports may still come in, else the running one."""
    kind, _ = _cadence(cadence)
    running = period_of(kind, today)
    last = round_of(cadence, previous(kind, running))
    return last if today <= last.due else round_of(cadence, running)


@lru_cache(maxsize=4096)
def missed(cadence: str, reported_to: date, today: date) -> int:
    """How many rounds have closed since the last day that was reported on."""
    kind, _ = _cadence(cadence)
    round_ = round_of(cadence, period_of(kind, reported_to))
    count = 0
    while True:
        if round_.period.end > reported_to:
            if round_.due >= today:
                return count
            count += 1
        round_ = round_of(cadence, following(kind, round_.period))


@lru_cache(maxsize=4096)
def owed_by(cadence: str, reported_to: date) -> date:
    """The last day on which the report after the last one is in time; it may have passed."""
    kind, _ = _cadence(cadence)
    period = period_of(kind, reported_to)
    return round_of(cadence, period if period.end > reported_to else following(kind, period)).due
