"""The office's own days off and worked days, and handing them to the calendar that every clock reads."""

import time
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import require
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.delivery import rounds as desk_rounds
from luoshi.delivery.models import Report
from luoshi.flow import clock
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import CalendarDay, Form, Round

LONGEST = 31
_read_at = time.monotonic()


def apply() -> None:
    """Let this process reckon with the days as they stand in the table."""
    global _read_at
    _read_at = time.monotonic()
    days = dict(CalendarDay.objects.values_list("day", "worked"))
    clock.CALENDAR.use(
        holidays=(day for day, worked in days.items() if not worked),
        workdays=(day for day, worked in days.items() if worked),
    )
    for remembered in vars(desk_rounds).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()


def apply_if_old(**_signal: Any) -> None:
    """Another server process may have changed the table: read it again every so often (LUOSHI_CALENDAR_SECONDS)."""
    if settings.CALENDAR_SECONDS and time.monotonic() - _read_at > settings.CALENDAR_SECONDS:
        apply()


@transaction.atomic
def set_days(*, first: date, last: date, worked: bool, name: str, user: User) -> int:
    """Make a stretch of days off or worked; returns how many days. Days that were set before take the new meaning."""
    require(user, Verb.MANAGE_CALENDAR)
    if not name.strip():
        raise RoundError(_("Write what the days are, such as the name of the festival."))
    if last < first or (last - first).days >= LONGEST:
        raise RoundError(_("Give a first and a last day, at most %d days apart.") % LONGEST)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    rows = [CalendarDay(day=day, worked=worked, name=name.strip()[:60]) for day in days]
    CalendarDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day"], update_fields=["worked", "name"]
    )
    _changed(user, "rounds.days_set", {"first": first, "last": last, "worked": worked, "name": name.strip()})
    return len(days)


@transaction.atomic
def remove_day(*, day: CalendarDay, user: User) -> None:
    """Let the published arrangement count again for a day."""
    require(user, Verb.MANAGE_CALENDAR)
    data = {"day": day.day, "worked": day.worked, "name": day.name}
    CalendarDay.objects.filter(pk=day.pk).delete()
    _changed(user, "rounds.day_removed", data)


def _changed(user: User, action: str, data: dict[str, Any]) -> None:
    apply()
    transaction.on_commit(apply)
    moved = _move_open_rounds()
    record(action=action, actor=user, data={**data, "rounds_moved": moved}, summary=str(data.get("name", "")))


def _move_open_rounds() -> list[int]:
    """Open rounds get the days that a new holiday gives them; what was announced is never shortened."""
    moved = []
    for round_ in Round.objects.filter(state="open"):
        due = cadence(round_.cadence).due(round_.asked.period)
        if due > round_.due:
            move_due(round_, due)
            moved.append(round_.pk)
    return moved


def move_due(round_: Round, due: date) -> None:
    """Another last day for a round, and for the reports of it that are still with their units."""
    Round.objects.filter(pk=round_.pk).update(due=due)
    round_.due = due
    units = Form.objects.filter(round=round_).values_list("unit", flat=True)
    mine = Report.objects.filter(period=round_.period, unit__in=units, task__round_lines__form__round=round_)
    keys = list(mine.filter(state__in=("draft", "returned")).values_list("pk", flat=True))
    Report.objects.filter(pk__in=keys).update(due=due)
