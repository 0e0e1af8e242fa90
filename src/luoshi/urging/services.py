"""What people do on the ladder: urge by hand, confirm, decline; and what happens when a task moves."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.models import Task
from luoshi.flow import clock
from luoshi.flow.services import SYSTEM, advance
from luoshi.flow.services import Step as Move
from luoshi.notices.services import settle
from luoshi.urging.engine import new_urge, send
from luoshi.urging.errors import UrgingError
from luoshi.urging.facts import is_urgeable
from luoshi.urging.ladder import Step
from luoshi.urging.models import Position, Urge
from luoshi.urging.rule import ladder_of
from luoshi.urging.telling import about

BY_HAND = frozenset({"office", "supervision"})
OPEN = ("proposed", "sent")


def steps_for(user: User, task: Task) -> list[Step]:
    """The steps this person may take on a task by hand: the mild ones, and those that are the person's to confirm."""
    roles = rights.actor(user, task).roles
    if not is_urgeable(task):
        return []
    return [step for step in ladder_of().steps if roles & (step.confirm or BY_HAND)]


@transaction.atomic
def urge_by_hand(*, task: Task, step: str, reason: str, user: User) -> Urge:
    """Take a step on a task now, on a person's word. Raises UrgingError.

    A step of that kind that awaits confirmation is confirmed; the same step is taken once a day at most.
    """
    chosen = next((one for one in steps_for(user, task) if one.name == step), None)
    if chosen is None:
        raise UrgingError(_("You may not take this step, or the task is not being worked on."))
    if not reason.strip():
        raise UrgingError(_("Please write a reason."))
    position, _made = Position.objects.select_for_update().get_or_create(task=task)
    position.task = task
    waiting = Urge.objects.select_related("task__group").filter(task=task, step=step, state="proposed").first()
    if waiting is not None:
        return confirm(urge=waiting, note=reason, user=user)
    if Urge.objects.filter(task=task, step=step, sent_on=clock.today()).exists():
        raise UrgingError(_("This step was taken today already; once a day is enough."))
    urge = new_urge(position, step, ladder_of(), reason.strip(), reason.strip())
    urge.by, urge.rule = user, ""
    urge.save()
    move = Move("confirm" if chosen.confirm else "send", reason)
    send(urge, move, actor=rights.actor(user, task), ladder=ladder_of())
    Position.objects.filter(pk=position.pk).update(next_due_at=clock.now())
    record(action="urging.by_hand", subject=urge, actor=user, data={"task": task.pk, "reason": reason.strip()})
    return urge


@transaction.atomic
def confirm(*, urge: Urge, user: User, note: str = "") -> Urge:
    """Let a proposed step go out. Raises UrgingError without the right, FlowError when it is no longer proposed."""
    actor = rights.actor(user, urge.task)
    _check(urge, actor.roles)
    if note.strip():
        urge.note = note.strip()[:500]
        urge.save(update_fields=["note"])
    send(urge, Move("confirm", note, seen="proposed"), actor=actor, ladder=ladder_of())
    Position.objects.filter(task=urge.task).update(next_due_at=clock.now())
    record(action="urging.confirmed", subject=urge, actor=user, data={"task": urge.task_id, "note": urge.note})
    return urge


@transaction.atomic
def decline(*, urge: Urge, reason: str, user: User) -> Urge:
    """Let a proposed step rest; it may be proposed again after the step's time to answer. Raises as `confirm`."""
    actor = rights.actor(user, urge.task)
    _check(urge, actor.roles)
    advance(subject=urge, step=Move("decline", reason, seen="proposed"), actor=actor, gates={})
    Position.objects.filter(task=urge.task).update(next_due_at=clock.now())
    record(action="urging.declined", subject=urge, actor=user, data={"task": urge.task_id, "reason": reason.strip()})
    return urge


def _check(urge: Urge, roles: frozenset[str]) -> None:
    step = ladder_of().step(urge.step)
    if step is None or not roles & step.confirm:
        raise UrgingError(_("It is not yours to decide on this step."))


@transaction.atomic
def task_moved(*, task: Task) -> None:
    """The task has moved: the ladder begins anew, what was sent counts as answered, what was proposed lapses."""
    moved = Position.objects.filter(task=task).update(run=F("run") + 1, moved=clock.today(), next_due_at=clock.now())
    if moved:
        for urge in Urge.objects.filter(task=task, state__in=OPEN):
            name = "lapse" if urge.state == "proposed" else "answer"
            advance(subject=urge, step=Move(name), actor=SYSTEM, gates={})
    settle(about=about(task))
