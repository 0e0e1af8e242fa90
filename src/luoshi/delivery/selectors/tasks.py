"""Lists of tasks: filtered by what stands in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, Q, QuerySet

from luoshi.accounts.rights import Visitor
from luoshi.delivery.models import Task, TaskParty
from luoshi.delivery.rights import visible_tasks
from luoshi.flow.definition import Life
from luoshi.progress.lights import COLOURS

ORDERS: dict[str, tuple[str, ...]] = {
    "plan": ("plan_task__version_id", "plan_task__order"),
    "due": ("due", "plan_task__order"),
    "-due": ("-due", "plan_task__order"),
    "progress": ("progress", "plan_task__order"),
    "-progress": ("-progress", "plan_task__order"),
}
LIVES: dict[str, tuple[Life, ...]] = {
    "running": ("waiting", "open", "claimed"),
    "waiting": ("waiting",),
    "open": ("open",),
    "claimed": ("claimed",),
    "done": ("done",),
    "paused": ("paused",),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a list is narrowed to. Empty fields do not narrow."""

    words: str = ""
    part: int | None = None
    unit: int | None = None
    role: Literal["", "lead", "joint", "support", "answers"] = ""
    colour: str = ""
    state: str = ""
    life: str = ""
    group: int | None = None
    due_until: date | None = None
    overdue_on: date | None = None
    order: str = "plan"


def tasks(user: Visitor, wanted: Criteria) -> QuerySet[Task]:
    """The visible tasks that meet the criteria, in their order; what lists do not show is not read."""
    found = narrowed(visible_tasks(user), wanted)
    listed = ordered(found, wanted.order).select_related("part").defer("light_inputs", "last_words")
    return listed.prefetch_related("parties")


def ordered(found: QuerySet[Task], order: str) -> QuerySet[Task]:
    """In one of ORDERS; tasks without a date or figure come last."""
    first, *rest = ORDERS.get(order, ORDERS["plan"])
    if order not in ORDERS or order == "plan":
        return found.order_by(first, *rest, "pk")  # as an index has it
    name = first.removeprefix("-")
    field = F(name)
    by = field.desc(nulls_last=True) if first.startswith("-") else field.asc(nulls_last=True)
    return found.order_by(by, *rest, "pk")


def narrowed(found: QuerySet[Task], wanted: Criteria) -> QuerySet[Task]:
    """The tasks that meet the criteria."""
    found = _by_field(found, wanted)
    if wanted.words:
        words = wanted.words.strip()
        text = Q(title__icontains=words) | Q(plan_task__text__icontains=words) | Q(lead_names__icontains=words)
        found = found.filter(text | Q(number__icontains=words))
    if wanted.unit:
        found = found.filter(of_unit(wanted.unit, wanted.role))
    if wanted.overdue_on:
        found = found.filter(due__lt=wanted.overdue_on, state__in=_states("running"))
    return found


def _by_field(found: QuerySet[Task], wanted: Criteria) -> QuerySet[Task]:
    if wanted.part:
        found = found.filter(part=wanted.part)
    if wanted.group:
        found = found.filter(group=wanted.group)
    if wanted.colour in COLOURS:
        found = found.filter(colour=wanted.colour)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.life in LIVES:
        found = found.filter(state__in=_states(wanted.life))
    if wanted.due_until:
        found = found.filter(due__lte=wanted.due_until)
    return found


def _states(life: str) -> list[str]:
    return Task.flow().stages_of(*LIVES[life])


def of_unit(unit: int, role: str) -> Q:
    """Tasks in which a unit has a part. By its own rows: looking at every task for one would read them all."""
    parties = TaskParty.objects.filter(unit=unit).order_by()
    if role == "answers":
        parties = parties.filter(answers=True)
    elif role:
        parties = parties.filter(role=role)
    return Q(pk__in=parties.values("task"))


def answered_by(units: Iterable[int]) -> QuerySet[Task]:
    """The tasks that these units answer for."""
    mine = TaskParty.objects.filter(unit__in=units, answers=True).order_by().values("task")
    return Task.objects.filter(pk__in=mine)
