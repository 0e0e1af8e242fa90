"""Reading pauses the garbage collector and leaves it as it was, also when reading fails."""

import gc

import pytest

from luoshi.extraction import extract
from luoshi.reading.document import Document

PLAN = Document("a.txt", "text/plain", "0" * 64, "一、修渠。县水利局牵头。\n")


def test_the_collector_runs_again_after_reading() -> None:
    extract(PLAN)
    assert gc.isenabled()


def test_the_collector_rests_while_reading_and_runs_again_after_a_failure() -> None:
    seen: list[bool] = []

    def stop(done: int, total: int, what: str) -> None:
        seen.append(gc.isenabled())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(PLAN, progress=stop)
    assert seen == [False]
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        extract(PLAN)
        assert not gc.isenabled()
    finally:
        gc.enable()
