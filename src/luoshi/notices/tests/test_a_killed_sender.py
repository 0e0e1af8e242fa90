"""A process that is killed between sending and noting it: the letter is there once, and stays once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.notices.models import Address, Channel, Dispatch, Notice, State
from luoshi.notices.sending import LOST_AFTER, send_again, send_due
from luoshi.notices.tests.servers import Mailbox
from luoshi.web.testapart import apart, kill, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
SEND = "from luoshi.notices.sending import send_due; send_due()"


def test_a_letter_is_not_doubled_when_its_sender_is_killed(mailbox: Mailbox, settings: Any) -> None:
    user = User.objects.create(username="clerk", display_name="Clerk")
    address = Address.objects.create(user=user, channel=Channel.EMAIL, target="clerk@example.com")
    letter = Dispatch.objects.create(address=address, subject="催办", text="", next_due_at=timezone.now())
    letter.notices.add(Notice.objects.create(recipient=user, kind="urge", title="催办", key="urge"))
    mailbox.keeps_waiting = True
    with apart(SEND, LUOSHI_MAIL_HOST="127.0.0.1", LUOSHI_MAIL_PORT=str(settings.EMAIL_PORT)) as process:
        wait_for(lambda: mailbox.kept, process)
        kill(process)
    mailbox.keeps_waiting = False
    letter.refresh_from_db()
    assert letter.state == State.SENDING
    later = timezone.now() + LOST_AFTER + timedelta(minutes=1)
    for hours in range(48):
        assert send_due(now=later + timedelta(hours=hours)) == 0
    letter.refresh_from_db()
    assert letter.state == State.UNCERTAIN, "shown to the administrators, and left alone"
    assert len(mailbox.kept) == 1
    assert send_again(dispatch=letter, actor=user), "a person decides"
    assert send_due() == 1
    assert mailbox.kept[0]["Message-ID"] == mailbox.kept[1]["Message-ID"]
