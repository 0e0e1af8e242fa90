"""A task's own pace: planned month by month, or as past years went."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Task
from luoshi.delivery.services.lights import relight
from luoshi.progress import pace

MOST_YEARS = 5


@transaction.atomic
def choose(*, task: Task, curve: str, years: Sequence[Sequence[Decimal]], user: User) -> Task:
    """Let the task's pace follow a curve. `years` holds twelve monthly amounts each: one planned year, or past years.

    Raises DeliveryError for the wrong person, or figures from which no curve can be drawn.
    """
    if not rights.actor(user, task).roles & {"lead", "office"}:
        raise DeliveryError(_("Only the lead unit or the coordination group may choose the pace."))
    if curve and not _can_be_drawn(curve, years):
        raise DeliveryError(
            _("Give twelve monthly amounts, none negative and not all zero: one line for a plan, a line for each year.")
        )
    task.curve = curve
    task.curve_figures = [[str(amount) for amount in year] for year in years] if curve else []
    task.save(update_fields=["curve", "curve_figures"])
    relight(task)
    record(action="delivery.curve_chosen", subject=task, actor=user, data={"curve": curve, "years": task.curve_figures})
    return task


def _can_be_drawn(curve: str, years: Sequence[Sequence[Decimal]]) -> bool:
    most = 1 if curve == Task.Curve.PLANNED else MOST_YEARS
    if not 1 <= len(years) <= most:
        return False
    try:
        pace.same_period(years, pace.MONTHS)
    except pace.PaceError:
        return False
    return True
