"""Compute and store lights: one task after a change, or all of them at once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights, rounds
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import LightChange, LightOverride, Milestone, TargetPace, Task
from luoshi.delivery.services.measured import with_targets
from luoshi.delivery.services.rules import Rules
from luoshi.flow import clock
from luoshi.progress import pace
from luoshi.progress.lights import Facts, Life, Light, light
from luoshi.progress.quantities import Percent

_noted: ContextVar[set[int] | None] = ContextVar("noted", default=None)
BATCH = 2000
LIVING: tuple[Life, ...] = ("waiting", "open", "claimed")
FIELDS = (
    "colour",
    "light",
    "light_rule",
    "light_version",
    "light_step",
    "light_inputs",
    "light_reason_zh",
    "light_reason_en",
    "light_as_of",
    "light_since",
    "was_red",
    "reports_missed",
)
CHANGED = ("task_id", "on", "old", "new", "rule", "reason_zh", "reason_en")
# What judging does not look at; the judgement's own words are written anew.
UNREAD = ("number", "title", "lead_names", "last_words", "light_inputs", "light_reason_zh", "light_reason_en")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Relit:
    """What a recomputation did: how many tasks were judged, and how many changed their colour."""

    judged: int
    changed: int


@dataclass(slots=True)
class Beside:
    """What stands beside a task and counts in its light: its milestones, its measured targets."""

    steps: list[pace.Step] = field(default_factory=list)
    measured: list[TargetPace] = field(default_factory=list)


def for_judging(tasks: QuerySet[Task]) -> Iterator[tuple[list[Task], Mapping[int, Beside]]]:
    """These tasks, some thousands at a time, each with what stands beside it: two more queries for each batch.

    Read as plain rows: a list of related objects for each of 20,000 tasks costs more than judging them.
    """
    for batch in batched(tasks.iterator(BATCH), BATCH):
        found = {task.pk: Beside() for task in batch}
        steps = Milestone.objects.filter(task__in=list(found)).order_by("due", "pk")
        for key, due, weight, done_on in steps.values_list("task", "due", "weight", "done_on"):
            found[key].steps.append(pace.Step(due, weight, done_on))
        known = {task.pk: task for task in batch}
        for one in TargetPace.objects.filter(task__in=list(found)).select_related("target"):
            one.task = known[one.task_id]
            found[one.task_id].measured.append(one)
        yield batch, found


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Some rows at a time."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def facts_of(task: Task, on: date, beside: Beside) -> Facts:
    """What is known about a task on a day. Asks the database nothing."""
    life, steps = task.stage.life, beside.steps
    completion = task.progress
    if completion is None and steps:
        completion = pace.milestones_done(steps, on)
    facts = Facts(
        life=life,
        start=task.start,
        due=task.due,
        completion=None if completion is None else Percent(Decimal(completion)),
        pace=_pace(task, steps, on),
        done_on=task.done_on,
        reports_missed=_missed(task, on) if life == "open" else 0,
        was_red=task.was_red,
    )
    return with_targets(facts, beside.measured, on) if beside.measured else facts


def _pace(task: Task, steps: Sequence[pace.Step], on: date) -> Percent | None:
    if task.curve:
        return _by_months(task, on)
    if steps:
        return pace.milestones_due(steps, on)
    if task.due is None or task.due < task.start:
        return None
    return pace.linear(task.start, task.due, on)


def _by_months(task: Task, on: date) -> Percent:
    """The share that should be there after the whole months of the task's year that are over by that day."""
    years = [[Decimal(amount) for amount in year] for year in task.curve_figures]
    months = pace.whole_months((task.due or on).year, on)
    return pace.same_period(years, months) if task.curve == Task.Curve.SAME_PERIOD else pace.planned(years[0], months)


def _missed(task: Task, on: date) -> int:
    since = task.reported_to or task.accepted_on
    return rounds.missed(task.cadence, since, on) if since else 0


@contextmanager
def together() -> Iterator[None]:
    """Within the block, tasks that change are only noted; at its end they are judged all at once."""
    noted: set[int] = set()
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
    relight_all(Task.objects.filter(pk__in=noted))


def relight(task: Task) -> Task:
    """Judge one task anew, today."""
    noted = _noted.get()
    if noted is not None:
        noted.add(task.pk)
        return task
    relight_all(Task.objects.filter(pk=task.pk))
    task.refresh_from_db(fields=FIELDS)
    return task


def relight_stale() -> Relit:
    """Judge every living task that was not judged today, and all whose light was set by hand: what midnight calls for.

    A light set by hand ends on its day even where the task itself no longer moves.
    """
    today = clock.today()
    stale = Q(light_as_of__lt=today) | Q(light_as_of__isnull=True)
    living = Q(state__in=Task.flow().stages_of(*LIVING))
    return relight_all(Task.objects.filter(stale, living | ~Q(colour=F("light"))))


@transaction.atomic
def relight_all(tasks: QuerySet[Task]) -> Relit:
    """Judge all these tasks anew, today, in bulk: a few queries for each 2,000 of them."""
    today = clock.today()
    rules = Rules(today)
    judged = changed = 0
    for batch, known in for_judging(tasks.order_by("pk").defer(*UNREAD)):
        changed += _store(batch, known, rules, today)
        judged += len(batch)
    return Relit(judged, changed)


def _store(tasks: Sequence[Task], known: Mapping[int, Beside], rules: Rules, today: date) -> int:
    standing = LightOverride.objects.filter(task__in=list(known), expires__gte=today).order_by("at", "pk")
    overrides = {one.task_id: one for one in standing}
    changes: list[list[Any]] = []
    for task in tasks:
        judged = light(rules.of(task.part_id), facts_of(task, today, known[task.pk]), today, clock.CALENDAR)
        before, own = task.colour, overrides.get(task.pk)
        _put(task, judged, own, today)
        if task.colour != before or task.light_since is None:
            task.light_since = today
            changes.append(_change(task, before, own, today))
    _write(tasks, changes)
    return len(changes)


def _put(task: Task, judged: Light, own: LightOverride | None, today: date) -> None:
    task.light, task.colour = judged.colour, own.colour if own else judged.colour
    task.light_rule, task.light_version, task.light_step = judged.rule, judged.rule_version, judged.step
    task.light_inputs, task.light_as_of = dict(judged.inputs), today
    task.light_reason_zh, task.light_reason_en = judged.reason_zh[:300], judged.reason_en[:300]
    task.reports_missed = int(judged.inputs.get("reports_missed", "0"))
    task.was_red = task.was_red or judged.colour == "red"


def _change(task: Task, before: str, own: LightOverride | None, today: date) -> list[Any]:
    """The row of a change, in the order of CHANGED."""
    zh, en = (own.reason, own.reason) if own else (task.light_reason_zh, task.light_reason_en)
    rule = "override" if own else f"{task.light_rule}@{task.light_version}"
    return [task.pk, today.isoformat(), before, task.colour, rule, zh[:300], en[:300]]


def _write(tasks: Iterable[Task], changes: Sequence[list[Any]]) -> None:
    """One prepared statement for all rows of a kind: through the models it would take minutes for 20,000 tasks."""
    rows = [
        [_plain(getattr(task, name)) if name != "light_inputs" else json.dumps(task.light_inputs) for name in FIELDS]
        + [task.pk]
        for task in tasks
    ]
    if rows:
        columns = ", ".join(f'"{name}" = %s' for name in FIELDS)
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{Task._meta.db_table}" SET {columns} WHERE "id" = %s', rows)
    if changes:
        columns, marks = ", ".join(f'"{name}"' for name in CHANGED), ", ".join(["%s"] * len(CHANGED))
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{LightChange._meta.db_table}" ({columns}) VALUES ({marks})', changes)


def _plain(value: Any) -> str | int | bool | None:
    plain: str | int | bool | None = value.isoformat() if isinstance(value, date) else value
    return plain


@transaction.atomic
def override(*, task: Task, colour: str, reason: str, expires: date, user: User) -> LightOverride:
    """A leader's own colour, until a day. Raises DeliveryError without a right, a reason or a day to come."""
    if "leader" not in rights.actor(user, task).roles:
        raise DeliveryError(_("Only a leader may set a light by hand."))
    if not reason.strip() or expires < clock.today():
        raise DeliveryError(_("A light set by hand needs a reason and a day, not in the past, on which it ends."))
    made = LightOverride.objects.create(
        task=task, colour=colour, reason=reason.strip(), expires=expires, by=user, at=clock.now()
    )
    relight(task)
    record(
        action="delivery.light_overridden",
        subject=task,
        actor=user,
        data={"colour": colour, "rule": task.light, "reason": made.reason, "expires": expires},
    )
    return made
