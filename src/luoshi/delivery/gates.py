"""The gates that the flow packs name. Each says in a sentence why it is shut; an empty text hides the way."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luoshi.delivery.models import Extension, Report, Task
from luoshi.flow.services import Gate


def has_lead(task: Task) -> str | None:
    return None if task.answering_units() else _("Name a lead unit first.")


def has_milestones(task: Task) -> str | None:
    return None if task.milestones.all() else _("Add at least one milestone first.")


def waiting(task: Any) -> dict[str, QuerySet[Any]]:
    """What may still wait for a task, by the name under which a page reads along whether it does."""
    in_review = ("unit_review", "lead_review", "office_review")
    return {
        "report_waits": Report.objects.filter(task=task, state__in=in_review),
        "request_waits": Extension.objects.filter(task=task, state="asked"),
    }


def _waits(task: Task, name: str) -> bool:
    known = task.__dict__.get(name)
    return bool(known) if known is not None else waiting(task)[name].exists()


def no_open_report(task: Task) -> str | None:
    return _("A report is still under review.") if _waits(task, "report_waits") else None


def no_open_request(task: Task) -> str | None:
    return _("An extension request is still open.") if _waits(task, "request_waits") else None


def has_words(report: Report) -> str | None:
    return None if report.words.strip() else _("Write what has been done since the last report.")


def unit_leads(report: Report) -> str | None:
    return None if report.unit_id in report.task.answering_units() else ""


def unit_supports(report: Report) -> str | None:
    return "" if report.unit_id in report.task.answering_units() else None


def asks_date(request: Extension) -> str | None:
    return None if request.asks_date else ""


def asks_change(request: Extension) -> str | None:
    return "" if request.asks_date else None


GATES: Mapping[str, Gate] = {
    gate.__name__: gate
    for gate in (
        has_lead,
        has_milestones,
        no_open_report,
        no_open_request,
        has_words,
        unit_leads,
        unit_supports,
        asks_date,
        asks_change,
    )
}
