"""Reads over the audit record."""

from datetime import date, datetime, time, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from luoshi.audit.models import Record


def records(
    *, text: str = "", action: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Record]:
    """The record, newest first: by words of the subject or person, by action code, by days (both included)."""
    found: QuerySet[Record] = Record.objects.all()
    if text:
        found = found.filter(Q(summary__icontains=text) | Q(actor_name__icontains=text))
    if action:
        found = found.filter(action__startswith=action)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found.order_by("-sequence")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def history_of(subject: Model) -> QuerySet[Record]:
    """The story of one thing, oldest first."""
    return of_subject(subject._meta.label_lower, str(subject.pk))


def of_subject(subject_type: str, subject_id: str) -> QuerySet[Record]:
    """The same by type (`app.model`) and id."""
    return Record.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("sequence")
