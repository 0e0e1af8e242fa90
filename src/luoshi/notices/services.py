"""Tell people things, once; and empty the outbox, handing each message over at most once."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.core.calendar import WorkingCalendar
from luoshi.notices.channels import Message, NotEver, NotNow, send
from luoshi.notices.models import Address, Channel, Dispatch, Kind, Notice, State
from luoshi.notices.quiet import Quiet
from luoshi.orgs.models import WorkingGroup

logger = logging.getLogger("luoshi.notices")

ATTEMPTS = 8
FIRST_RETRY = timedelta(minutes=1)  # doubled at every attempt: about two hours in all
LOST_AFTER = timedelta(minutes=10)


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    kind: Kind,
    title: str,
    key: str,
    link: str = "",
    body: str = "",
    urgent: bool = False,
    calendar: WorkingCalendar | None = None,
) -> int:
    """Put a notice into each inbox, once per key, within the caller's transaction; returns how many are new.

    What is urgent also leaves by the person's channels once quiet hours are over; the rest waits for the digest.
    """
    people = {user.pk: user for user in recipients if user.is_active}
    told = set(Notice.objects.filter(recipient__in=people, key=key).values_list("recipient_id", flat=True))
    new = [
        Notice(recipient=user, kind=kind, title=title[:200], body=body, link=link, key=key, urgent=urgent)
        for pk, user in people.items()
        if pk not in told
    ]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    if urgent and new:
        stored = Notice.objects.filter(recipient__in=[notice.recipient_id for notice in new], key=key)
        due = Quiet().next_allowed(timezone.localtime(), calendar or WorkingCalendar())
        _post({notice.recipient_id: [notice] for notice in stored}, due)
    return len(new)


@transaction.atomic
def post_digests(*, now: datetime | None = None) -> int:
    """One message per person for everything unread and not yet sent; returns how many were put in the outbox."""
    waiting: dict[int, list[Notice]] = defaultdict(list)
    unsent = Notice.objects.filter(
        read_at__isnull=True, dispatches__isnull=True, recipient__addresses__active=True, recipient__is_active=True
    )
    for notice in unsent.distinct().order_by("created_at"):
        waiting[notice.recipient_id].append(notice)
    return _post(waiting, now or timezone.now())


def _post(waiting: dict[int, list[Notice]], due: datetime) -> int:
    addresses = Address.objects.filter(user__in=waiting, active=True).select_related("user")
    posted = [
        (_dispatch(address, waiting[address.user_id], due), waiting[address.user_id])
        for address in addresses
        if address.user_id is not None
    ]
    Dispatch.objects.bulk_create([dispatch for dispatch, _notices in posted])
    through = Dispatch.notices.through
    through.objects.bulk_create(
        [through(dispatch_id=dispatch.pk, notice_id=notice.pk) for dispatch, notices in posted for notice in notices]
    )
    return len(posted)


def _dispatch(address: Address, notices: Sequence[Notice], due: datetime) -> Dispatch:
    first = notices[0]
    if len(notices) == 1:
        subject, text = first.title, f"{first.body}\n\n{site(first.link)}".strip()
    else:
        subject = _("%(count)d matters wait for you in Luoshi") % {"count": len(notices)}
        lines = [f"· {notice.title}\n  {site(notice.link)}" for notice in notices]
        text = "\n".join([*lines, "", site("/")])
    return Dispatch(address=address, subject=subject[:200], text=text, next_due_at=due)


@transaction.atomic
def announce(*, group: WorkingGroup, title: str, link: str) -> int:
    """Tell a working group's robots a title and a link; returns how many robots it has."""
    addresses = Address.objects.filter(group=group, active=True)
    made = [Dispatch(address=address, subject=title[:200], text=site(link)) for address in addresses]
    Dispatch.objects.bulk_create(made)
    return len(made)


def site(link: str) -> str:
    """A link as it is written outside the house."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{link or '/'}"


def send_due(*, now: datetime | None = None, limit: int = 200) -> int:
    """Hand over what is due, oldest first; returns how many were sent. Safe for any number of workers.

    1. What a dead worker left half-handed-over becomes uncertain: it is shown, and never sent again by itself.
    2. A row is taken by a conditional UPDATE and committed before anything leaves the house.
    3. What the other side put off is tried again later; what it refused, or put off too often, has failed.
    """
    now = now or timezone.now()
    Dispatch.objects.filter(state=State.SENDING, started_at__lt=now - LOST_AFTER).update(
        state=State.UNCERTAIN, error=_("The server stopped while this was being sent.")
    )
    due = Dispatch.objects.filter(state=State.WAITING, next_due_at__lte=now).select_related("address")
    return sum(_hand_over(dispatch, now) for dispatch in due.order_by("next_due_at", "pk")[:limit])


def _hand_over(dispatch: Dispatch, now: datetime) -> bool:
    mine = Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING).update(
        state=State.SENDING, started_at=now, attempts=F("attempts") + 1
    )
    if not mine:
        return False
    row = Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING)
    try:
        send(dispatch.address, Message(dispatch.pk, dispatch.subject, dispatch.text))
    except NotEver as refusal:
        row.update(state=State.FAILED, error=str(refusal)[:300], next_due_at=None)
        return False
    except NotNow as delay:
        _put_off(dispatch, now, str(delay))
        return False
    row.update(state=State.SENT, sent_at=now, next_due_at=None, error="")
    return True


def _put_off(dispatch: Dispatch, now: datetime, cause: str) -> None:
    attempts = dispatch.attempts + 1
    over = attempts >= ATTEMPTS
    Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING).update(
        state=State.FAILED if over else State.WAITING,
        next_due_at=None if over else now + FIRST_RETRY * 2 ** (attempts - 1),
        error=cause[:300],
    )
    logger.warning("message %s was not taken (attempt %s): %s", dispatch.pk, attempts, cause)


@transaction.atomic
def send_again(*, dispatch: Dispatch, actor: User) -> bool:
    """Put a failed or uncertain message back into the outbox, on a person's word; False if it was neither."""
    changed = Dispatch.objects.filter(pk=dispatch.pk, state__in=[State.FAILED, State.UNCERTAIN]).update(
        state=State.WAITING, attempts=0, next_due_at=timezone.now(), error=""
    )
    if changed:
        record(action="notices.send_again", subject=dispatch, actor=actor)
    return bool(changed)


@transaction.atomic
def mark_read(*, user: User, notices: Iterable[int] | None = None) -> int:
    """Mark a person's own notices as read; all of them if none are named."""
    unread = Notice.objects.filter(recipient=user, read_at__isnull=True)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=timezone.now())


class BadAddress(ValueError):
    """An address that its channel cannot use; the text says what it should look like."""


@transaction.atomic
def add_address(
    *, actor: User, channel: Channel, target: str, user: User | None = None, group: WorkingGroup | None = None
) -> Address:
    """Let a person, or a group's robot, be told by a channel. Raises BadAddress."""
    target = target.strip()
    _check(channel, target)
    try:
        with transaction.atomic():
            address = Address.objects.create(user=user, group=group, channel=channel, target=target)
    except IntegrityError:
        raise BadAddress(_("This address is in the list already.")) from None
    record(
        action="notices.add_address", subject=address, actor=actor, data={"channel": channel, "address": address.shown}
    )
    return address


def _check(channel: Channel, target: str) -> None:
    if channel == Channel.EMAIL:
        try:
            validate_email(target)
        except ValidationError:
            raise BadAddress(_("Write an e-mail address such as name@example.gov.cn.")) from None
    elif channel == Channel.WEBHOOK:
        if not target.startswith(("http://", "https://")):
            raise BadAddress(_("Write the whole address of the hook, beginning with https://."))
    elif not target or any(character in target for character in " /?#&"):
        raise BadAddress(_("Write the robot's key only: the part after key= or access_token= in its address."))


@transaction.atomic
def remove_address(*, actor: User, address: Address) -> None:
    """Stop telling by this address; what was sent to it goes with it."""
    record(action="notices.remove_address", subject=address, actor=actor, data={"address": address.shown})
    address.delete()
