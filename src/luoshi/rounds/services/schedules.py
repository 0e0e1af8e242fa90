"""Schedules: rounds that open by themselves, at a due moment, each once, however many workers there are."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import can, reach
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Round, Schedule
from luoshi.rounds.services.opening import Ask, open_round


@transaction.atomic
def save_schedule(*, ask: Ask, user: User) -> Schedule:
    """Open rounds of this cadence by themselves from the next period on. Raises RoundError."""
    extent = reach(user, Verb.ASSIGN_TASKS)
    if not extent or not (extent.everything or (ask.group is not None and ask.group.pk in extent.groups)):
        raise RoundError(_("Only the coordination group, or a group's office for its own group, may set a schedule."))
    if not ask.purpose.strip() or not ask.basis.strip():
        raise RoundError(_("State the purpose and the legal basis: units have a right to know why they are asked."))
    made = Schedule(
        **ask.fields(), created_by=user, created_at=clock.now(), next_due_at=_next_moment(ask.cadence, clock.now())
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise RoundError(_("There is such a schedule already.")) from None
    record(action="rounds.schedule_set", subject=made, actor=user, data={"next": made.next_due_at})
    return made


@transaction.atomic
def rest(*, schedule: Schedule, resting: bool, user: User) -> None:
    """Stop a schedule, or let it go on with the next period. Rounds that are open stay open."""
    if not can(user, Verb.ASSIGN_TASKS, schedule):
        raise RoundError(_("This schedule is not yours to change."))
    schedule.next_due_at = None if resting else _next_moment(schedule.cadence, clock.now())
    schedule.save(update_fields=["next_due_at"])
    record(action="rounds.schedule_rests" if resting else "rounds.schedule_goes_on", subject=schedule, actor=user)


def open_due() -> list[Round]:
    """Open the rounds whose moment has come; returns them. Safe for any number of workers.

    1. Rows past due are listed. 2. Each one's `next_due_at` is moved on by a conditional UPDATE: when no row changed,
    another worker took it. 3. Only the latest period is asked: a server that slept for months asks no old ones.
    """
    moment = clock.now()
    opened = [_take(schedule, moment) for schedule in Schedule.objects.filter(next_due_at__lte=moment)]
    return [round_ for round_ in opened if round_ is not None]


def _take(schedule: Schedule, moment: datetime) -> Round | None:
    rule = cadence(schedule.cadence)
    period = rule.opened_last(moment)
    with transaction.atomic():
        mine = Schedule.objects.filter(pk=schedule.pk, next_due_at=schedule.next_due_at)
        if not mine.update(next_due_at=rule.opens(rule.after(period))):
            return None
    ask = Ask(**{name: getattr(schedule, name) for name in Ask.__dataclass_fields__})
    try:
        with translation.override("zh-hans"):
            return open_round(ask=ask, period=period, user=None)
    except RoundError:  # nobody to ask, or a person has asked already: the schedule simply goes on
        return None


def _next_moment(name: str, moment: datetime) -> datetime:
    rule = cadence(name)
    return rule.opens(rule.after(rule.opened_last(moment)))
