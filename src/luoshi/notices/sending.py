"""Handing over: every message of the outbox leaves at most once, whatever fails, however many workers there are."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices.alarms import tell_of_failures, tell_of_silence
from luoshi.notices.channels import NotEver, NotNow, Unreachable, send
from luoshi.notices.models import Dispatch, State
from luoshi.notices.outbox import written

logger = logging.getLogger("luoshi.notices")

ATTEMPTS = 8
FIRST_RETRY = timedelta(minutes=1)  # doubled at every attempt: about two hours in all
COUNTED_WHILE_UNREACHABLE = 5  # a silent server does not use the attempts up; it is asked every quarter of an hour
KEPT_WHILE_UNREACHABLE = timedelta(days=7)
LOST_AFTER = timedelta(minutes=10)
UNREACHABLE = "unreachable"


def send_due(*, now: datetime | None = None, limit: int = 200) -> int:
    """Hand over what is due, oldest first; returns how many were sent. Safe for any number of workers.

    1. What a dead worker left half-handed-over becomes uncertain: it is shown, and never sent again by itself.
    2. A row is taken by a conditional UPDATE and committed before anything leaves the house.
    3. What the other side put off is tried again later; what it refused, or put off too often, has failed.
    4. Where nothing answers at all, the rest that goes the same way waits, and the administrators are told.
    """
    now = now or clock.now()
    Dispatch.objects.filter(state=State.SENDING, started_at__lt=now - LOST_AFTER).update(
        state=State.UNCERTAIN, error=_("The server stopped while this was being sent.")
    )
    due = Dispatch.objects.filter(state=State.WAITING, next_due_at__lte=now).select_related("address__user")
    sent, silent, failed = 0, set[str](), False
    for dispatch in due.order_by("next_due_at", "pk")[:limit]:
        if dispatch.address.channel in silent:
            continue
        outcome = _hand_over(dispatch, now)
        sent += outcome == State.SENT
        failed = failed or outcome == State.FAILED
        if outcome == UNREACHABLE:
            silent.add(dispatch.address.channel)
    _tell(now, silent, failed)
    return sent


def _hand_over(dispatch: Dispatch, now: datetime) -> str:
    """Take it and hand it over; returns the state it has afterwards, or UNREACHABLE, or nothing if it was taken."""
    mine = Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING).update(
        state=State.SENDING, started_at=now, attempts=F("attempts") + 1
    )
    if not mine:
        return ""
    message = written(dispatch, dispatch.address)
    if message is None:
        return _end(dispatch, State.DROPPED)
    try:
        send(dispatch.address, message)
    except NotEver as refusal:
        return _end(dispatch, State.FAILED, error=str(refusal)[:300])
    except Unreachable as silence:
        _wait_for_server(dispatch, now, str(silence))
        return UNREACHABLE
    except NotNow as delay:
        return _put_off(dispatch, now, str(delay))
    return _end(dispatch, State.SENT, sent_at=now, error="", subject=message.subject, text=message.text)


def _end(dispatch: Dispatch, state: State, **changed: Any) -> str:
    row = Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING)
    row.update(state=state, next_due_at=None, **changed)
    return state


def _put_off(dispatch: Dispatch, now: datetime, cause: str) -> str:
    attempts = dispatch.attempts + 1
    logger.warning("message %s was not taken (attempt %s): %s", dispatch.pk, attempts, cause)
    if attempts >= ATTEMPTS:
        return _end(dispatch, State.FAILED, error=cause[:300])
    row = Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING)
    row.update(state=State.WAITING, next_due_at=now + FIRST_RETRY * (1 << dispatch.attempts), error=cause[:300])
    return State.WAITING


def _wait_for_server(dispatch: Dispatch, now: datetime, cause: str) -> None:
    """Nothing is lost while the server is away: the message waits for a week, and its attempts are not used up."""
    logger.warning("message %s waits, for nothing answers: %s", dispatch.pk, cause)
    if now - dispatch.created_at > KEPT_WHILE_UNREACHABLE:
        _end(dispatch, State.FAILED, error=cause[:300])
        return
    attempts = min(dispatch.attempts + 1, COUNTED_WHILE_UNREACHABLE)
    later = now + FIRST_RETRY * (1 << (attempts - 1))
    row = Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING)
    row.update(state=State.WAITING, attempts=attempts, next_due_at=later, error=cause[:300])


def _tell(now: datetime, silent: set[str], failed: bool) -> None:
    day = timezone.localtime(now).date()
    for channel in silent:
        tell_of_silence(channel, day)
    if failed:
        tell_of_failures(day)


@transaction.atomic
def send_again(*, dispatch: Dispatch, actor: User) -> bool:
    """Put a failed or uncertain message back into the outbox, on a person's word; False if it was neither."""
    changed = Dispatch.objects.filter(pk=dispatch.pk, state__in=[State.FAILED, State.UNCERTAIN]).update(
        state=State.WAITING, attempts=0, next_due_at=clock.now(), error="", created_at=clock.now()
    )
    if changed:
        record(action="notices.send_again", subject=dispatch, actor=actor)
    return bool(changed)
