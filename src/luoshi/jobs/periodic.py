"""What recurs: registered by decorator, one row each, run by whichever process takes the row first."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from luoshi.flow import clock
from luoshi.jobs.models import Schedule
from luoshi.jobs.rhythm import Daily, Every, Rhythm, retry_after

logger = logging.getLogger("luoshi.jobs")

Work = Callable[[], Any]

# Sent after a run that failed is stored. Arguments: sender=Schedule, schedule, entry, error (a sentence).
schedule_failed = Signal()


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered function: its stable name, its name for people, its rhythm."""

    name: str
    title: Any
    rhythm: Rhythm
    work: Work


_entries: dict[str, Entry] = {}


def every(name: str, *, title: Any, minutes: int) -> Callable[[Work], Work]:
    """Run the function every so many minutes.

    A run may be repeated after an interruption, so the function must not double what it has done.
    """
    return _registering(name, title, Every(minutes))


def daily(name: str, *, title: Any, at: str, workdays: bool = False) -> Callable[[Work], Work]:
    """Run the function each day, or each working day, at a local time such as "08:30". Repetition as for `every`."""
    return _registering(name, title, Daily(time.fromisoformat(at), workdays))


def _registering(name: str, title: Any, rhythm: Rhythm) -> Callable[[Work], Work]:
    def register(work: Work) -> Work:
        known = _entries.get(name)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two schedules are called {name}")
        _entries[name] = Entry(name, title, rhythm, work)
        return work

    return register


def entries() -> dict[str, Entry]:
    """All that is registered, by name."""
    return _entries


def ensure(now: datetime | None = None) -> None:
    """Make the rows that are missing. What recurs by minutes is due at once; what is daily, at its next time."""
    now = now or timezone.now()
    known = set(Schedule.objects.values_list("name", flat=True))
    new = [
        Schedule(name=entry.name, next_due_at=now if isinstance(entry.rhythm, Every) else following(entry, now))
        for entry in _entries.values()
        if entry.name not in known
    ]
    Schedule.objects.bulk_create(new, ignore_conflicts=True)


def following(entry: Entry, now: datetime) -> datetime:
    """The next regular time after a moment, by the wall clock of the installation."""
    return entry.rhythm.following(timezone.localtime(now), clock.CALENDAR)


def run_schedules(*, now: datetime | None = None) -> int:
    """Run what is due, longest due first; returns how many were run.

    1. A row is taken by a conditional UPDATE that lends it for a while: nobody else sees it as due meanwhile.
    2. Its function runs outside any transaction of ours. 3. The row is given its next time; after a failure, a near
    one. A process that dies in between leaves the row lent: it falls due again when the loan ends.
    """
    moment = now or timezone.now()
    due = Schedule.objects.filter(next_due_at__lte=moment, name__in=list(_entries)).order_by("next_due_at")
    return sum(_take(schedule, now) for schedule in due)


def _take(schedule: Schedule, now: datetime | None) -> bool:
    began = now or timezone.now()
    lent_until = began + Schedule.LOAN
    mine = Schedule.objects.filter(pk=schedule.pk, next_due_at=schedule.next_due_at)
    if not mine.update(next_due_at=lent_until, started_at=began):
        return False
    entry = _entries[schedule.name]
    try:
        entry.work()
    except Exception as error:
        logger.exception("the schedule %s failed", schedule.name)
        _failed(schedule, entry, lent_until, now, f"{type(error).__name__}: {error}"[:300])
    else:
        ended = now or timezone.now()
        _ours(schedule, lent_until).update(
            next_due_at=following(entry, ended),
            started_at=None,
            last_run_at=ended,
            last_took=ended - began,
            last_error="",
            failures=0,
            runs=F("runs") + 1,
        )
    return True


def _failed(schedule: Schedule, entry: Entry, lent_until: datetime, now: datetime | None, error: str) -> None:
    ended = now or timezone.now()
    failures = schedule.failures + 1
    with transaction.atomic():
        kept = _ours(schedule, lent_until).update(
            next_due_at=ended + retry_after(failures),
            started_at=None,
            last_run_at=ended,
            last_error=error,
            failures=failures,
        )
        if kept:
            schedule.failures = failures
            schedule_failed.send(Schedule, schedule=schedule, entry=entry, error=error)


def _ours(schedule: Schedule, lent_until: datetime) -> Any:
    """The row, if the loan has not run out and passed to somebody else."""
    return Schedule.objects.filter(pk=schedule.pk, next_due_at=lent_until)


def run_soon(*, schedule: Schedule) -> None:
    """Let it be due now; one that is running at the moment is left alone."""
    Schedule.objects.filter(pk=schedule.pk, started_at__isnull=True).update(next_due_at=timezone.now())


def late_by(schedule: Schedule, now: datetime) -> timedelta:
    """How long it has been due without being run: much of it means that no background thread is at work."""
    return max(now - schedule.next_due_at, timedelta(0))
