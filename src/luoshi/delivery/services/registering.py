"""From the published plan to tasks in motion, in bulk; and from one version of a plan to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Task, TaskParty
from luoshi.delivery.services import carrying
from luoshi.delivery.services.lights import relight_all
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import SYSTEM, Actor, Step, advance, advance_new, begin, store_new
from luoshi.orgs.models import WorkingGroup
from luoshi.plans import models as plans

BATCH = 500


@transaction.atomic
def register_from_version(*, version: plans.PlanVersion, user: User | None) -> int:
    """Put every published task of a version in motion; returns how many are new.

    A task that continues one of the version before keeps its life (see services.carrying); one that has no place in
    the new version is suspended. A new task with a lead unit is assigned at once; one without waits, registered, for a
    lead to be named.
    """
    published = list(
        plans.Task.objects.filter(version=version, running__isnull=True)
        .select_related("part", "previous__running")
        .prefetch_related("parties__unit")
        .order_by("order")
    )
    carried = [task for task in published if task.previous is not None and hasattr(task.previous, "running")]
    known = {task.pk for task in carried}
    fresh = [task for task in published if task.pk not in known]
    groups, standing = _groups(version), carrying.standing_of(published, version.plan.region)
    for task in carried:
        carrying.carry(task, groups.get(task.part.title[:300]) if task.part else None, standing)
    dropped = carrying.pause_dropped(version)
    actor = Actor(user.pk, str(user), SYSTEM.roles) if user else SYSTEM
    tasks = _create(fresh, _Surroundings(_end_of_period(version), groups, standing), actor)
    relight_all(Task.objects.filter(plan_task__version__plan=version.plan))
    record(
        action="delivery.registered",
        subject=version,
        actor=user,
        data={"new": len(tasks), "carried": len(carried), "dropped": dropped},
    )
    return len(tasks)


@transaction.atomic
def take_up_units(*, version: plans.PlanVersion, tasks: Iterable[int], user: User | None) -> int:
    """Give running tasks the units that names in their text turned out to mean; returns how many were assigned.

    Parties that the task has already stay as they are; one that waited for a lead unit is assigned to it.
    """
    published = plans.Task.objects.filter(version=version, pk__in=list(tasks), running__isnull=False)
    found = list(published.select_related("running").prefetch_related("parties__unit"))
    standing = carrying.standing_of(found, version.plan.region)
    actor = Actor(user.pk, str(user), SYSTEM.roles) if user else SYSTEM
    assigned = sum(_take_up(one.running, carrying.parties_of(one.running, one, standing), actor) for one in found)
    relight_all(Task.objects.filter(plan_task__in=published))
    record(action="delivery.units_taken_up", subject=version, actor=user, data={"assigned": assigned})
    return assigned


def _take_up(task: Task, new: Sequence[TaskParty], actor: Actor) -> bool:
    way = task.flow().ways.get("assign")
    waited = way is not None and task.state in way.sources and not task.answering_units()
    TaskParty.objects.bulk_create(new, ignore_conflicts=True)
    if not waited or not any(party.answers for party in new):
        return False
    advance(subject=task, step=Step("assign"), actor=actor, gates=GATES)
    return True


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What every new task of a version shares: the day it is due at the latest, the groups, the collectives."""

    default_due: date | None
    groups: Mapping[str, WorkingGroup]
    standing: carrying.Standing


def _create(published: Sequence[plans.Task], around: _Surroundings, actor: Actor) -> list[Task]:
    pairs: list[tuple[Task, list[Transition]]] = []
    parties: list[TaskParty] = []
    for plan_task in published:
        task = _task(plan_task, around)
        units = carrying.parties_of(task, plan_task, around.standing)
        answering = any(party.answers for party in units)
        pairs.append((task, advance_new(task, ["register", "assign"] if answering else ["register"], actor)))
        parties += units
    tasks = Task.objects.bulk_create([task for task, _ in pairs], batch_size=BATCH)
    store_new(pairs)
    TaskParty.objects.bulk_create(parties, batch_size=BATCH)
    return tasks


def _groups(version: plans.PlanVersion) -> dict[str, WorkingGroup]:
    """The working group of each part, by the part's title: another plan's group of the same title has no say here."""
    titles = [title[:300] for title in version.parts.values_list("title", flat=True)]
    mine = Q(plan_reference=f"plan:{version.plan_id}") | Q(plan_reference="", region=version.plan.region)
    found = WorkingGroup.objects.filter(mine, plan_part__in=titles, active=True).order_by("-pk")
    return {group.plan_part: group for group in found}


def _end_of_period(version: plans.PlanVersion) -> date | None:
    """31 December of the last year that the plan covers, if it says so."""
    year = version.plan.period.strip()[-4:]
    return date(int(year), 12, 31) if year.isdecimal() and int(year) >= 1949 else None


def _task(plan_task: plans.Task, around: _Surroundings) -> Task:
    due = plan_task.deadline_date or around.default_due
    task = Task(
        plan_task=plan_task,
        part=plan_task.part,
        group=around.groups.get(plan_task.part.title[:300]) if plan_task.part else None,
        number=plan_task.number,
        title=plan_task.title or plan_task.text[:200],
        lead_names=carrying.lead_names(plan_task),
        start=clock.today(),
        due=due,
        original_due=due,
        due_basis=Task.DueBasis.SENTENCE if plan_task.deadline_date else Task.DueBasis.PLAN,
    )
    return begin(task)
