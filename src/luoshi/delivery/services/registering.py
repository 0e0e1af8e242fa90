"""From the published plan to tasks in motion, in bulk; and from one version of a plan to the next."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery.models import Task, TaskParty
from luoshi.delivery.services.lights import relight_all
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import SYSTEM, Actor, advance_new, begin, store_new
from luoshi.orgs.models import WorkingGroup
from luoshi.plans import models as plans

BATCH = 500


@transaction.atomic
def register_from_version(*, version: plans.PlanVersion, user: User | None) -> int:
    """Put every published task of a version in motion; returns how many are new.

    A task that continues one of the version before keeps its life: only its text, part and date follow the new
    version. A new task with a lead unit is assigned at once; one without waits, registered, for a lead to be named.
    """
    published = list(
        plans.Task.objects.filter(version=version, running__isnull=True)
        .select_related("part", "previous__running")
        .prefetch_related("parties__unit")
        .order_by("order")
    )
    carried = [task for task in published if task.previous is not None and hasattr(task.previous, "running")]
    fresh = [task for task in published if task not in carried]
    for task in carried:
        _carry(task)
    tasks = _create(fresh, version, Actor(user.pk, str(user), SYSTEM.roles) if user else SYSTEM)
    relight_all(Task.objects.filter(plan_task__version=version))
    record(
        action="delivery.registered",
        subject=version,
        actor=user,
        data={"new": len(tasks), "carried": len(carried)},
    )
    return len(tasks)


def _create(published: Sequence[plans.Task], version: plans.PlanVersion, actor: Actor) -> list[Task]:
    groups = {group.plan_part: group for group in _groups(version)}
    pairs: list[tuple[Task, list[Transition]]] = []
    parties: list[TaskParty] = []
    for plan_task in published:
        task = _task(plan_task, _end_of_period(version), groups)
        units = _parties(task, plan_task)
        answering = any(party.answers for party in units)
        pairs.append((task, advance_new(task, ["register", "assign"] if answering else ["register"], actor)))
        parties += units
    tasks = Task.objects.bulk_create([task for task, _ in pairs], batch_size=BATCH)
    store_new(pairs)
    TaskParty.objects.bulk_create(parties, batch_size=BATCH)
    return tasks


def _groups(version: plans.PlanVersion) -> list[WorkingGroup]:
    titles = [title[:300] for title in version.parts.values_list("title", flat=True)]
    return list(WorkingGroup.objects.filter(plan_part__in=titles, active=True).order_by("-pk"))


def _end_of_period(version: plans.PlanVersion) -> date | None:
    """31 December of the last year that the plan covers, if it says so."""
    year = version.plan.period.strip()[-4:]
    return date(int(year), 12, 31) if year.isdecimal() and int(year) >= 1949 else None


def _task(plan_task: plans.Task, default_due: date | None, groups: dict[str, WorkingGroup]) -> Task:
    leads = [party.name for party in plan_task.parties.all() if party.role in {"lead", "joint"}]
    due = plan_task.deadline_date or default_due
    task = Task(
        plan_task=plan_task,
        part=plan_task.part,
        group=groups.get(plan_task.part.title[:300]) if plan_task.part else None,
        number=plan_task.number,
        title=plan_task.title or plan_task.text[:200],
        lead_names="、".join(leads)[:300],
        start=clock.today(),
        due=due,
        original_due=due,
        due_basis=Task.DueBasis.SENTENCE if plan_task.deadline_date else Task.DueBasis.PLAN,
    )
    return begin(task)


def _parties(task: Task, plan_task: plans.Task) -> list[TaskParty]:
    """One row for each unit, in its weightiest part; the leads answer or, where there are none, the joint ones."""
    order = {"lead": 0, "joint": 1, "support": 2}
    known = [party for party in plan_task.parties.all() if party.unit_id and party.role in order]
    known.sort(key=lambda party: (party.unit_id or 0, order[party.role]))
    best = [next(rows) for _, rows in groupby(known, key=lambda party: party.unit_id)]
    answering = "lead" if any(party.role == "lead" for party in best) else "joint"
    return [
        TaskParty(task=task, unit=party.unit, role=party.role, answers=party.role == answering, order=party.order)
        for party in sorted(best, key=lambda party: party.order)
    ]


def _carry(plan_task: plans.Task) -> None:
    """A task that goes on under the new text. A date that was extended stays as it was granted."""
    before = plan_task.previous
    if before is None:
        return
    task: Task = before.running
    changed: dict[str, Any] = {
        "plan_task": plan_task,
        "part": plan_task.part,
        "number": plan_task.number,
        "title": plan_task.title or plan_task.text[:200],
    }
    if plan_task.deadline_date and not task.was_extended:
        changed["due"] = plan_task.deadline_date
    Task.objects.filter(pk=task.pk).update(**changed)
    known = {party.unit_id for party in task.parties.all()}
    TaskParty.objects.bulk_create([party for party in _parties(task, plan_task) if party.unit_id not in known])
