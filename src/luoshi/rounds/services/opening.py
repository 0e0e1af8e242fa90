"""Opening a round: one form for each unit that answers, in bulk; closing, reopening and withdrawing it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import can, reach
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.delivery.models import Task, TaskParty
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import SYSTEM, Actor, Step, advance, begin
from luoshi.notices.models import Kind
from luoshi.notices.services import settle
from luoshi.orgs.models import WorkingGroup
from luoshi.plans.models import Plan
from luoshi.progress import burden
from luoshi.progress.periods import Period
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Line, Round
from luoshi.rounds.models.asking import Request
from luoshi.rounds.services.following import handed_in
from luoshi.rounds.services.telling import OPENED, about, tell

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Ask:
    """What a requester asks for; see `models.asking.Request` for the fields."""

    plan: Plan
    cadence: str
    purpose: str
    basis: str
    basis_kind: str = Request.Basis.DELIVERY
    part_title: str = ""
    group: WorkingGroup | None = None
    ask_support: bool = False
    every_task: bool = False

    def fields(self) -> dict[str, Any]:
        """As the fields of a round or a schedule."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(slots=True)
class Estimate:
    """What a round would cost, before anybody is asked."""

    units: int = 0
    lines: int = 0
    fields: int = 0
    minutes: int = 0
    by_unit: dict[int, burden.Cost] = field(default_factory=dict)


def estimate(ask: Ask, user: User | None) -> Estimate:
    """Count forms, lines, fields and minutes without opening anything."""
    found = Estimate()
    for unit, lines in _lines(ask, user).items():
        cost = burden.of_form(burden.of_line(targets) for _task, _order, targets in lines)
        found.by_unit[unit] = cost
        found.units += 1
        found.lines += len(lines)
        found.fields += cost.fields
        found.minutes += cost.minutes
    return found


@transaction.atomic
def open_round(*, ask: Ask, period: Period, user: User | None, due: date | None = None) -> Round:
    """Put a period to the units; without a user it is the schedule that asks.

    1. Purpose and basis are stated, the period has begun, and nobody asks the same twice. 2. One form for each lead
    or joint unit (and supporting ones where asked), with its tasks under way. 3. Units are told once.
    Raises RoundError.
    """
    _check(ask, period, user)
    round_ = _store(ask, period, _due(ask, period, due), user)
    lines = _lines(ask, user)
    if not lines:
        raise RoundError(_("No task under way in this scope has this cadence, so there is nobody to ask."))
    _put_forms(round_, lines)
    tell(round_, lines.keys(), kind=Kind.ASSIGNED, title=OPENED, key="opened")
    record(
        action="rounds.opened",
        subject=round_,
        actor=user,
        data={
            "period": period.key,
            "due": round_.due,
            "purpose": ask.purpose,
            "basis": ask.basis,
            "units": len(lines),
            "lines": sum(len(tasks) for tasks in lines.values()),
        },
    )
    return round_


def _check(ask: Ask, period: Period, user: User | None) -> None:
    if user is not None and not reach(user, Verb.ASSIGN_TASKS):
        raise RoundError(_("Only the coordination group or a group's office may open a round."))
    if not ask.purpose.strip() or not ask.basis.strip():
        raise RoundError(_("State the purpose and the legal basis: units have a right to know why they are asked."))
    if period.start > clock.today():
        raise RoundError(_("This period has not begun yet."))


def _due(ask: Ask, period: Period, wished: date | None) -> date:
    """By the cadence; when a round opens late, units still get as many working days as the cadence gives them."""
    rule, today = cadence(ask.cadence), clock.today()
    earliest = rule.due(period)
    regular = clock.CALENDAR.next_workday(timezone.localtime(rule.opens(period)).date())
    if today > regular:
        earliest = max(earliest, clock.CALENDAR.add_working_days(today, rule.report_within))
    if wished is not None and wished < earliest:
        raise RoundError(
            _("Units have until %s at least by the rule of this cadence; choose no earlier day.") % earliest
        )
    return wished or earliest


def _store(ask: Ask, period: Period, due: date, user: User | None) -> Round:
    round_ = begin(
        Round(
            **ask.fields(),
            period=period.key,
            period_zh=period.label_zh,
            period_en=period.label_en,
            period_start=period.start,
            period_end=period.end,
            due=due,
            opened_by=user,
            opened_at=clock.now(),
        )
    )
    try:
        with transaction.atomic():
            round_.save()
    except IntegrityError:
        raise RoundError(_("This has been asked already for this period: open that round instead.")) from None
    return round_


def _tasks(ask: Ask, user: User | None) -> QuerySet[Task]:
    """The tasks under way that a round asks about, within the requester's reach."""
    found = Task.objects.filter(plan_task__version__plan=ask.plan, state__in=Task.flow().stages_of("open"))
    if not ask.every_task:
        found = found.filter(cadence=ask.cadence)
    if ask.part_title:
        found = found.filter(part__title=ask.part_title)
    if ask.group is not None:
        found = found.filter(group=ask.group)
    extent = reach(user, Verb.ASSIGN_TASKS) if user is not None else None
    if extent is None or extent.everything:
        return found
    theirs = Exists(TaskParty.objects.filter(task=OuterRef("pk"), unit__in=extent.units))
    return found.filter(Q(group__in=extent.groups) | theirs)


def _lines(ask: Ask, user: User | None) -> dict[int, list[tuple[int, int, int]]]:
    """For each unit its tasks in the plan's order: (task, order, number of targets)."""
    roles = [TaskParty.Role.LEAD, TaskParty.Role.JOINT]
    if ask.ask_support:
        roles.append(TaskParty.Role.SUPPORT)
    parties = TaskParty.objects.filter(task__in=_tasks(ask, user).order_by(), role__in=roles)
    rows = parties.annotate(targets=Count("task__plan_task__targets")).order_by("task__plan_task__order", "task_id")
    found: dict[int, list[tuple[int, int, int]]] = {}
    for unit, task, order, targets in rows.values_list("unit_id", "task_id", "task__plan_task__order", "targets"):
        found.setdefault(unit, []).append((task, order, targets))
    return found


def _put_forms(round_: Round, lines: dict[int, list[tuple[int, int, int]]]) -> None:
    forms = []
    for unit, tasks in lines.items():
        cost = burden.of_form(burden.of_line(targets) for _task, _order, targets in tasks)
        form = Form(round=round_, unit_id=unit, line_count=len(tasks), fields=cost.fields, minutes=cost.minutes)
        forms.append(form)
    stored = Form.objects.bulk_create(forms, batch_size=BATCH)
    known = handed_in(round_.period)
    Line.objects.bulk_create(
        [
            Line(form=form, task_id=task, order=order, **known.get((task, form.unit_id), {}))
            for form in stored
            for task, order, _targets in lines[form.unit_id]
        ],
        batch_size=BATCH,
    )


def actor(user: User | None, round_: Round) -> Actor:
    """The person with the role the flow pack names, if the round is theirs to run."""
    if user is None:
        return SYSTEM
    roles = frozenset({"office"}) if can(user, Verb.ASSIGN_TASKS, round_) else frozenset()
    return Actor(user.pk, str(user), roles)


@transaction.atomic
def move(*, round_: Round, step: Step, user: User | None) -> Transition:
    """Close, reopen or withdraw a round. Raises FlowError when that is not possible. Answers stay as they are."""
    row = advance(subject=round_, step=step, actor=actor(user, round_), gates={})
    if not round_.takes_answers:
        settle(about=about(round_))
    record(
        action=f"rounds.{row.name}",
        subject=round_,
        actor=user,
        data={"from": row.old, "to": row.new, "reason": row.reason},
    )
    return row
