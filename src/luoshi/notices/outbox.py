"""The outbox: messages are posted within the writer's transaction, folded together, and wait for their moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices.channels import Message
from luoshi.notices.models import Address, Dispatch, Notice, State
from luoshi.notices.quiet import Quiet
from luoshi.orgs.models import WorkingGroup

AT_ONCE = 200  # people whose messages are written together
TOGETHER, LONGEST_TITLE = 7, 60  # matters in one message to a room, and their length: WeCom takes 2,048 bytes


def next_ring(moment: datetime) -> datetime:
    """The next moment at which something may ring: quiet hours and days off are over then."""
    return Quiet().next_allowed(timezone.localtime(moment), clock.CALENDAR)


@transaction.atomic
def post_digests(*, now: datetime | None = None) -> int:
    """One message per address for everything unread and not yet posted; returns how many people have one."""
    waiting: dict[int, list[Notice]] = defaultdict(list)
    unsent = Notice.objects.filter(
        read_at__isnull=True, dispatches__isnull=True, recipient__addresses__active=True, recipient__is_active=True
    )
    for notice in unsent.distinct().order_by("created_at"):
        waiting[notice.recipient_id].append(notice)
    people, due = list(waiting), next_ring(now or clock.now())
    for start in range(0, len(people), AT_ONCE):
        post({person: waiting[person] for person in people[start : start + AT_ONCE]}, due)
    return len(people)


@transaction.atomic
def post(waiting: Mapping[int, Sequence[Notice]], due: datetime) -> None:
    """Post people's notices to all their addresses. What still waits there untried takes the new notices in.

    The addresses are locked first, so that two who post at once neither double a notice nor a message.
    """
    locked = Address.objects.select_for_update(of=("self",)).filter(user__in=waiting, active=True)
    addresses = list(locked.select_related("user").order_by("pk"))
    new = _not_yet_posted(addresses, waiting)
    untried = Dispatch.objects.filter(address__in=list(new), state=State.WAITING, attempts=0).select_for_update()
    still = {dispatch.address_id: dispatch for dispatch in untried.order_by("-pk")}
    fresh = [
        Dispatch(address=address, subject="", text="", next_due_at=due) for address in new if address.pk not in still
    ]
    Dispatch.objects.bulk_create(fresh)
    still.update({dispatch.address_id: dispatch for dispatch in fresh})
    through = Dispatch.notices.through
    through.objects.bulk_create(
        [
            through(dispatch_id=still[address.pk].pk, notice_id=notice.pk)
            for address, notices in new.items()
            for notice in notices
        ]
    )
    for address in new:
        _name(still[address.pk], address, due)


def _not_yet_posted(
    addresses: Sequence[Address], waiting: Mapping[int, Sequence[Notice]]
) -> dict[Address, list[Notice]]:
    """For each address the notices that no message to it holds; addresses without any are left out."""
    ids = [notice.pk for notices in waiting.values() for notice in notices]
    through = Dispatch.notices.through.objects.filter(notice_id__in=ids, dispatch__address__in=addresses)
    posted = set(through.values_list("dispatch__address_id", "notice_id"))
    new = {
        address: [notice for notice in waiting[address.user_id or 0] if (address.pk, notice.pk) not in posted]
        for address in addresses
    }
    return {address: notices for address, notices in new.items() if notices}


def _name(dispatch: Dispatch, address: Address, due: datetime) -> None:
    """The subject under which it is listed while it waits, and the earlier of its due moments."""
    message = written([dispatch], address)
    subject = message.subject if message else ""
    earlier = min(dispatch.next_due_at or due, due)
    Dispatch.objects.filter(pk=dispatch.pk).update(subject=subject, next_due_at=earlier)


def written(dispatches: Sequence[Dispatch], address: Address) -> Message | None:
    """What is to be said now: to a room all that waits for it, to a person all that is still unread; or nothing."""
    first = dispatches[0]
    if address.user is None:
        return _for_a_room(dispatches)
    notices = list(first.notices.filter(read_at__isnull=True).order_by("created_at", "pk"))
    with translation.override(address.user.language):
        return _for_a_person(first.pk, notices) if notices else None


def _for_a_room(dispatches: Sequence[Dispatch]) -> Message:
    first = dispatches[0]
    if len(dispatches) == 1:
        return Message(first.pk, first.subject, first.text, first.text)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(count)d matters of Luoshi") % {"count": len(dispatches)}
    lines = "\n".join(f"· {one.subject[:LONGEST_TITLE]}\n  {one.text}" for one in dispatches)
    return Message(first.pk, subject, lines, lines)


def _for_a_person(number: int, notices: Sequence[Notice]) -> Message:
    first = notices[0]
    if len(notices) == 1:
        link = site(first.link)
        return Message(number, first.title, f"{first.body}\n\n{link}".strip(), link)
    subject = _("%(count)d matters wait for you in Luoshi") % {"count": len(notices)}
    lines = [f"· {notice.title}\n  {site(notice.link)}" for notice in notices]
    return Message(number, subject, "\n".join([*lines, "", site("/")]), site("/"))


@transaction.atomic
def announce(*, group: WorkingGroup, title: Any, link: str, about: str = "") -> int:
    """Tell a working group's robots a title and a link; returns how many robots it has. `about`: see `settle`."""
    addresses = list(Address.objects.filter(group=group, active=True))
    for address in addresses:
        _to_robot(address, title, link, about=about)
    return len(addresses)


@transaction.atomic
def test_robot(*, address: Address, actor: User) -> Dispatch:
    """Post a greeting to one robot, whatever the hour: somebody waits for it."""
    made = _to_robot(address, _("Luoshi can be heard here."), "/", due=clock.now())
    record(action="notices.test_robot", subject=address, actor=actor, data={"address": address.shown})
    return made


def _to_robot(address: Address, title: Any, link: str, *, due: datetime | None = None, about: str = "") -> Dispatch:
    with translation.override(settings.LANGUAGE_CODE):
        subject = str(title)[:200]
    return Dispatch.objects.create(
        address=address, subject=subject, text=site(link), next_due_at=due or next_ring(clock.now()), about=about
    )


def site(link: str) -> str:
    """A link as it is written outside the house."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{link or '/'}"
