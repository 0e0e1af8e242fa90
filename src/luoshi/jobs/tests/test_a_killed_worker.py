"""A worker that is killed with kill -9 in the middle of a job: noticed, taken up again once, nothing doubled."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.jobs import registry
from luoshi.jobs.models import Job, State
from luoshi.jobs.pulse import Pulse
from luoshi.jobs.registry import job
from luoshi.jobs.services import claim, enqueue, run_due
from luoshi.web.testapart import apart, kill, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 40
# It opens accounts one by one, each in a transaction of its own, and bears being run again: the name is its key.
WORK = """
import time
from luoshi.accounts.models import User
from luoshi.jobs.registry import job
@job("tests.open_accounts")
def open_accounts(progress, *, pause):
    for number in range(40):
        User.objects.get_or_create(username=f"p{number}", defaults={"display_name": "P"})
        progress(number + 1, 40, "opening")
        time.sleep(pause)
"""
RUN = WORK + "from luoshi.jobs.services import run_due\nrun_due()\n"


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))

    @job("tests.open_accounts")
    def open_accounts(progress: Any, *, pause: float) -> None:
        for number in range(PEOPLE):
            User.objects.get_or_create(username=f"p{number}", defaults={"display_name": "P"})


def killed_at_work() -> Job:
    """A job whose worker was killed when some of its work was done."""
    asked = Job.objects.filter(state__in=[State.WAITING, State.RUNNING]).get()
    with apart(RUN) as process:
        wait_for(lambda: User.objects.count() > 3, process)
        kill(process)
    asked.refresh_from_db()
    return asked


def five_minutes_later() -> None:
    Job.objects.filter(state=State.RUNNING).update(heartbeat_at=timezone.now() - Job.LOST_AFTER - timedelta(seconds=1))


def test_it_is_noticed_taken_up_once_and_nothing_is_doubled() -> None:
    enqueue("tests.open_accounts", pause=0.2)
    asked = killed_at_work()
    assert (asked.state, asked.attempts) == (State.RUNNING, 1)
    assert claim() is None, "the heart may still beat"
    five_minutes_later()
    assert run_due() == 1
    assert run_due() == 0
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (State.DONE, 2)
    assert User.objects.count() == PEOPLE


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    enqueue("tests.open_accounts", pause=0.2, attempts=2)
    for _time in range(2):
        User.objects.all().delete()
        killed_at_work()
        five_minutes_later()
    run_due()
    asked = Job.objects.get()
    assert asked.state == State.FAILED and asked.error
    assert run_due() == 0


def test_the_heart_of_a_silent_job_beats() -> None:
    """A step of ten minutes that reports no progress must not be taken for a killed process."""
    beats: list[int] = []
    with Pulse(lambda: beats.append(1), every=0.02):
        wait_for(lambda: len(beats) > 2)
    count = len(beats)
    with pytest.raises(AssertionError), Pulse(lambda: beats.append(1), every=60):
        raise AssertionError
    assert len(beats) == count


def test_a_running_job_stays_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.jobs import services

    monkeypatch.setattr(services, "Pulse", lambda beat: Pulse(beat, every=0.05))
    seen: list[bool] = []

    @job("tests.silent")
    def silent(progress: Any) -> None:
        five_minutes_later()
        wait_for(lambda: Job.objects.get().heartbeat_at > timezone.now() - timedelta(seconds=30))  # type: ignore[operator]
        seen.append(claim() is None)

    enqueue("tests.silent")
    assert run_due() == 1
    assert seen == [True]
    assert Job.objects.get().state == State.DONE
