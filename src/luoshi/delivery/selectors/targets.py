"""Targets of a task over the versions of its plan: how they stand, their latest figures, those that were given up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.delivery.models import Figure, Report, TargetPace, Task
from luoshi.plans.models import Target
from luoshi.progress.targets import Goal, Reading, Standing, kind_of, standing

VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Stand:
    """A target with how it stands; `pace` is how somebody said it is measured, None where it is guessed."""

    target: Target
    pace: TargetPace | None
    reading: Reading | None
    standing: Standing | None


def stands(task: Task, reports: Iterable[Report], today: date) -> list[Stand]:
    """Every target of the task in the plan's order. `reports` come newest first, with figures. One query."""
    targets = list(task.plan_task.targets.select_related("previous", "pace"))
    newest = _newest(reports)
    found = []
    for target in targets:
        reading = next((newest[key] for key in _chain(target) if key in newest), None)
        own: TargetPace | None = getattr(target, "pace", None)
        if own is not None:
            own.target, own.task = target, task
        goal = own.goal if own else _guessed(target, task)
        found.append(Stand(target, own, reading, standing(goal, reading, today) if goal else None))
    return found


def _guessed(target: Target, task: Task) -> Goal | None:
    """As its words say: shown on the page, but never counted in the light until somebody has confirmed it."""
    kind = kind_of(target.comparator, target.basis)
    if kind is None or target.value is None or (kind == "rising" and target.basis not in ("count", "amount")):
        return None
    return Goal(kind, Decimal(str(target.value)), task.start, target.deadline_date or task.due)


def _newest(reports: Iterable[Report]) -> dict[int, Reading]:
    newest: dict[int, Reading] = {}
    for report in reports:
        for figure in report.figures.all() if report.state == "passed" else ():
            newest.setdefault(figure.target_id, Reading(figure.value, report.period_end))
    return newest


def _chain(target: Target) -> Iterable[int]:
    """The target and those of earlier versions that it continues."""
    old: Target | None = target
    for _version in range(VERSIONS):
        if old is None:
            return
        yield old.pk
        old = old.previous


def newest_figure(target: Target) -> tuple[Decimal, date] | None:
    """The newest passed figure of the target, or of the one that it continues, with the last day it covers."""
    passed = Figure.objects.filter(target__in=list(_chain(target)), report__state="passed")
    return passed.order_by("-report__period_end").values_list("value", "report__period_end").first()


def given_up(task: Task) -> list[Target]:
    """Targets of the version before that no target of this version continues, each with the reason that was kept."""
    before = task.plan_task.previous_id
    if before is None:
        return []
    return list(Target.objects.filter(task=before, successors=None).order_by("order"))
