"""My desk: what this person owes, the most pressing first. One query a section."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import Reach, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery import rounds
from luoshi.delivery.models import Extension, Report, Task, TaskParty
from luoshi.delivery.selectors.tasks import answered_by
from luoshi.flow import clock
from luoshi.progress.periods import CADENCES

SHOWN = 6
MOST = 100
DUE_SOON_WORKDAYS = 10
REPORT_AHEAD_WORKDAYS = 10


@dataclass(frozen=True)
class Section:
    """One thing to do: its rows (100 at most are counted), and the query of the list that shows them all."""

    name: str
    title: Any
    hint: Any
    picture: str
    tone: str
    kind: str
    found: Iterable[Any]
    query: str = ""

    @cached_property
    def rows(self) -> Sequence[Any]:
        return list(self.found)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def shown(self) -> Sequence[Any]:
        return self.rows[:SHOWN]

    @property
    def count_text(self) -> str:
        return f"{MOST}+" if self.count >= MOST else str(self.count)


def sections(user: User) -> list[Section]:
    """The sections that hold something, in the order in which they should be done."""
    found = [*_of_unit(user), *_of_office(user)]
    return [section for section in found if section.rows]


def _of_unit(user: User) -> list[Section]:
    accept, report, review = (reach(user, verb).units for verb in (Verb.ACCEPT_TASKS, Verb.REPORT, Verb.REVIEW_IN_UNIT))
    lead_review = reach(user, Verb.REVIEW_AS_LEAD).units
    if not (accept or report or review):
        return []
    today = clock.today()
    answering = _answered_by(report)
    running = Task.flow().stages_of("open", "waiting")
    overdue = answering.filter(due__lt=today, state__in=running).order_by("due")
    returned = _reports(Q(unit__in=report, state="returned"))
    waiting = _answered_by(accept).filter(state="assigned").order_by("state_since", "plan_task__order")
    to_review = _reports(Q(unit__in=review, state="unit_review") | _for_leads(lead_review))
    soon = clock.CALENDAR.add_working_days(today, DUE_SOON_WORKDAYS)
    due_soon = answering.filter(due__range=(today, soon), state__in=Task.flow().stages_of("open")).order_by("due")
    one = next(iter(report)) if len(report) == 1 else None
    unit_query = f"unit={one}&role=answers&" if one else ""
    return [
        Section("overdue", _("Overdue"), _("Past the due date: report, claim completion, or explain."), "alert-octagon",
                "red", "task", overdue[:MOST], f"{unit_query}overdue=on"),
        Section("returned", _("Returned to you"), _("Read the reason, correct, and submit again."), "corner-up-left",
                "orange", "report", returned[:MOST]),
        Section("accept", _("To accept"), _("Sign for the task, or object to it with a reason."), "inbox", "blue",
                "task", waiting[:MOST], f"{unit_query}state=assigned"),
        Section("review", _("To review"), _("Pass the report on, or return it with a reason."), "checks", "blue",
                "report", to_review[:MOST]),
        Section("report", _("To report"), _("Nothing new? “No change” takes one click."), "edit", "yellow", "owed",
                owed(report, today)),
        Section("due_soon", _("Due soon"), _("Due within ten working days."), "clock", "blue", "task",
                due_soon[:MOST], f"{unit_query}due_until={soon.isoformat()}&life=open"),
    ]  # fmt: skip


def _of_office(user: User) -> list[Section]:
    close, supervise = reach(user, Verb.CLOSE_TASKS), reach(user, Verb.SUPERVISE)
    found: list[Section] = []
    if close:
        found += _to_close(close)
    found += decisions(user)
    if supervise:
        found.append(_to_revisit(supervise))
    if supervise or reach(user, Verb.OVERRIDE_LIGHTS):
        extent = supervise or reach(user, Verb.OVERRIDE_LIGHTS)
        red = Task.objects.filter(_within(extent, ""), colour="red").order_by("light_since", "due")
        found.append(
            Section("red", _("Red lights"), _("Longest red first."), "alert-octagon", "red", "task", red[:MOST],
                    "colour=red")
        )  # fmt: skip
    return found


def decisions(user: User) -> list[Section]:
    """Requests for another date that this person may decide, or watches over."""
    extent = reach(user, Verb.GRANT_EXTENSIONS) or reach(user, Verb.SUPERVISE)
    if not extent:
        return []
    asked = Extension.objects.filter(_within(extent, "task__"), state="asked").select_related("task")
    return [
        Section("extensions", _("Extension requests"), _("Grant with a date, or refuse with a reason."),
                "calendar-time", "yellow", "extension", asked.order_by("asked_at")[:MOST])
    ]  # fmt: skip


def _to_revisit(extent: Reach) -> Section:
    """What was struck off longer ago than the pack's clock allows without a second look."""
    stage = Task.flow().by_name.get("struck_off")
    limit = stage.clock if stage else None
    struck = Task.objects.filter(_within(extent, ""), state="struck_off")
    since = clock.end_of_day(clock.CALENDAR.add_working_days(clock.today(), -(limit.workdays + 1) if limit else 0))
    due = struck.filter(state_since__lt=since) if limit else struck.none()
    return Section("revisit", _("To revisit"), _("Struck off some time ago: see whether it holds."), "refresh",
                   "blue", "task", due.order_by("state_since")[:MOST])  # fmt: skip


def _to_close(extent: Reach) -> list[Section]:
    within = Task.objects.filter(_within(extent, ""))
    reports = _reports(_within(extent, "task__") & Q(state="office_review"))
    claimed = within.filter(state="completion_claimed").order_by("state_since")
    verified = within.filter(state="verified").order_by("state_since")
    dropped = Q(state="suspended", plan_task__version__state="superseded")
    ownerless = Q(state__in=("disputed", "registered"))
    unsettled = within.filter(ownerless | dropped).order_by("state_since", "plan_task__order")
    return [
        Section("office_review", _("Reports to review"), _("Passed by their units; your word completes them."),
                "checks", "blue", "report", reports[:MOST]),
        Section("claimed", _("Completion claimed"), _("Verify, then strike off; or reject with a reason."),
                "circle-check", "blue", "task", claimed[:MOST], "state=completion_claimed"),
        Section("verified", _("To strike off"), _("Verified and not yet struck off."), "rosette-discount-check",
                "green", "task", verified[:MOST], "state=verified"),
        Section("unsettled", _("To settle"), _("Disputed, without a lead unit, or not in the new version."),
                "user-question", "orange", "task", unsettled[:MOST]),
    ]  # fmt: skip


def units_that_answer(user: User) -> frozenset[int]:
    """The units for which this person accepts, reports or reviews; empty for offices."""
    return (
        reach(user, Verb.REPORT).units | reach(user, Verb.ACCEPT_TASKS).units | reach(user, Verb.REVIEW_IN_UNIT).units
    )


def _answered_by(units: frozenset[int]) -> QuerySet[Task]:
    return answered_by(units).defer("light_inputs", "last_words")


def _for_leads(units: frozenset[int]) -> Q:
    mine = TaskParty.objects.filter(unit__in=units, answers=True).order_by().values("task")
    return Q(task__in=mine, state="lead_review")


def _reports(wanted: Q) -> QuerySet[Report]:
    return Report.objects.filter(wanted).select_related("task", "unit").order_by("state_since", "pk")


def _within(extent: Reach, prefix: str) -> Q:
    if extent.everything:
        return Q()
    return Q(**{f"{prefix}group__in": extent.groups}) | Q(**{f"{prefix}parties__unit__in": extent.units})


def owed(units: frozenset[int], today: date, within: QuerySet[Task] | None = None) -> list[Task]:
    """Open tasks whose round is near its end and of which nobody has reported yet: one report a round is enough."""
    pressing = Q(pk__in=())
    near = clock.CALENDAR.add_working_days(today, REPORT_AHEAD_WORKDAYS)
    for cadence in CADENCES:
        round_ = rounds.current(cadence, today)
        if round_.due <= near:
            handed_in = Report.objects.filter(task=OuterRef("pk"), unit__in=units, period=round_.period.key).exclude(
                state="draft"
            )
            pressing |= Q(~Exists(handed_in), cadence=cadence, accepted_on__lte=round_.period.end)
    states = Task.flow().stages_of("open")
    found = _answered_by(units).filter(pressing, state__in=states)
    if within is not None and within.query.where:
        found = found.filter(pk__in=within.order_by().values("pk"))
    rows = list(found.order_by("plan_task__order")[:MOST])
    for task in rows:
        task.round = rounds.current(task.cadence, today)  # type: ignore[attr-defined]  # for the page alone
    return rows
