"""Targets of a task over the versions of its plan: their latest figures, and those that were given up."""

from collections.abc import Iterable

from luoshi.delivery.models import Report, Task
from luoshi.plans.models import Target
from luoshi.progress.quantities import shown

VERSIONS = 20


def latest_figures(task: Task, reports: Iterable[Report]) -> dict[int, str]:
    """The newest passed figure of each target of the task, reported on it or on the target that it continues.

    `reports` come newest first.
    """
    newest: dict[int, str] = {}
    for report in reports:
        for figure in report.figures.all() if report.state == "passed" else ():
            newest.setdefault(figure.target_id, shown(figure.value))
    found: dict[int, str] = {}
    for target in task.plan_task.targets.select_related("previous"):
        old: Target | None = target
        for _version in range(VERSIONS):
            if old is None or old.pk in newest:
                break
            old = old.previous
        if old is not None and old.pk in newest:
            found[target.pk] = newest[old.pk]
    return found


def given_up(task: Task) -> list[Target]:
    """Targets of the version before that no target of this version continues, each with the reason that was kept."""
    before = task.plan_task.previous_id
    if before is None:
        return []
    return list(Target.objects.filter(task=before, successors=None).order_by("order"))
