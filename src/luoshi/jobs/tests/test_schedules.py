"""What recurs: once however many workers there are, made up for after a standstill, pushed on after a failure."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.jobs import periodic
from luoshi.jobs.models import Schedule
from luoshi.web.testworld import World

NOW = timezone.now()


class Tally:
    """A registered function that counts its runs and can be told to fail."""

    def __init__(self) -> None:
        self.runs = 0
        self.fails = False

    def __call__(self) -> None:
        self.runs += 1
        if self.fails:
            raise ValueError("the disk is full")


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tally]:
    """The only schedules there are: one every ten minutes, one at night."""
    monkeypatch.setattr(periodic, "_entries", {})
    made = Tally()
    periodic.every("test.often", title="Often", minutes=10)(made)
    yield made


@pytest.mark.django_db
def test_it_runs_what_is_due_and_then_waits(tally: Tally) -> None:
    periodic.ensure(NOW)
    assert periodic.run_schedules(now=NOW) == 1
    assert periodic.run_schedules(now=NOW + timedelta(minutes=9)) == 0
    assert periodic.run_schedules(now=NOW + timedelta(minutes=10)) == 1
    assert tally.runs == 2
    row = Schedule.objects.get()
    assert (row.runs, row.last_error, row.started_at) == (2, "", None)


@pytest.mark.django_db
def test_it_makes_up_once_for_what_was_missed(tally: Tally) -> None:
    periodic.ensure(NOW)
    week_later = NOW + timedelta(days=7)
    assert periodic.run_schedules(now=week_later) == 1
    assert periodic.run_schedules(now=week_later) == 0
    assert Schedule.objects.get().next_due_at == week_later + timedelta(minutes=10)


@pytest.mark.django_db
def test_it_gives_a_nightly_row_its_next_night(tally: Tally) -> None:
    periodic.daily("test.nightly", title="Nightly", at="00:05")(lambda: None)
    periodic.ensure(NOW)
    assert Schedule.objects.get(name="test.nightly").next_due_at > NOW
    periodic.ensure(NOW)
    assert Schedule.objects.count() == 2


@pytest.mark.django_db
def test_it_pushes_on_what_fails_and_keeps_the_cause(tally: Tally) -> None:
    heard: list[Any] = []
    periodic.schedule_failed.connect(lambda error, **_rest: heard.append(error), weak=False, dispatch_uid="test")
    tally.fails = True
    periodic.ensure(NOW)
    periodic.run_schedules(now=NOW)
    row = Schedule.objects.get()
    assert row.next_due_at == NOW + timedelta(minutes=5)
    assert row.last_error == "ValueError: the disk is full"
    assert heard == [row.last_error]
    periodic.schedule_failed.disconnect(dispatch_uid="test")
    tally.fails = False
    periodic.run_schedules(now=NOW + timedelta(minutes=5))
    row.refresh_from_db()
    assert (row.failures, row.last_error) == (0, "")


@pytest.mark.django_db
def test_it_falls_due_again_when_a_process_died_with_it(tally: Tally) -> None:
    periodic.ensure(NOW)
    Schedule.objects.update(next_due_at=NOW + Schedule.LOAN, started_at=NOW)
    assert periodic.run_schedules(now=NOW + timedelta(minutes=1)) == 0
    assert periodic.run_schedules(now=NOW + Schedule.LOAN) == 1


@pytest.mark.django_db(transaction=True)
def test_it_runs_once_however_many_workers_there_are(tally: Tally) -> None:
    periodic.ensure(NOW)
    gate = threading.Barrier(4)

    def worker() -> None:
        gate.wait()
        periodic.run_schedules()
        connection.close()

    threads = [threading.Thread(target=worker) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.runs == 1
    assert Schedule.objects.get().runs == 1


@pytest.mark.django_db
def test_it_shows_the_administrator_last_next_and_error(tally: Tally, world: World, client: Client) -> None:
    periodic.ensure(NOW)
    Schedule.objects.update(last_error="ValueError: the disk is full", failures=2, last_run_at=NOW)
    client.force_login(world.person(Role.ADMINISTRATOR))
    page = client.get("/jobs/schedules/").content.decode()
    assert "ValueError: the disk is full" in page
    assert "Often" in page


@pytest.mark.django_db
def test_it_warns_when_no_thread_is_at_work(tally: Tally, world: World, client: Client) -> None:
    Schedule.objects.create(name="test.often", next_due_at=NOW - timedelta(hours=1))
    client.force_login(world.person(Role.ADMINISTRATOR))
    assert "luoshi serve" in client.get("/jobs/schedules/").content.decode()


@pytest.mark.django_db
def test_it_runs_at_once_when_the_administrator_says_so(tally: Tally, world: World, client: Client) -> None:
    row = Schedule.objects.create(name="test.often", next_due_at=NOW + timedelta(hours=3))
    client.force_login(world.person(Role.ADMINISTRATOR))
    client.post(f"/jobs/schedules/{row.pk}/run/")
    assert periodic.run_schedules() == 1
