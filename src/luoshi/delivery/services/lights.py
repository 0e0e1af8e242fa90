"""Compute and store lights: one task after a change, or all of them at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Prefetch, Q, QuerySet
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


@dataclass(frozen=True, slots=True)
class Relit:
    """What a recomputation did: how many tasks were judged, and how many changed their colour."""

    judged: int
    changed: int


def for_judging(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """These tasks with everything that `facts_of` reads, in two more queries for each batch."""
    return tasks.prefetch_related(
        Prefetch("milestones", queryset=Milestone.objects.order_by("due")),
        Prefetch("target_paces", queryset=TargetPace.objects.select_related("target")),
    )


def facts_of(task: Task, on: date) -> Facts:
    """What is known about a task on a day. Reads only the task and what `for_judging` brought along."""
    life = task.stage.life
    steps = [pace.Step(step.due, step.weight, step.done_on) for step in task.milestones.all()]
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
    measured = list(task.target_paces.all())
    return with_targets(facts, measured, on) if measured else facts


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
    overrides = LightOverride.objects.filter(expires__gte=today).order_by("at")
    wanted = for_judging(tasks.order_by("pk")).prefetch_related(Prefetch("overrides", queryset=overrides))
    judged = changed = 0
    batch: list[Task] = []
    for task in wanted.iterator(chunk_size=BATCH):
        batch.append(task)
        if len(batch) == BATCH:
            judged, changed = judged + len(batch), changed + _store(batch, rules, today)
            batch = []
    return Relit(judged + len(batch), changed + _store(batch, rules, today))


def _store(tasks: Sequence[Task], rules: Rules, today: date) -> int:
    changes: list[LightChange] = []
    for task in tasks:
        judged = light(rules.of(task.part_id), facts_of(task, today), today, clock.CALENDAR)
        before = task.colour
        _put(task, judged, today)
        if task.colour != before or task.light_since is None:
            task.light_since = today
            changes.append(_change(task, before, today))
    LightChange.objects.bulk_create(changes, batch_size=500)
    _write(tasks)
    return len(changes)


def _put(task: Task, judged: Light, today: date) -> None:
    own = list(task.overrides.all())
    task.light, task.colour = judged.colour, own[-1].colour if own else judged.colour
    task.light_rule, task.light_version, task.light_step = judged.rule, judged.rule_version, judged.step
    task.light_inputs, task.light_as_of = dict(judged.inputs), today
    task.light_reason_zh, task.light_reason_en = judged.reason_zh[:300], judged.reason_en[:300]
    task.reports_missed = int(judged.inputs.get("reports_missed", "0"))
    task.was_red = task.was_red or judged.colour == "red"


def _change(task: Task, before: str, today: date) -> LightChange:
    own = list(task.overrides.all())
    zh, en = (own[-1].reason, own[-1].reason) if own else (task.light_reason_zh, task.light_reason_en)
    rule = "override" if own else f"{task.light_rule}@{task.light_version}"
    return LightChange(
        task=task, on=today, old=before, new=task.colour, rule=rule, reason_zh=zh[:300], reason_en=en[:300]
    )


def _write(tasks: Iterable[Task]) -> None:
    """One prepared statement for all rows: bulk_update of a dozen columns would take minutes for 20,000 tasks."""
    rows = [
        [_plain(getattr(task, name)) if name != "light_inputs" else json.dumps(task.light_inputs) for name in FIELDS]
        + [task.pk]
        for task in tasks
    ]
    if rows:
        columns = ", ".join(f'"{name}" = %s' for name in FIELDS)
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{Task._meta.db_table}" SET {columns} WHERE "id" = %s', rows)


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
