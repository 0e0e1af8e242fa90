"""What the other side answers decides: sent, later, failed, or uncertain; always in its own words, with a remedy."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.notices.models import Address, Channel, Dispatch, Kind, Notice, State
from luoshi.notices.outbox import announce, next_ring
from luoshi.notices.remedies import remedy
from luoshi.notices.robots import BARRED_FOR
from luoshi.notices.sending import send_again, send_all_again, send_due
from luoshi.notices.services import add_address, notify
from luoshi.notices.tests.servers import Hook, Mailbox
from luoshi.web.testworld import World

pytestmark = pytest.mark.django_db
WECOM, DINGTALK, FEISHU = Channel.WECOM, Channel.DINGTALK, Channel.FEISHU


def posted(world: World, channel: Channel, target: str = "a1b2c3") -> Dispatch:
    """One message to a group's robot, due now."""
    Address.objects.get_or_create(group=world.group, channel=channel, target=target)
    announce(group=world.group, title="督办：清河岸线整治", link="/urging/tasks/7/")
    Dispatch.objects.update(next_due_at=timezone.now())
    return Dispatch.objects.latest("pk")


@pytest.mark.parametrize(
    ("channel", "answer", "state", "words"),
    [
        (WECOM, b'{"errcode": 0, "errmsg": "ok"}', State.SENT, ""),
        (WECOM, b'{"errcode": 93000, "errmsg": "invalid webhook url"}', State.FAILED, "93000: invalid webhook url"),
        (
            WECOM,
            b'{"errcode": 45009, "errmsg": "api freq out of limit"}',
            State.WAITING,
            "45009: api freq out of limit",
        ),
        (WECOM, b'{"errcode": -1, "errmsg": "system busy"}', State.WAITING, "-1: system busy"),
        (DINGTALK, b'{"errcode": 0, "errmsg": "ok"}', State.SENT, ""),
        (DINGTALK, b'{"errcode": 310000, "errmsg": "sign not match"}', State.FAILED, "310000: sign not match"),
        (DINGTALK, '{"errcode": 300005, "errmsg": "token不存在"}'.encode(), State.FAILED, "300005: token不存在"),
        (DINGTALK, b'{"errcode": 130101, "errmsg": "send too fast"}', State.WAITING, "130101: send too fast"),
        (FEISHU, b'{"code": 0, "msg": "success", "data": {}}', State.SENT, ""),
        (FEISHU, b'{"Extra": null, "StatusCode": 0, "StatusMessage": "success"}', State.SENT, ""),
        (FEISHU, b'{"code": 19001, "msg": "param invalid"}', State.FAILED, "19001: param invalid"),
        (FEISHU, b'{"StatusCode": 19024, "StatusMessage": "Key Words Not Found"}', State.FAILED, "19024: Key Words"),
        (FEISHU, b'{"code": 11232, "msg": "frequency limited"}', State.WAITING, "11232: frequency limited"),
        (WECOM, b"<html>Sign in to the network</html>", State.UNCERTAIN, "<html>Sign in"),
        (DINGTALK, b"{}", State.UNCERTAIN, "not the platform's"),
        (FEISHU, b"[]", State.UNCERTAIN, "not the platform's"),
        (WECOM, b"", State.UNCERTAIN, "not the platform's"),
        (WECOM, None, State.UNCERTAIN, "no answer came"),
    ],
)
def test_the_answer_decides(
    channel: Channel, answer: bytes | None, state: State, words: str, world: World, platform: str
) -> None:
    Hook.answer = answer
    message = posted(world, channel)
    assert send_due() == (state == State.SENT)
    message.refresh_from_db()
    assert message.state == state and words in message.error
    assert len(Hook.posts) == 1
    assert bool(remedy(message)) is (
        state in {State.FAILED, State.UNCERTAIN} or message.error[:2] in {"45", "13", "11"}
    )


@pytest.mark.parametrize(
    ("status", "state"), [(500, State.WAITING), (429, State.WAITING), (404, State.FAILED), (302, State.FAILED)]
)
def test_a_status_that_is_not_well_decides_too(status: int, state: State, world: World, platform: str) -> None:
    Hook.status = status
    message = posted(world, WECOM)
    send_due()
    message.refresh_from_db()
    assert message.state == state and str(status) in message.error


@pytest.mark.parametrize(("status", "state"), [(200, State.SENT), (401, State.FAILED), (502, State.WAITING)])
def test_a_hook_answers_with_its_status(status: int, state: State, world: World, hook: str) -> None:
    Hook.status = status
    message = posted(world, Channel.WEBHOOK, hook)
    send_due()
    message.refresh_from_db()
    assert message.state == state
    assert state == State.SENT or str(status) in message.error


def test_nobody_at_the_address_is_a_silence_that_is_waited_out(world: World, settings: Any) -> None:
    settings.ROBOTS = {"wecom": "http://127.0.0.1:9/{key}"}
    message = posted(world, WECOM)
    send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1)


def test_a_robot_that_spoke_too_often_is_left_in_peace(world: World, platform: str) -> None:
    """All of its messages wait until the platform listens again, then leave together, each once."""
    Hook.answer = b'{"errcode": 45009, "errmsg": "api freq out of limit"}'
    for _number in range(9):
        posted(world, WECOM)
    now = timezone.now()
    assert send_due(now=now) == 0
    assert send_due(now=now + timedelta(minutes=1)) == 0
    assert len(Hook.posts) == 1
    assert set(Dispatch.objects.values_list("state", flat=True)) == {State.WAITING}
    Hook.answer = b'{"errcode": 0}'
    assert send_due(now=now + BARRED_FOR) == 9
    assert sum(post.text.count("督办：清河岸线整治") for post in Hook.posts[1:]) == 9


def test_a_limit_that_is_never_lifted_fails_in_the_end(world: World, platform: str) -> None:
    Hook.answer = b'{"errcode": 130101, "errmsg": "send too fast"}'
    message = posted(world, DINGTALK)
    now = timezone.now()
    for _attempt in range(8):
        send_due(now=now)
        now += timedelta(days=1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, 8)


@pytest.fixture
def letter(clerk: User, mailbox: Mailbox) -> Dispatch:
    """One urgent letter to a clerk, due now."""
    add_address(actor=clerk, user=clerk, channel=Channel.EMAIL, target="clerk@example.com")
    notify(recipients=[clerk], kind=Kind.URGE, title="催办", key="urge:1", link="/delivery/1/", urgent=True)
    Dispatch.objects.update(next_due_at=timezone.now())
    return Dispatch.objects.get()


def test_a_relay_that_hangs_up_after_the_text_leaves_it_uncertain(letter: Dispatch, mailbox: Mailbox) -> None:
    """It did take the letter: sending again by itself would have doubled it."""
    mailbox.hangs_up = True
    assert send_due() == 0
    letter.refresh_from_db()
    assert letter.state == State.UNCERTAIN and "no answer" in letter.error
    assert send_due(now=timezone.now() + timedelta(days=1)) == 0
    assert len(mailbox.kept) == 1


def test_a_letter_keeps_its_number_at_every_attempt(letter: Dispatch, mailbox: Mailbox, clerk: User) -> None:
    mailbox.hangs_up = True
    send_due()
    mailbox.hangs_up = False
    letter.refresh_from_db()
    assert send_again(dispatch=letter, actor=clerk)
    assert send_due() == 1
    first, second = mailbox.kept
    assert first["Message-ID"] == second["Message-ID"] and f"notice-{letter.pk}." in first["Message-ID"]


def test_a_relay_that_lets_nobody_send_is_waited_for(letter: Dispatch, mailbox: Mailbox) -> None:
    mailbox.refuse_sender = "530 authentication required"
    assert send_due() == 0
    letter.refresh_from_db()
    assert letter.state == State.WAITING and "530" in letter.error


def test_the_administrators_hear_of_what_is_uncertain(letter: Dispatch, mailbox: Mailbox, world: World) -> None:
    mailbox.hangs_up = True
    send_due()
    told = Notice.objects.get(recipient=world.people[Role.ADMINISTRATOR])
    assert "state=uncertain" in told.link


def test_failed_messages_leave_together_once_the_cause_is_mended(world: World, platform: str, client: Client) -> None:
    Hook.answer = b'{"errcode": 93000, "errmsg": "invalid webhook url"}'
    for _number in range(3):
        posted(world, WECOM)
        send_due()
    client.force_login(world.person(Role.ADMINISTRATOR))
    page = client.get("/notices/outbox/?state=failed").content.decode()
    assert "93000: invalid webhook url" in page and "机器人已被移出" in page
    Hook.answer = b'{"errcode": 0}'
    assert client.post("/notices/outbox/again/").status_code == 302
    assert send_due(now=next_ring(timezone.now()) + timedelta(minutes=1)) == 3
    assert send_all_again(actor=world.person(Role.ADMINISTRATOR)) == 0
