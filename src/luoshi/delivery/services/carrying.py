"""From one version of a plan to the next: a running task keeps its life while its text, units and date follow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Figure, Report, Task, TaskParty
from luoshi.delivery.services import paces
from luoshi.flow.services import SYSTEM, Step, advance
from luoshi.orgs.collectives import members_of
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.plans import models as plans

ROLES = {"lead": 0, "joint": 1, "support": 2}  # the weightiest first
Standing = Mapping[str, Sequence[Unit]]  # the units for which each collective stands


def standing_of(published: Iterable[plans.Task], region: Region | None) -> Standing:
    """The units behind the collectives of these tasks: every town of the area for 各镇（街道）."""
    names = {party.name for task in published for party in task.parties.all() if party.role == "collective"}
    return members_of(names, region)


def lead_names(plan_task: plans.Task) -> str:
    """The units that answer, as printed; a collective, where nobody else is named."""
    parties = plan_task.parties.all()
    leading = [party.name for party in parties if party.role in {"lead", "joint"}]
    return "、".join(leading or [party.name for party in parties if party.role == "collective"])[:300]


def parties_of(task: Task, plan_task: plans.Task, standing: Standing) -> list[TaskParty]:
    """One row for each unit, in its weightiest part; the leads answer or, where there are none, the joint ones.

    Whoever a collective stands for supports; where only collectives are named, they answer together.
    """
    best: dict[int, tuple[str, int]] = {}
    for unit, role, order in _named(plan_task, standing):
        if unit not in best or ROLES[role] < ROLES[best[unit][0]]:
            best[unit] = (role, order)
    answering = "lead" if any(role == "lead" for role, _order in best.values()) else "joint"
    return [
        TaskParty(task=task, unit_id=unit, role=role, answers=role == answering, order=order)
        for unit, (role, order) in sorted(best.items(), key=lambda one: one[1][1])
    ]


def _named(plan_task: plans.Task, standing: Standing) -> Iterator[tuple[int, str, int]]:
    """(unit, role, order) for every unit that is named, by itself or within a collective."""
    parties = list(plan_task.parties.all())
    behind = "support" if any(party.role in {"lead", "joint"} for party in parties) else "joint"
    for party in parties:
        if party.role in ROLES and party.unit_id:
            yield party.unit_id, party.role, party.order
        for unit in standing.get(party.name, ()) if party.role == "collective" else ():
            yield unit.pk, behind, party.order


def carry(plan_task: plans.Task, group: WorkingGroup | None, standing: Standing) -> None:
    """Let a running task go on under the new text. The original date stays, and so does one that was granted."""
    before = plan_task.previous
    if before is None:
        return
    task: Task = before.running
    changed: dict[str, Any] = {
        "plan_task": plan_task,
        "part": plan_task.part,
        "group": group or task.group,
        "number": plan_task.number,
        "title": plan_task.title or plan_task.text[:200],
    }
    if plan_task.deadline_date and task.due_basis != Task.DueBasis.GRANTED:
        changed |= {"due": plan_task.deadline_date, "due_basis": Task.DueBasis.SENTENCE}
    for name, value in changed.items():
        setattr(task, name, value)
    task.save(update_fields=list(changed))
    _carry_drafts(plan_task, task)
    _carry_parties(plan_task, task, standing)
    paces.carry(plan_task, task)


def _carry_drafts(plan_task: plans.Task, task: Task) -> None:
    """Figures of reports that are still being written speak of the new targets; what was passed stays as it was."""
    for target in plan_task.targets.exclude(previous=None):
        drafts = Report.objects.filter(task=task, state__in=("draft", "returned"))
        Figure.objects.filter(report__in=drafts, target_id=target.previous_id).update(target=target)


def _carry_parties(plan_task: plans.Task, task: Task, standing: Standing) -> None:
    """The units follow the new version; a task that gets another lead unit is assigned to it anew.

    Where the new version names no unit, whoever was named by hand stays.
    """
    new = parties_of(task, plan_task, standing)
    if not any(party.answers for party in new):
        return
    old = set(task.answering_units())
    task.parties.exclude(unit__in=[party.unit_id for party in new]).delete()
    TaskParty.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["task", "unit"], update_fields=["role", "answers", "order"]
    )
    task.lead_names = lead_names(plan_task)
    task.save(update_fields=["lead_names"])
    if old and old.isdisjoint(party.unit_id for party in new if party.answers):
        _hand_over(task, plan_task)


def _hand_over(task: Task, plan_task: plans.Task) -> None:
    way = task.flow().ways.get("hand_over")  # an office's own pack may be without it
    if way is not None and task.state in way.sources:
        reason = _("Version %(number)s of the plan names another lead unit.") % {"number": plan_task.version.number}
        advance(subject=task, step=Step("hand_over", reason), actor=SYSTEM, gates=GATES)
        Task.objects.filter(pk=task.pk).update(accepted_on=None)


def pause_dropped(version: plans.PlanVersion) -> int:
    """Suspend, for the office to decide, what runs on from older versions without a place in this one."""
    older = Task.objects.filter(plan_task__version__plan=version.plan, plan_task__version__number__lt=version.number)
    words = _("Version %(number)s of the plan no longer has this task.") % {"number": version.number}
    way = Task.flow().ways.get("suspend")
    dropped = list(older.filter(state__in=way.sources).select_related("plan_task")) if way else []
    for task in dropped:
        reason = f"{words} {task.plan_task.replaced_reason}".strip()
        advance(subject=task, step=Step("suspend", reason), actor=SYSTEM, gates=GATES)
    return len(dropped)
