"""Starting the demo: a second time at once, at a port that is taken, anew, and with code that has changed."""

import json
import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from luoshi.cli import demo as demos


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A demo whose costly parts only note that they were called; the environment is put back."""
    calls: list[str] = []

    def build(_console: Any, day: date, mark: str) -> None:
        calls.append("built")
        demos.FOLDER.mkdir(parents=True, exist_ok=True)
        (demos.FOLDER / demos.STAMP).write_text(json.dumps({"mark": mark, "day": day.isoformat()}))

    monkeypatch.setattr(demos, "FOLDER", tmp_path / "demo")
    monkeypatch.setattr(demos, "_build", build)
    monkeypatch.setattr(demos, "_ready", lambda: calls.append("ready"))
    monkeypatch.setattr(demos, "_introduce", lambda *_given: calls.append("introduced"))
    kept = dict(os.environ)
    yield calls
    os.environ.clear()
    os.environ.update(kept)


def start(*words: str) -> Any:
    return CliRunner().invoke(demos.demo, ["--build-only", *words])


def test_a_second_start_does_not_build_again(built: list[str]) -> None:
    assert start().exit_code == 0 and start().exit_code == 0
    assert built == ["built", "ready", "introduced", "ready", "introduced"]


def test_reset_builds_anew(built: list[str]) -> None:
    start()
    start("--reset")
    assert built.count("built") == 2


def test_other_code_or_a_broken_off_build_builds_anew(built: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    monkeypatch.setattr(demos, "_mark", lambda: "other code")
    start()
    assert built.count("built") == 2
    (demos.FOLDER / demos.STAMP).unlink()
    start()
    assert built.count("built") == 3


def test_a_taken_port_is_one_sentence_and_nothing_is_built(built: list[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = CliRunner().invoke(demos.demo, ["--port", str(port)])
    assert answer.exit_code == 1 and str(port) in answer.output and built == []
    assert answer.output.startswith("Error: ") and "Traceback" not in answer.output


def test_the_demo_never_touches_the_real_database(built: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_DATABASE_URL", "postgresql://office/real")
    start()
    assert "LUOSHI_DATABASE_URL" not in os.environ
    assert os.environ["LUOSHI_DATA"] == str(demos.FOLDER.resolve())


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 3), date(2026, 11, 3)),
        (date(2026, 12, 31), date(2026, 11, 20)),
        (date(2027, 1, 1), date(2026, 11, 20)),
        (date(2026, 3, 1), date(2026, 11, 20)),
    ],
)
def test_the_demo_stands_in_the_year_of_its_plan(today: date, day: date) -> None:
    assert demos.demo_day(today) == day
