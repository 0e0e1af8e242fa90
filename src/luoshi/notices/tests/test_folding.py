"""No floods: what waits is folded into one message, and what is settled meanwhile is not sent at all."""

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.models import User
from luoshi.notices.models import Channel, Dispatch, Kind, Notice, State
from luoshi.notices.outbox import next_ring, post_digests
from luoshi.notices.selectors import unread_count
from luoshi.notices.sending import send_due
from luoshi.notices.services import add_address, notify, settle
from luoshi.notices.tests.servers import Mailbox


@pytest.fixture
def reached(clerk: User) -> User:
    add_address(actor=clerk, user=clerk, channel=Channel.EMAIL, target="clerk@example.com")
    return clerk


def tell(user: User, number: int, *, urgent: bool = True) -> None:
    notify(
        recipients=[user], kind=Kind.SUPERVISE, title=f"第{number}项进入督办", key=f"supervise:{number}",
        about=f"delivery.task:{number}", urgent=urgent,
    )  # fmt: skip


def send_all() -> int:
    return send_due(now=next_ring(timezone.now()))


def test_it_folds_urgent_matters_that_wait_into_one_message(reached: User, mailbox: Mailbox) -> None:
    for number in range(30):
        tell(reached, number)
    assert Dispatch.objects.count() == 1
    assert send_all() == 1
    assert mailbox.kept[0].get_payload(decode=True).decode().count("进入督办") == 30


def test_it_puts_the_mornings_digest_into_the_message_that_waits(reached: User, mailbox: Mailbox) -> None:
    tell(reached, 1)
    tell(reached, 2, urgent=False)
    assert post_digests() == 1
    assert Dispatch.objects.count() == 1
    assert send_all() == 1


def test_it_begins_a_new_message_once_the_old_one_is_under_way(reached: User, mailbox: Mailbox) -> None:
    tell(reached, 1)
    Dispatch.objects.update(state=State.SENDING)
    tell(reached, 2)
    assert Dispatch.objects.count() == 2


def test_it_does_not_send_what_is_settled_meanwhile(reached: User, mailbox: Mailbox) -> None:
    tell(reached, 1)
    assert settle(about="delivery.task:1") == 1
    assert send_all() == 0
    assert Dispatch.objects.get().state == State.DROPPED
    assert mailbox.kept == []


def test_it_settles_one_matter_and_leaves_the_others(reached: User) -> None:
    tell(reached, 1, urgent=False)
    tell(reached, 2, urgent=False)
    settle(about="delivery.task:2")
    assert unread_count(reached) == 1


def test_it_settles_nothing_when_nothing_is_named(clerk: User) -> None:
    notify(recipients=[clerk], kind=Kind.SYSTEM, title="系统", key="system:1")
    assert settle(about="") == 0
    assert unread_count(clerk) == 1


def test_it_writes_to_each_in_their_own_language(clerk: User) -> None:
    guest = User.objects.create(username="guest", display_name="Guest", language="en")
    title = format_lazy("{word} · 7", word=_("Inbox"))
    notify(recipients=[clerk, guest], kind=Kind.SYSTEM, title=title, key="system:2")
    assert Notice.objects.get(recipient=guest).title == "Inbox · 7"
    assert Notice.objects.get(recipient=clerk).title == "消息 · 7"


def test_it_counts_the_unread_in_the_bell_of_every_page(clerk: User, client: Client) -> None:
    notices = [Notice(recipient=clerk, kind=Kind.SYSTEM, title="x", key=str(number)) for number in range(130)]
    Notice.objects.bulk_create(notices)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    clerk.must_change_password = False
    clerk.save()
    assert ">99+<" in client.get("/notices/?unread=on").content.decode()
    client.post("/notices/read/")
    assert ">99+<" not in client.get("/notices/").content.decode()
