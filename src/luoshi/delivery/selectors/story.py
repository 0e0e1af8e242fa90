"""A task's history as a story: what happened, who did it, why; from the rows of every room that keeps one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.accounts.rights import Visitor
from luoshi.delivery.models import Evidence, Extension, LightChange, Report, Task
from luoshi.delivery.rights import visible_reports
from luoshi.flow.models import Transition
from luoshi.flow.selectors import together
from luoshi.flow.services import subject_type


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story."""

    at: datetime
    who: str
    text: str
    detail: str = ""
    picture: str = "point"
    colour: str = ""
    whole_day: bool = False  # its hour is not known

    @property
    def day(self) -> date:
        return localtime(self.at).date()


PICTURES = {
    "accept": "signature",
    "dispute": "alert-circle",
    "assign": "send",
    "return": "corner-up-left",
    "approve": "check",
    "claim_completion": "flag",
    "verify": "circle-check",
    "strike_off": "rosette-discount-check",
    "reopen": "refresh",
}
# Rooms above this one add what they know of a task: functions from a task to its events.
SOURCES: list[Callable[[Task], Iterable[Event]]] = []
# What the story would say twice: the report's own rows tell it with the unit and the period.
TOLD_BY_REPORTS = {"report", "take_up", "return", "approve"}


def reports_of(user: Visitor, task: Task) -> list[Report]:
    """The reports on a task that this person may read, the newest first, with figures and files."""
    found = visible_reports(user).filter(task=task).select_related("unit", "author")
    files = Prefetch("evidence", queryset=Evidence.objects.order_by("pk"))
    return list(found.prefetch_related("figures", files).order_by("-period_end", "unit__name"))


def told_reports(user: Visitor, task: Task) -> list[Report]:
    """The same for the story alone, which tells neither figures nor files."""
    return list(visible_reports(user).filter(task=task).select_related("unit"))


def story(task: Task, reports: list[Report], extensions: list[Extension]) -> list[Event]:
    """Everything that happened, the newest first."""
    known = {report.pk: report for report in reports}
    asked = {request.pk: request for request in extensions}
    rows = together((Task, [task.pk]), (Report, known), (Extension, asked))
    events = [_step(row) for row in rows[subject_type(Task)] if row.name not in TOLD_BY_REPORTS]
    events += _of_reports(known, rows[subject_type(Report)])
    events += _of_extensions(asked, rows[subject_type(Extension)])
    events += [_of_light(change) for change in LightChange.objects.filter(task=task)]
    events += [event for source in SOURCES for event in source(task)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _step(row: Transition, *, prefix: str = "") -> Event:
    return Event(row.at, row.actor_name, f"{prefix}{row.words}", row.reason, PICTURES.get(row.name, "point"))


def _of_reports(known: dict[int, Report], rows: Iterable[Transition]) -> list[Event]:
    zh = (get_language() or "zh").startswith("zh")
    found = []
    for row in rows:
        report = known[row.subject_id]
        name = report.period_zh if zh else report.period_en
        prefix = _("%(unit)s, report for %(period)s: ") % {"unit": report.unit, "period": name}
        found.append(_step(row, prefix=prefix))
    return found


def _of_extensions(known: dict[int, Extension], rows: Iterable[Transition]) -> list[Event]:
    asked = [
        Event(
            request.asked_at,
            str(request.asked_by or ""),
            _asked_words(request),
            request.reason,
            "calendar-time",
        )
        for request in known.values()
    ]
    return asked + [_decided(row, known[row.subject_id]) for row in rows]


def _asked_words(request: Extension) -> str:
    if not request.asks_date:
        return _("asked for a change: %s") % request.change
    days = {"old": request.old_due or "—", "new": request.asked_due}
    return _("asked to move the due date from %(old)s to %(new)s") % days


def _decided(row: Transition, request: Extension) -> Event:
    detail = _("New due date: %s") % request.granted_due if request.granted_due else row.reason
    return Event(row.at, row.actor_name, row.words, detail, "calendar-check")


def _of_light(change: LightChange) -> Event:
    return Event(_at_noon(change.on), "", _("The light changed"), change.reason, "bulb", change.new, whole_day=True)


def _at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
