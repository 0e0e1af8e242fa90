"""Tell people things, once; keep what they have read; keep the addresses at which they want to be told."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from luoshi.accounts.holders import holders
from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices import outbox, robots
from luoshi.notices.channels import is_hook
from luoshi.notices.models import Address, Channel, Dispatch, Kind, Notice, State
from luoshi.orgs.models import WorkingGroup


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    kind: Kind,
    title: Any,
    key: str,
    link: str = "",
    body: Any = "",
    about: str = "",
    urgent: bool = False,
) -> int:
    """Put a notice into each inbox, once per key, within the caller's transaction; returns how many are new.

    Lazy texts are written in each recipient's own language. What is urgent also leaves by the person's channels once
    quiet hours are over; the rest waits for the digest. `about`: see `settle`.
    """
    people = {user.pk: user for user in recipients if user.is_active}
    if not people:
        return 0
    told = set(Notice.objects.filter(recipient__in=people, key=key).values_list("recipient_id", flat=True))
    draft = Notice(kind=kind, key=key, link=link, about=about, urgent=urgent)
    new = [_addressed(draft, user, title, body) for pk, user in people.items() if pk not in told]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    if urgent and new:
        mine = [notice.recipient_id for notice in new]
        stored = Notice.objects.filter(recipient__in=mine, key=key, dispatches__isnull=True)
        outbox.post({notice.recipient_id: [notice] for notice in stored}, outbox.next_ring(clock.now()))
    return len(new)


def _addressed(draft: Notice, user: User, title: Any, body: Any) -> Notice:
    with translation.override(user.language):
        words = {"title": str(title)[:200], "body": str(body)}
    return Notice(
        recipient=user,
        kind=draft.kind,
        key=draft.key,
        link=draft.link,
        about=draft.about,
        urgent=draft.urgent,
        created_at=clock.now(),
        **words,
    )


def settle(*, about: str, recipients: QuerySet[User] | None = None) -> int:
    """The thing has moved on: what was told of it counts as read, and leaves by no channel any more.

    `recipients` narrows it to some people: for them there is nothing left to do.
    """
    if not about:
        return 0
    unread = Notice.objects.filter(about=about, read_at__isnull=True)
    if recipients is not None:
        return unread.filter(recipient__in=recipients.values("pk")).update(read_at=clock.now())
    Dispatch.objects.filter(about=about, state=State.WAITING).update(state=State.DROPPED, next_due_at=None)
    return unread.update(read_at=clock.now())


def tell_administrators(*, title: Any, key: str, link: str, body: Any = "") -> int:
    """Let the administrators know in their inboxes, once per key."""
    people = [user for user, _role in holders(Q(role=Role.ADMINISTRATOR))]
    return notify(recipients=people, kind=Kind.SYSTEM, title=title, body=body, key=key, link=link)


@transaction.atomic
def mark_read(*, user: User, notices: Iterable[int] | None = None) -> int:
    """Mark a person's own notices as read; all of them if none are named."""
    unread = Notice.objects.filter(recipient=user, read_at__isnull=True)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=clock.now())


class BadAddress(ValueError):
    """An address that its channel cannot use; the text says what it should look like."""


@transaction.atomic
def add_address(
    *,
    actor: User,
    channel: Channel,
    target: str,
    user: User | None = None,
    group: WorkingGroup | None = None,
    label: str = "",
) -> Address:
    """Let a person, or a group's robot, be told by a channel. Raises BadAddress."""
    target = _usable(channel, target.strip())
    try:
        with transaction.atomic():
            address = Address.objects.create(user=user, group=group, channel=channel, target=target, label=label)
    except IntegrityError:
        raise BadAddress(_("This address is in the list already.")) from None
    data = {"channel": channel, "address": address.shown, "group": group.name if group else ""}
    record(action="notices.add_address", subject=address, actor=actor, data=data)
    return address


def _usable(channel: Channel, target: str) -> str:
    """The target as its channel needs it. Raises BadAddress."""
    if channel == Channel.EMAIL:
        try:
            validate_email(target)
        except ValidationError:
            raise BadAddress(_("Write an e-mail address such as name@example.gov.cn.")) from None
        return target
    if channel == Channel.WEBHOOK:
        if not is_hook(target):
            raise BadAddress(_("Write the whole address of the hook, beginning with https://."))
        return target
    key = robots.key_in(channel, target)
    if not key:
        raise BadAddress(
            _("Write the robot's whole address as its group shows it, or its key; with a secret: secret@key.")
        )
    return key


@transaction.atomic
def remove_address(*, actor: User, address: Address) -> None:
    """Stop telling by this address; what was sent to it goes with it."""
    record(action="notices.remove_address", subject=address, actor=actor, data={"address": address.shown})
    address.delete()
