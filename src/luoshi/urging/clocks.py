"""Stages that have outlasted their clocks: the flow writes the escalation, and here people are told of it."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy

from luoshi.delivery.models import Extension, Report, Task
from luoshi.flow.due import take_due
from luoshi.flow.models import Escalation
from luoshi.notices.models import Kind
from luoshi.notices.services import notify
from luoshi.urging import words
from luoshi.urging.people import audience
from luoshi.urging.telling import TwoLanguages, link

AT_ONCE = 200
KINDS: tuple[type[Task] | type[Report] | type[Extension], ...] = (Task, Report, Extension)


def ring() -> int:
    """Escalate whatever is due and tell those to whom it speaks, in one transaction; returns how many steps."""
    total = 0
    for kind in KINDS:
        while True:
            with transaction.atomic():
                rows = take_due(kind, limit=AT_ONCE)
                for row in rows:
                    _tell(kind, row)
            total += len(rows)
            if len(rows) < AT_ONCE:
                break
    return total


def _tell(kind: type[Task] | type[Report] | type[Extension], row: Escalation) -> None:
    subject = kind._default_manager.get(pk=row.subject_id)
    task = subject if isinstance(subject, Task) else subject.task
    units = [subject.unit_id] if isinstance(subject, Report) and row.role != "lead" else None
    people = audience(task, words.CLOCK_AUDIENCE.get(row.role, ()), units=units)
    address = reverse("delivery:report_detail", args=[subject.pk]) if isinstance(subject, Report) else link(task)
    stage = subject.flow().stage(row.state).label
    notify(
        recipients=[told.user for told in people],
        kind=Kind.REMIND,
        title=format_lazy(words.CLOCK.get(row.step, words.CLOCK["remind"]), thing=task.title),
        body=TwoLanguages(stage.zh, stage.en),
        key=f"clock:{row.pk}",
        link=address,
        about=f"{row.subject_type}:{row.subject_id}",
    )
