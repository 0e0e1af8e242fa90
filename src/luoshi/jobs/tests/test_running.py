"""Jobs run once, tell their progress, fail with a sentence, and survive a killed process."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi.jobs import registry
from luoshi.jobs.models import Job, State
from luoshi.jobs.registry import JobFault, job
from luoshi.jobs.services import claim, enqueue, retry, run_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    known = dict(registry._handlers)

    @job("tests.count")
    def count(progress: Any, *, up_to: int) -> dict[str, int]:
        for number in range(up_to):
            progress(number + 1, up_to, "counting")
        return {"counted": up_to}

    @job("tests.refuse")
    def refuse(progress: Any) -> None:
        raise JobFault("the file is empty; choose another one")

    @job("tests.break")
    def break_down(progress: Any) -> None:
        raise OSError("disk full")

    yield
    registry._handlers.clear()
    registry._handlers.update(known)


def test_it_runs_a_job_and_keeps_result_and_progress() -> None:
    asked = enqueue("tests.count", up_to=3)
    assert run_due() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.result, asked.done, asked.total, asked.percent) == (
        State.DONE,
        {"counted": 3},
        3,
        3,
        100,
    )


def test_it_shows_a_fault_as_it_is_and_does_not_try_again() -> None:
    asked = enqueue("tests.refuse")
    assert run_due() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.error) == (State.FAILED, "the file is empty; choose another one")


def test_it_tries_again_after_an_unexpected_failure_and_gives_up_in_the_end() -> None:
    asked = enqueue("tests.break", attempts=2)
    run_due()
    asked.refresh_from_db()
    assert asked.state == State.WAITING
    Job.objects.update(next_due_at=timezone.now())
    run_due()
    asked.refresh_from_db()
    assert asked.state == State.FAILED
    assert asked.error
    assert retry(job=asked)
    assert not retry(job=asked)


def test_it_gives_a_job_to_one_worker_only() -> None:
    enqueue("tests.count", up_to=1)
    assert claim() is not None
    assert claim() is None


def test_it_takes_over_a_job_whose_process_was_killed() -> None:
    enqueue("tests.count", up_to=1)
    claim()
    Job.objects.update(heartbeat_at=timezone.now() - Job.LOST_AFTER - timedelta(seconds=1))
    taken = claim()
    assert taken is not None
    assert taken.attempts == 2


def test_it_refuses_a_job_that_no_room_knows() -> None:
    with pytest.raises(JobFault, match="no job is called"):
        enqueue("tests.unknown")
