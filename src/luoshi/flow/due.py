"""The engine of clocks: takes the rows whose moment has come, so that many workers never take one row twice."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.flow import clock
from luoshi.flow.definition import Clock
from luoshi.flow.models import Escalation, Subject
from luoshi.flow.services import subject_type


def take_due(kind: type[Subject], *, limit: int = 1000) -> list[Escalation]:
    """Escalate every subject of a kind whose `next_due_at` has passed; returns the rows that were written.

    1. Rows past due are listed, oldest first. 2. For each, `next_due_at` is moved to the next step's moment by a
    conditional UPDATE; when no row changed, another worker took it. 3. The steps that have come due are written.
    """
    moment = clock.now()
    rows = kind._default_manager.filter(next_due_at__lte=moment).order_by("next_due_at")[:limit]
    written: list[Escalation] = []
    for subject in rows:
        written += _take(subject, moment)
    return written


def _take(subject: Subject, moment: datetime) -> list[Escalation]:
    seen = subject.next_due_at
    limit = subject.stage.clock
    steps = _moments(limit, subject.state_since) if limit else []
    following = min((when for when, _ in steps if when > moment), default=None)
    come = [number for number, (when, _) in enumerate(steps) if seen is not None and seen <= when <= moment]
    with transaction.atomic():
        same = type(subject)._default_manager.filter(pk=subject.pk, state=subject.state, next_due_at=seen)
        if not same.update(next_due_at=following):
            return []
        rows = [_row(subject, limit, number, moment) for number in come] if limit else []
        return Escalation.objects.bulk_create(rows)


def _moments(limit: Clock, entered: datetime) -> list[tuple[datetime, int]]:
    """When each step is due. Steps count in working days from the day of the deadline."""
    day = clock.CALENDAR.add_working_days(timezone.localtime(entered).date(), limit.workdays)
    days = [clock.CALENDAR.add_working_days(day, step.after) for step in limit.escalate]
    return [(clock.end_of_day(due), number) for number, due in enumerate(days)]


def _row(subject: Subject, limit: Clock, number: int, moment: datetime) -> Escalation:
    step = limit.escalate[number]
    return Escalation(
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        at=moment,
        state=subject.state,
        step=step.step,
        role=step.to,
    )
