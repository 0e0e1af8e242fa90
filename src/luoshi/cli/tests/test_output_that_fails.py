"""A full disk, a closed pipe or an interruption is one sentence, and nothing half-written stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from luoshi.cli import lists as lists_command
from luoshi.cli.files import BadInput

PLAN = "修渠方案\n一、任务\n1. 修渠。清淤十公里。（县水利局牵头，县财政局配合）\n"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    return tmp_path / "plan.txt"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "luoshi.cli.main", *map(str, arguments)]


@needs_full
@pytest.mark.parametrize("name", ["read", "extract", "check"])
def test_a_full_disk_behind_standard_output_is_one_sentence(plan: Path, name: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(command(name, plan), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Error: standard output: cannot be written")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", ["read", "extract"])
def test_a_reader_that_leaves_gets_no_complaint(plan: Path, name: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command(name, plan), stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode not in {0, 2}
    assert done.stderr.strip() == b""


def test_an_interruption_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(PLAN * 200_000, "utf-8")
    with subprocess.Popen(
        command("extract", tmp_path / "large.txt", "-o", tmp_path / "out.json"),
        stderr=subprocess.PIPE,
        # A shell lets what it starts in the background ignore Ctrl-C, and so would everything below it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        time.sleep(3)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.decode().strip() == "interrupted; nothing was half-written"
    assert [path.name for path in tmp_path.iterdir()] == ["large.txt"]


def test_a_folder_of_lists_that_cannot_be_finished_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        if path.name == "乙.csv":
            raise OSError(28, "No space left on device")
        return usual(path, content)

    usual = Path.write_bytes
    files = [("甲.csv", b"new"), ("乙.csv", b"new")]
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "甲.csv").write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    for folder in (tmp_path / "old", tmp_path / "fresh"):
        with pytest.raises(BadInput, match="No space left on device"):
            lists_command._write_folder(files, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old" / "甲.csv").read_bytes() == b"old"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("name", ["check", "lists"])
def test_a_locale_without_chinese_characters_gets_utf_8(plan: Path, tmp_path: Path, name: str, encoding: str) -> None:
    words: list[str | Path] = ["-o", tmp_path / "清单.json"] if name == "lists" else []
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    done = subprocess.run(command(name, plan, *words), env=environment, capture_output=True, check=False, timeout=60)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in said
    assert "县水利局" in said or "任务清单" in said
