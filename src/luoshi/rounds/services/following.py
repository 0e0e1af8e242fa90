"""Lines follow the reports that answer them: whatever moves a report, wherever it was written, moves its line."""

from typing import Any

from luoshi.delivery.models import Report
from luoshi.flow.models import Transition
from luoshi.flow.signals import moved
from luoshi.rounds.models import Line

NOT_HANDED_IN = ("draft",)


def connect() -> None:
    """Called once, when Django is ready."""
    moved.connect(_follow, sender=Report, dispatch_uid="rounds.following")


def _follow(subject: Report, row: Transition, **_rest: Any) -> None:
    changed: dict[str, Any] = {"report": subject, "state": "" if row.new in NOT_HANDED_IN else row.new}
    if row.name == "submit":
        changed["submitted_at"] = row.at
    lines = Line.objects.filter(task=subject.task_id, form__unit=subject.unit_id, form__round__period=subject.period)
    lines.update(**changed)


def handed_in(period: str) -> dict[tuple[int, int], dict[str, Any]]:
    """For a task and a unit: what a new line takes over from the report of that period, where one was handed in."""
    reports = Report.objects.filter(period=period).exclude(state__in=NOT_HANDED_IN)
    names = ("report_id", "state", "submitted_at")
    rows = reports.values_list("task", "unit", "pk", *names[1:])
    return {(task, unit): dict(zip(names, rest, strict=True)) for task, unit, *rest in rows.iterator()}
