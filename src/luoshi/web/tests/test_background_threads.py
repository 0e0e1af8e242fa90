"""The threads behind `luoshi serve`: what recurs runs by itself, outlives a failure, and stops in good order."""

import gc
import time
from collections.abc import Callable

import pytest
from django.db import connection

from luoshi.jobs import periodic
from luoshi.jobs.models import Schedule
from luoshi.web import serving
from luoshi.web.serving import BackgroundWorker, run_what_recurs

PATIENCE = 10.0


def wait_for(happened: Callable[[], bool]) -> bool:
    """Whether it happens within a while."""
    end = time.monotonic() + PATIENCE
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
    return happened()


@pytest.mark.django_db(transaction=True)
def test_it_runs_what_recurs_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[float] = []
    monkeypatch.setattr(periodic, "_entries", {})
    periodic.every("test.tick", title="Tick", minutes=10)(lambda: runs.append(time.monotonic()))
    worker = BackgroundWorker("test", run_what_recurs)
    worker.start()
    try:
        assert wait_for(lambda: Schedule.objects.filter(runs=1).exists())
    finally:
        worker.stop()
    assert not worker.is_alive()
    assert len(runs) == 1
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_it_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "POLL_SECONDS", 0.01)
    turns: list[int] = []

    def turn() -> int:
        turns.append(1)
        if len(turns) == 1:
            raise ConnectionError("the database is away")
        return 0

    worker = BackgroundWorker("test", turn)
    worker.start()
    try:
        assert wait_for(lambda: len(turns) > 2)
    finally:
        worker.stop()


def test_what_is_loaded_at_the_start_is_left_alone_by_the_garbage_collector() -> None:
    try:
        serving.settle()
        assert gc.get_freeze_count() > 50_000, "modules, models, forms and addresses"
    finally:
        gc.unfreeze()
