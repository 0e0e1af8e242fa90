"""How each target of a task is measured: its kind, where it began, its own split by month or quarter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Report, TargetPace, Task
from luoshi.delivery.selectors.targets import newest_figure
from luoshi.delivery.services.lights import relight
from luoshi.flow import clock
from luoshi.plans import models as plans
from luoshi.progress import pace
from luoshi.progress.targets import months_of

MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What somebody says of a target. `years`: one planned year, or past years, of twelve months or four quarters."""

    kind: str
    baseline: Decimal | None = None
    curve: str = ""
    years: Sequence[Sequence[Decimal]] = field(default=())


@transaction.atomic
def choose(*, task: Task, target: plans.Target, measure: Measure, user: User) -> TargetPace:
    """Measure a target so from now on; its figures count in the light. Raises DeliveryError when that cannot be."""
    _check(task, target, user)
    _check_measure(target, measure)
    newest = newest_figure(target)
    value, on = newest if newest else (None, None)
    made, _new = TargetPace.objects.update_or_create(
        target=target,
        defaults={
            "task": task, "kind": measure.kind, "baseline": measure.baseline, "curve": measure.curve,
            "figures": [[str(amount) for amount in year] for year in measure.years] if measure.curve else [],
            "latest": value, "latest_on": on, "by": user, "at": clock.now(),
        },
    )  # fmt: skip
    relight(task)
    data = {"target": target.pk, "kind": made.kind, "baseline": made.baseline, "curve": made.curve}
    record(action="delivery.target_measured", subject=task, actor=user, data={**data, "years": made.figures})
    return made


@transaction.atomic
def forget(*, task: Task, target: plans.Target, user: User) -> None:
    """No longer count the target in the light. Raises DeliveryError for the wrong person."""
    _check(task, target, user)
    gone, _rows = TargetPace.objects.filter(target=target).delete()
    if gone:
        relight(task)
        record(action="delivery.target_not_measured", subject=task, actor=user, data={"target": target.pk})


def _check(task: Task, target: plans.Target, user: User) -> None:
    if not rights.actor(user, task).roles & {"lead", "office"}:
        raise DeliveryError(_("Only the lead unit or the coordination group may say how a target is measured."))
    if target.task_id != task.plan_task_id or target.value is None:
        raise DeliveryError(_("Only a target with a figure, of this task, can be measured."))


def _check_measure(target: plans.Target, measure: Measure) -> None:
    value = Decimal(str(target.value))
    if measure.kind == TargetPace.Kind.FALLING and (measure.baseline is None or measure.baseline <= value):
        raise DeliveryError(_("A figure that falls needs a beginning above its target."))
    if measure.kind == TargetPace.Kind.RISING and measure.baseline is not None and measure.baseline >= value:
        raise DeliveryError(_("A figure that rises begins below its target."))
    if measure.curve and not _can_be_drawn(measure):
        raise DeliveryError(
            _(
                "Give twelve monthly or four quarterly amounts a line, none negative and not all zero: "
                "one line for a split, a line for each past year."
            )
        )


def _can_be_drawn(measure: Measure) -> bool:
    most = 1 if measure.curve == TargetPace.Curve.SPLIT else MOST_YEARS
    if not 1 <= len(measure.years) <= most:
        return False
    try:
        pace.same_period([months_of(year) for year in measure.years], pace.MONTHS)
    except pace.PaceError:
        return False
    return True


def keep_latest(report: Report) -> None:
    """Note the figures of a report that has just passed, where their targets are measured."""
    measured = {one.target_id: one for one in TargetPace.objects.filter(target__figures__report=report)}
    changed = []
    for figure in report.figures.all() if measured else ():
        one = measured.get(figure.target_id)
        if one is not None and (one.latest_on is None or one.latest_on <= report.period_end):
            one.latest, one.latest_on = figure.value, report.period_end
            changed.append(one)
    TargetPace.objects.bulk_update(changed, ["latest", "latest_on"])


def carry(plan_task: plans.Task, task: Task) -> None:
    """Targets that go on in the new version of the plan are measured as before."""
    going_on = dict(plan_task.targets.exclude(previous=None).values_list("previous_id", "pk"))
    moved = list(TargetPace.objects.filter(task=task, target__in=going_on))
    for one in moved:
        one.target_id = going_on[one.target_id]
    TargetPace.objects.bulk_update(moved, ["target"])
    TargetPace.objects.filter(task=task).exclude(target__task=plan_task).delete()
