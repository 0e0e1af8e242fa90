"""A task's life: every step on the flow `task`, its lead unit, its milestones."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Milestone, Task, TaskParty
from luoshi.delivery.services.lights import relight
from luoshi.delivery.services.many import Moved, each
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import SYSTEM, Step, advance
from luoshi.orgs.models import Unit


@transaction.atomic
def move(*, task: Task, step: Step, user: User) -> Transition:
    """Take a task one step on. Raises FlowError when the person, the state or a gate does not allow it."""
    prefetch_related_objects([task], "parties")
    row = advance(subject=task, step=step, actor=rights.actor(user, task), gates=GATES)
    _remember(task, row)
    relight(task)
    record(
        action=f"delivery.task_{row.name}",
        subject=task,
        actor=user,
        data={"from": row.old, "to": row.new, "reason": row.reason},
    )
    return row


def move_many(*, tasks: Sequence[Task], name: str, reason: str = "", user: User) -> Moved[Task]:
    """Take each of these tasks one step on, all for the same reason where the step asks for one."""
    return each(tasks, lambda task: move(task=task, step=Step(name, reason), user=user))


def follow(*, task: Task, name: str, reason: str = "") -> Transition | None:
    """Let a task follow what happened to a report of it; where that way does not start from its state, it stays."""
    way = task.flow().ways[name]
    if task.state not in way.sources:
        return None
    return advance(subject=task, step=Step(name, reason), actor=SYSTEM, gates=GATES)


def _remember(task: Task, row: Transition) -> None:
    """The days that lights are computed from."""
    changed: dict[str, Any] = {}
    if row.name == "accept":
        changed = {"accepted_on": clock.today()}
    elif row.name == "claim_completion":
        changed = {"done_on": clock.today()}
    elif row.name in {"reject_claim", "reopen"}:
        changed = {"done_on": None}
    elif row.name == "verify":
        changed = {"progress": Decimal(100)}
    if changed:
        Task.objects.filter(pk=task.pk).update(**changed)
        for name, value in changed.items():
            setattr(task, name, value)


@transaction.atomic
def name_lead(*, task: Task, unit: Unit, user: User) -> TaskParty:
    """Give a task without a lead unit one. Raises DeliveryError when it is not the person's to give, or it has one."""
    if not rights.actor(user, task).roles & {"office", "supervision"}:
        raise DeliveryError(_("Only the coordination group or the supervision office may name a lead unit."))
    if task.answering_units() and task.state != "disputed":
        raise DeliveryError(_("This task already has a lead unit."))
    task.parties.filter(role=TaskParty.Role.LEAD).delete()
    party, _made = TaskParty.objects.update_or_create(
        task=task, unit=unit, defaults={"role": TaskParty.Role.LEAD, "answers": True, "order": 0}
    )
    task.parties.exclude(pk=party.pk).update(answers=False)
    task.lead_names = unit.name[:300]
    task.save(update_fields=["lead_names"])
    task.__dict__.pop("_prefetched_objects_cache", None)
    record(action="delivery.lead_named", subject=task, actor=user, data={"unit": unit.name})
    return party


@transaction.atomic
def add_milestone(
    *,
    task: Task,
    name: str,
    due: date,
    weight: Decimal = Decimal(1),
    unit: Unit | None = None,
    person: str = "",
    user: User,
) -> Milestone:
    """A step or sub-task, perhaps given to one of the parties and to a person.

    Raises DeliveryError for the wrong person, no name, a unit without a part in it, or a day after the due date.
    """
    if "lead" not in rights.actor(user, task).roles:
        raise DeliveryError(_("Only the lead unit may set milestones."))
    if not name.strip() or weight <= 0:
        raise DeliveryError(_("A milestone needs a name and a weight above zero."))
    if task.due and due > task.due:
        raise DeliveryError(_("A milestone cannot be due after the task itself."))
    if unit is not None and unit.pk not in task.rights_units():
        raise DeliveryError(_("%s has no part in this task.") % unit)
    made = Milestone.objects.create(
        task=task, name=name.strip()[:200], due=due, weight=weight, unit=unit, person=person.strip()[:60]
    )
    relight(task)
    given = {"unit": str(unit or ""), "person": made.person}
    record(action="delivery.milestone_added", subject=task, actor=user, data={"name": made.name, "due": due, **given})
    return made


@transaction.atomic
def finish_milestone(*, milestone: Milestone, done_on: date | None, user: User) -> Milestone:
    """Note the day on which a milestone was done (None: not done after all)."""
    task = milestone.task
    if "lead" not in rights.actor(user, task).roles:
        raise DeliveryError(_("Only the lead unit may set milestones."))
    if done_on and done_on > clock.today():
        raise DeliveryError(_("A milestone cannot have been done on a day to come."))
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    relight(task)
    data: Mapping[str, Any] = {"name": milestone.name, "done_on": done_on}
    record(action="delivery.milestone_finished", subject=task, actor=user, data=data)
    return milestone
