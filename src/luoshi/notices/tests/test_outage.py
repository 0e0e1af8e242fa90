"""The mail server is down: the outbox waits, nothing is lost or tried in vain, and the administrators are told."""

from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.notices.models import Address, Channel, Dispatch, Notice, State
from luoshi.notices.sending import send_due
from luoshi.notices.tests.servers import Mailbox
from luoshi.web.testworld import World

pytestmark = pytest.mark.django_db
PEOPLE = 5


@pytest.fixture
def waiting(world: World, mailbox: Mailbox) -> Any:
    """Five messages that are due."""
    for number in range(PEOPLE):
        user = User.objects.create(username=f"person{number}", display_name="Person")
        address = Address.objects.create(user=user, channel=Channel.EMAIL, target=f"person{number}@example.com")
        notice = Notice.objects.create(recipient=user, kind="urge", title="催办", key="urge")
        Dispatch.objects.create(address=address, subject="催办", text="").notices.add(notice)
    return mailbox


def test_it_asks_a_silent_server_once_and_lets_the_rest_wait(waiting: Mailbox, settings: Any, world: World) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nothing listens there
    now = timezone.now()
    assert send_due(now=now) == 0
    assert Dispatch.objects.filter(state=State.WAITING).count() == PEOPLE
    assert Dispatch.objects.filter(attempts__gt=0).count() == 1
    settings.EMAIL_PORT = port
    assert send_due(now=now + timedelta(minutes=20)) == PEOPLE
    assert len(waiting.kept) == PEOPLE


def test_it_keeps_messages_through_a_long_weekend(waiting: Mailbox, settings: Any) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    now = timezone.now()
    for _quarter in range(3 * 24 * 4):
        now += timedelta(minutes=15)
        send_due(now=now)
    assert Dispatch.objects.filter(state=State.WAITING).count() == PEOPLE
    settings.EMAIL_PORT = port
    assert send_due(now=now + timedelta(hours=1)) == PEOPLE


def test_it_tells_the_administrators_once_a_day(waiting: Mailbox, settings: Any, world: World) -> None:
    settings.EMAIL_PORT = 9
    now = timezone.now()
    send_due(now=now)
    send_due(now=now)
    told = Notice.objects.filter(recipient=world.people[Role.ADMINISTRATOR])
    assert told.count() == 1
    assert "5" in told[0].title
    assert "state=waiting" in told[0].link


def test_it_tells_the_administrators_of_refused_addresses(waiting: Mailbox, world: World) -> None:
    waiting.refuse = "550 no such person"
    send_due()
    assert Dispatch.objects.filter(state=State.FAILED).count() == PEOPLE
    assert Notice.objects.filter(recipient=world.people[Role.ADMINISTRATOR]).count() == 1


def test_a_server_that_is_stopped_and_started_again_gets_each_letter_once(
    waiting: Mailbox, settings: Any, world: World
) -> None:
    """The mailbox of the fixture is stopped for real; another one is started on its port two hours later."""
    now = timezone.now()
    waiting.server.stop()
    for minutes in (0, 1, 5, 15, 30, 60):
        assert send_due(now=now + timedelta(minutes=minutes)) == 0
    assert Dispatch.objects.filter(state=State.WAITING).count() == PEOPLE
    again = Mailbox()
    server = Controller(again, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    try:
        assert send_due(now=now + timedelta(hours=2)) == PEOPLE
        assert send_due(now=now + timedelta(hours=3)) == 0
    finally:
        server.stop()
    assert len(again.kept) == len({letter["Message-ID"] for letter in again.kept}) == PEOPLE
    assert waiting.kept == []
