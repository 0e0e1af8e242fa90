"""The ladder's lines in a task's story."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.delivery.models import Task
from luoshi.delivery.selectors import story
from luoshi.delivery.selectors.story import Event
from luoshi.flow.models import Escalation
from luoshi.flow.selectors import escalations
from luoshi.urging.models import Urge


def connect() -> None:
    """Called once, when Django is ready."""
    if told not in story.SOURCES:
        story.SOURCES.append(told)


def told(task: Task) -> Iterator[Event]:
    """What was sent, and which stages outlasted their clocks. What was only proposed is nobody's story."""
    for urge in Urge.objects.filter(task=task, sent_on__isnull=False).select_related("by"):
        who = str(urge.by) if urge.by else _("The system")
        yield Event(urge.at, who, urge.get_step_display(), urge.reason, "bell-ringing")
    for row in escalations(task):
        yield _of_clock(task, row)


def _of_clock(task: Task, row: Escalation) -> Event:
    language = get_language() or "zh"
    graph = task.flow()
    words = {"stage": graph.stage(row.state).label.in_language(language), "role": row.role}
    if row.role in graph.roles:
        words["role"] = graph.roles[row.role].in_language(language)
    return Event(row.at, _("The system"), _("“%(stage)s” took too long; told: %(role)s") % words, picture="hourglass")
