"""The outbox: retried, never sent twice, against a real SMTP server and a real HTTP endpoint on loopback."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.notices.models import Channel, Dispatch, Kind, Notice, State
from luoshi.notices.outbox import announce, next_ring, post_digests
from luoshi.notices.sending import send_again, send_due
from luoshi.notices.services import add_address, notify
from luoshi.notices.tests.servers import Hook, Mailbox
from luoshi.orgs.models import WorkingGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(clerk: User, mailbox: Mailbox) -> Dispatch:
    """One urgent notice to a clerk with a mail address, due now."""
    add_address(actor=clerk, user=clerk, channel=Channel.EMAIL, target="clerk@example.com")
    notify(recipients=[clerk], kind=Kind.URGE, title="催办：月报未报", key="urge:1", link="/delivery/1/", urgent=True)
    Dispatch.objects.update(next_due_at=timezone.now())
    return Dispatch.objects.get()


def test_it_sends_a_due_message_once(written: Dispatch, mailbox: Mailbox) -> None:
    assert send_due() == 1
    assert send_due() == 0
    assert len(mailbox.kept) == 1
    assert "/delivery/1/" in mailbox.kept[0].get_payload(decode=True).decode()
    written.refresh_from_db()
    assert written.state == State.SENT


def test_it_tells_the_same_thing_only_once(clerk: User) -> None:
    for _repeat in range(2):
        notify(recipients=[clerk], kind=Kind.REMIND, title="提醒", key="remind:7")
    assert Notice.objects.count() == 1


def test_it_tries_again_later_when_the_server_is_down(written: Dispatch, settings: Any) -> None:
    settings.EMAIL_PORT = 9  # nothing listens there
    now = timezone.now()
    assert send_due(now=now) == 0
    written.refresh_from_db()
    assert (written.state, written.attempts) == (State.WAITING, 1)
    assert written.next_due_at == now + timedelta(minutes=1)
    assert send_due(now=now) == 0, "it waits for its time"


def test_it_gives_up_at_once_when_the_address_is_refused(written: Dispatch, mailbox: Mailbox) -> None:
    mailbox.refuse = "550 no such person"
    assert send_due() == 0
    written.refresh_from_db()
    assert written.state == State.FAILED
    assert "no such person" in written.error


def test_it_gives_up_after_many_delays(written: Dispatch, mailbox: Mailbox) -> None:
    mailbox.refuse = "450 come back later"
    now = timezone.now()
    for _attempt in range(8):
        send_due(now=now)
        now += timedelta(days=1)
    written.refresh_from_db()
    assert (written.state, written.attempts) == (State.FAILED, 8)


def test_it_never_repeats_what_a_dead_worker_may_have_sent(written: Dispatch, mailbox: Mailbox, clerk: User) -> None:
    Dispatch.objects.update(state=State.SENDING, started_at=timezone.now() - timedelta(hours=1))
    assert send_due() == 0
    written.refresh_from_db()
    assert written.state == State.UNCERTAIN
    assert mailbox.kept == []
    assert send_again(dispatch=written, actor=clerk)
    assert send_due() == 1


def test_it_sends_one_digest_for_many_small_matters(clerk: User, mailbox: Mailbox) -> None:
    add_address(actor=clerk, user=clerk, channel=Channel.EMAIL, target="clerk@example.com")
    for number in range(5):
        notify(recipients=[clerk], kind=Kind.REMIND, title=f"第{number}项将到期", key=f"remind:{number}")
    assert Dispatch.objects.count() == 0
    assert post_digests() == 1
    assert post_digests() == 0, "what is in the outbox is not gathered again"
    send_due(now=next_ring(timezone.now()))
    text = mailbox.kept[0].get_payload(decode=True).decode()
    assert text.count("项将到期") == 5


def test_it_tells_a_groups_robot_title_and_link_only(clerk: User, hook: str) -> None:
    group = WorkingGroup.objects.create(name="稳增长工作专班")
    add_address(actor=clerk, group=group, channel=Channel.WEBHOOK, target=hook)
    assert announce(group=group, title="本月调度会材料已备好", link="/meetings/3/") == 1
    assert send_due(now=next_ring(timezone.now())) == 1
    assert Hook.posts[0].body["title"] == "本月调度会材料已备好"
    assert Hook.posts[0].body["message"].endswith("/meetings/3/")
