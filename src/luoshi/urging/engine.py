"""Climbing: takes the tasks whose moment has come, proposes or sends the next step; safe for many workers."""

import logging
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.audit.services import record
from luoshi.delivery.models import Task
from luoshi.flow import clock
from luoshi.flow.services import SYSTEM, Actor, advance, begin
from luoshi.flow.services import Step as Move
from luoshi.urging.facts import facts_of, positions
from luoshi.urging.ladder import Facts, Ladder, Next, Taken, add, next_step
from luoshi.urging.models import Position, Urge
from luoshi.urging.rule import ladder_of
from luoshi.urging.telling import tell, tell_of_proposals

logger = logging.getLogger("luoshi.urging")

BEGINS_AT = time(8, 0)  # before the morning's digest
CHUNK = 500
PUSHED_ON = timedelta(hours=1)


class ClimbFault(Exception):
    """Some tasks could not be judged; they were pushed on by an hour, the others were not held up."""


def climb() -> int:
    """Take every step that has come due; returns how many. Raises ClimbFault at the end if a task could not be judged.

    1. Tasks that have no position yet get one. 2. Due positions are read in chunks. 3. A position without a due step
    is given its next moment; one with it is taken by a conditional UPDATE, in a transaction with the step itself.
    4. A position whose judgement fails is pushed on by an hour, so that one bad row cannot hold up the rest.
    """
    adopt()
    moment, taken = clock.now(), 0
    faults: list[str] = []
    while True:
        due = positions().filter(next_due_at__lte=moment).order_by("next_due_at", "pk")[:CHUNK]
        chunk = list(due)
        if not chunk:
            break
        taken += _take(chunk, faults)
    if faults:
        raise ClimbFault(f"{len(faults)} tasks could not be judged, first: {faults[0]}")
    return taken


def adopt() -> int:
    """Give a position to every living task that has none; returns how many."""
    living = Task.flow().stages_of("waiting", "open")
    new = Task.objects.filter(urging__isnull=True, state__in=living).order_by("pk").values_list("pk", flat=True)
    moment = clock.now()
    made = [Position(task_id=key, next_due_at=moment) for key in new]
    Position.objects.bulk_create(made, batch_size=CHUNK, ignore_conflicts=True)
    return len(made)


def look_again(tasks: "QuerySet[Task]") -> int:
    """Let the ladder judge these tasks anew at its next turn: something about them has changed."""
    return Position.objects.filter(task__in=tasks).update(next_due_at=clock.now())


def _take(chunk: list[Position], faults: list[str]) -> int:
    ladder, today = ladder_of(), clock.today()
    later: list[tuple[Position, datetime | None]] = []
    now: list[tuple[Position, Next]] = []
    for position in chunk:
        try:
            coming = next_step(facts_of(position), ladder, clock.CALENDAR, today)
        except Exception as error:
            logger.exception("task %s could not be judged", position.task_id)
            faults.append(f"{position.task_id}: {type(error).__name__}: {error}")
            later.append((position, clock.now() + PUSHED_ON))
            continue
        if coming is not None and coming.is_due(today):
            now.append((position, coming))
        else:
            later.append((position, morning(coming.on) if coming else None))
    with transaction.atomic():
        for position, moment in later:
            _ours(position).update(next_due_at=moment)
    return sum(_step(position, coming, ladder, today) for position, coming in now)


def morning(day: date) -> datetime:
    """When the steps of a day are taken."""
    return timezone.make_aware(datetime.combine(day, BEGINS_AT))


def _ours(position: Position) -> "QuerySet[Position]":
    """The row, if nobody else has taken it and the task has not moved since it was read."""
    return Position.objects.filter(pk=position.pk, run=position.run, next_due_at=position.next_due_at)


@transaction.atomic
def _step(position: Position, coming: Next, ladder: Ladder, today: date) -> bool:
    """Take one step: the position is claimed first, so that the step is taken once."""
    proposed = bool(coming.step.confirm)
    following = None if proposed else _following(coming, ladder, today)
    if not _ours(position).update(next_due_at=following):
        return False
    zh, en = coming.reason(today, clock.CALENDAR)
    urge = new_urge(position, coming.step.name, ladder, zh, en)
    urge.save()
    if proposed:
        tell_of_proposals(position.task, sorted(coming.step.confirm))
        record(action="urging.proposed", subject=urge, data={"task": position.task_id, "reason": zh})
    else:
        send(urge, Move("send"), actor=SYSTEM, ladder=ladder)
        record(action="urging.sent", subject=urge, data={"task": position.task_id, "reason": zh, "told": urge.told})
    return True


def _following(coming: Next, ladder: Ladder, today: date) -> datetime | None:
    """When the step after this one comes, if nothing changes."""
    facts = with_taken(coming.facts, Taken(coming.step.name, today))
    after = next_step(facts, ladder, clock.CALENDAR, today)
    return morning(after.on) if after else None


def with_taken(facts: Facts, taken: Taken) -> Facts:
    """The same facts after one more step."""
    return Facts(
        urgeable=facts.urgeable,
        due=facts.due,
        report_due=facts.report_due,
        colour=facts.colour,
        light_since=facts.light_since,
        moved=facts.moved,
        taken=(*facts.taken, taken),
    )


def new_urge(position: Position, step: str, ladder: Ladder, zh: str, en: str) -> Urge:
    """An unsaved step at the start of its life, as of now."""
    made = Urge(task=position.task, run=position.run, step=step, at=clock.now(), rule=ladder.rule)
    made.reason_zh, made.reason_en = zh[:500], en[:500]
    return begin(made)


def send(urge: Urge, move: Move, *, actor: Actor, ladder: Ladder) -> None:
    """Let a stored proposal go out: its state, the day by which an answer is awaited, and everybody told."""
    step = ladder.step(urge.step)
    if step is None:
        raise KeyError(urge.step)
    advance(subject=urge, step=move, actor=actor, gates={})
    urge.sent_on = clock.today()
    urge.answer_due = add(clock.CALENDAR, urge.sent_on, step.wait) if step.wait else None
    urge.told = [{"name": str(told.user), "role": told.role.value} for told in tell(urge, step)]
    urge.save(update_fields=["sent_on", "answer_due", "told"])
