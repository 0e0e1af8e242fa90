"""Two workers empty one outbox at the same time: each message leaves once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.notices.models import Address, Channel, Dispatch, Kind, Notice, State
from luoshi.notices.outbox import post_digests
from luoshi.notices.sending import send_due
from luoshi.notices.services import notify
from luoshi.notices.tests.servers import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 12


def in_threads(work: object, times: int = 3) -> None:
    gate = threading.Barrier(times)

    def worker() -> None:
        gate.wait()
        assert callable(work)
        work()
        connection.close()

    threads = [threading.Thread(target=worker) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def people() -> list[User]:
    made = [User.objects.create(username=f"p{number}", display_name="P") for number in range(PEOPLE)]
    for user in made:
        Address.objects.create(user=user, channel=Channel.EMAIL, target=f"{user.username}@example.com")
    return made


def test_it_sends_each_message_once(mailbox: Mailbox) -> None:
    notify(recipients=people(), kind=Kind.URGE, title="催办", key="urge:1", urgent=True)
    Dispatch.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))
    in_threads(send_due)
    assert Dispatch.objects.filter(state=State.SENT).count() == PEOPLE
    assert sorted(message["to"] for message in mailbox.kept) == sorted(f"p{n}@example.com" for n in range(PEOPLE))


def test_it_tells_each_person_once_when_two_tell_at_once(mailbox: Mailbox) -> None:
    everybody = people()
    in_threads(lambda: notify(recipients=everybody, kind=Kind.REMIND, title="提醒", key="remind:1", urgent=True))
    assert Notice.objects.count() == PEOPLE
    assert Dispatch.objects.filter(notices__isnull=False).distinct().count() == PEOPLE


def test_it_gathers_one_digest_when_two_gather_at_once(mailbox: Mailbox) -> None:
    notify(recipients=people(), kind=Kind.REMIND, title="提醒", key="remind:1")
    in_threads(post_digests)
    assert Dispatch.objects.count() == PEOPLE
