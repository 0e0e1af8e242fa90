"""One step for the ticked rows of a list, and what became of it in a few sentences."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.delivery.services.many import Moved
from luoshi.flow.definition import StageGraph
from luoshi.plans.views.common import actor

MOST_TICKED = 200
SHOWN_REFUSALS = 5


def ticked(request: HttpRequest, name: str) -> list[int]:
    """The rows that were ticked."""
    given = request.POST.getlist(name)
    return [int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 19][:MOST_TICKED]


def many(
    request: HttpRequest, graph: StageGraph, rows: Sequence[Any], move: Callable[..., Moved[Any]], name: str
) -> None:
    """Take the step that was asked for with each row; says how many did and why the others did not."""
    way = graph.ways.get(request.POST.get("step", ""))
    reason = request.POST.get("reason", "").strip()
    if not rows or way is None:
        messages.error(request, _("Tick at least one row first."))
    elif "reason" in way.requires and not reason:
        messages.error(request, _("Please write a reason."))
    else:
        given = reason if "reason" in way.requires else ""
        moved = move(**{name: rows}, name=way.name, reason=given, user=actor(request))
        _tell(request, way.label.in_language(str(getattr(request, "LANGUAGE_CODE", "zh"))), moved)


def _tell(request: HttpRequest, label: str, moved: Moved[Any]) -> None:
    if moved.done:
        words = ngettext("%(step)s: %(count)d row.", "%(step)s: %(count)d rows.", moved.done)
        messages.success(request, words % {"step": label, "count": moved.done})
    for row, why in moved.refused[:SHOWN_REFUSALS]:
        messages.error(request, f"{row}: {why}")
    if len(moved.refused) > SHOWN_REFUSALS:
        messages.error(request, _("%d more could not take this step.") % (len(moved.refused) - SHOWN_REFUSALS))
