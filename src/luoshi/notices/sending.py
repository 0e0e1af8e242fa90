"""Handing over: every message of the outbox is taken at most once, whatever fails, however many workers there are."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices.alarms import tell_of, tell_of_silence
from luoshi.notices.channels import send
from luoshi.notices.faults import NotEver, NotNow, Perhaps, Unreachable
from luoshi.notices.models import Address, Dispatch, State
from luoshi.notices.outbox import TOGETHER, written

logger = logging.getLogger("luoshi.notices")

ATTEMPTS = 8
FIRST_RETRY = timedelta(minutes=1)  # doubled at every attempt: about two hours in all
COUNTED_WHILE_UNREACHABLE = 5  # a silent server does not use the attempts up; it is asked every quarter of an hour
KEPT_WHILE_UNREACHABLE = timedelta(days=7)
LOST_AFTER = timedelta(minutes=10)
UNREACHABLE = "unreachable"
STUCK = (State.FAILED, State.UNCERTAIN)


def send_due(*, now: datetime | None = None, limit: int = 200) -> int:
    """Hand over what is due, oldest first; returns how many were sent. Safe for any number of workers.

    1. What a dead worker left half-handed-over becomes uncertain: it is shown, and never sent again by itself.
    2. A row is taken by a conditional UPDATE and committed before anything leaves the house; what else waits for the
    same room leaves in the same message. 3. What the other side put off is tried again later; what it refused, or put
    off too often, has failed; where no answer came after the text had left, it is uncertain. 4. Where nothing answers
    at all, the rest that goes the same way waits, and the administrators are told.
    """
    now = now or clock.now()
    lost = Dispatch.objects.filter(state=State.SENDING, started_at__lt=now - LOST_AFTER).update(
        state=State.UNCERTAIN, next_due_at=None, error=_("The server stopped while this was being sent.")
    )
    due = Dispatch.objects.filter(state=State.WAITING, next_due_at__lte=now).select_related("address__user")
    sent, silent, ends = 0, set[str](), set[str]([State.UNCERTAIN] if lost else [])
    for dispatch in due.order_by("next_due_at", "pk")[:limit]:
        if dispatch.address.channel in silent:
            continue
        outcome, number = _hand_over(dispatch, now)
        sent += number if outcome == State.SENT else 0
        ends.add(outcome)
        if outcome == UNREACHABLE:
            silent.add(dispatch.address.channel)
    _tell(now, silent, ends)
    return sent


def send_now(dispatch: Dispatch) -> str:
    """Hand one message over at once, for somebody who waits; returns the state it has afterwards."""
    outcome, _number = _hand_over(dispatch, clock.now(), alone=True)
    dispatch.refresh_from_db()
    return outcome


def _hand_over(dispatch: Dispatch, now: datetime, *, alone: bool = False) -> tuple[str, int]:
    """Take it, and what goes along, and hand it over; returns how it ended (nothing if it was taken) and how many."""
    address = dispatch.address
    taken = _taken([dispatch], now)
    if not taken:
        return "", 0
    if address.user_id is None and not alone:
        taken += _taken(_along(dispatch, now), now)
    return _ended(taken, address, now), len(taken)


def _ended(taken: Sequence[Dispatch], address: Address, now: datetime) -> str:
    message = written(taken, address)
    if message is None:
        return _end(taken, State.DROPPED)
    try:
        send(address, message)
    except NotEver as refusal:
        return _end(taken, State.FAILED, error=str(refusal)[:300])
    except Perhaps as silence:
        logger.warning("message %s may have been sent: %s", message.number, silence)
        return _end(taken, State.UNCERTAIN, error=str(silence)[:300])
    except Unreachable as silence:
        return _wait_for_server(taken, now, str(silence))
    except NotNow as delay:
        return _put_off(taken, now, delay)
    kept = {} if address.user_id is None else {"subject": message.subject, "text": message.text}
    return _end(taken, State.SENT, sent_at=now, error="", **kept)


def _taken(dispatches: Iterable[Dispatch], now: datetime) -> list[Dispatch]:
    """Those that nobody else has taken meanwhile."""
    found = []
    for dispatch in dispatches:
        mine = Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING, next_due_at=dispatch.next_due_at)
        if mine.update(state=State.SENDING, started_at=now, attempts=F("attempts") + 1):
            found.append(dispatch)
    return found


def _along(dispatch: Dispatch, now: datetime) -> QuerySet[Dispatch]:
    """What else is due for the same room and was tried as often: it leaves in the same message."""
    due = Dispatch.objects.filter(address=dispatch.address_id, state=State.WAITING, next_due_at__lte=now)
    return due.filter(attempts=dispatch.attempts).order_by("next_due_at", "pk")[: TOGETHER - 1]


def _rows(taken: Sequence[Dispatch]) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk__in=[dispatch.pk for dispatch in taken], state=State.SENDING)


def _end(taken: Sequence[Dispatch], state: State, **changed: Any) -> str:
    _rows(taken).update(state=state, next_due_at=None, **changed)
    return state


def _put_off(taken: Sequence[Dispatch], now: datetime, delay: NotNow) -> str:
    """Later, at the earliest when the other side has asked for; then nothing else bothers the same address before."""
    first, cause = taken[0], str(delay)[:300]
    attempts = first.attempts + 1
    logger.warning("message %s was not taken (attempt %s): %s", first.pk, attempts, cause)
    if attempts >= ATTEMPTS:
        return _end(taken, State.FAILED, error=cause)
    later = now + max(FIRST_RETRY * (1 << first.attempts), delay.wait or timedelta(0))
    _rows(taken).update(state=State.WAITING, next_due_at=later, error=cause)
    if delay.wait is not None:
        rest = Dispatch.objects.filter(address=first.address_id, state=State.WAITING, next_due_at__lt=later)
        rest.update(next_due_at=later)
    return State.WAITING


def _wait_for_server(taken: Sequence[Dispatch], now: datetime, cause: str) -> str:
    """Nothing is lost while the server is away: the message waits for a week, and its attempts are not used up."""
    first = taken[0]
    logger.warning("message %s waits, for nothing answers: %s", first.pk, cause)
    if now - first.created_at > KEPT_WHILE_UNREACHABLE:
        return _end(taken, State.FAILED, error=cause[:300])
    attempts = min(first.attempts + 1, COUNTED_WHILE_UNREACHABLE)
    later = now + FIRST_RETRY * (1 << (attempts - 1))
    _rows(taken).update(state=State.WAITING, attempts=attempts, next_due_at=later, error=cause[:300])
    return UNREACHABLE


def _tell(now: datetime, silent: set[str], ends: set[str]) -> None:
    day = timezone.localtime(now).date()
    for channel in silent:
        tell_of_silence(channel, day)
    for state in (State.FAILED, State.UNCERTAIN):
        if state in ends:
            tell_of(state, day)


@transaction.atomic
def send_again(*, dispatch: Dispatch, actor: User) -> bool:
    """Put a failed or uncertain message back into the outbox, on a person's word; False if it was neither."""
    changed = _back(Dispatch.objects.filter(pk=dispatch.pk, state__in=STUCK))
    if changed:
        record(action="notices.send_again", subject=dispatch, actor=actor)
    return bool(changed)


@transaction.atomic
def send_all_again(*, actor: User) -> int:
    """Put everything that has failed back, once its cause is mended; what is uncertain is decided one by one."""
    changed = _back(Dispatch.objects.filter(state=State.FAILED))
    if changed:
        record(action="notices.send_all_again", actor=actor, data={"messages": changed})
    return changed


def _back(stuck: QuerySet[Dispatch]) -> int:
    now = clock.now()
    return stuck.update(state=State.WAITING, attempts=0, next_due_at=now, error="", created_at=now)
