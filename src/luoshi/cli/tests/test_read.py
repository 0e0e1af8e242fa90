"""luoshi read: exact text, JSON with places, one sentence and exit code 2 for bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli import files
from luoshi.reading.apart import Apart


def luoshi(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "luoshi.cli.main", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_bytes("一、总体要求\r\n正文".encode())
    return path


def test_it_prints_exactly_the_file(plan: Path) -> None:
    done = luoshi("read", plan)
    assert (done.returncode, done.stdout, done.stderr) == (0, plan.read_bytes(), b"")


def test_it_writes_to_a_file_whole(plan: Path, tmp_path: Path) -> None:
    done = luoshi("read", plan, "-o", tmp_path / "out.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "out.txt").read_bytes() == plan.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.txt", "方案.txt"]


def test_json_holds_text_blocks_and_tables(plan: Path) -> None:
    data = json.loads(luoshi("read", plan, "--json").stdout)
    assert data["characters"] == len(data["text"])
    assert data["blocks"][0] == {"kind": "paragraph", "span": [0, 6], "page": None, "paragraph": 1, "level": None}
    assert data["tables"] == []


def test_bad_input_is_one_sentence_and_leaves_the_old_output_alone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "out.txt").write_text("old")
    done = luoshi("read", tmp_path / "a.docx", "-o", tmp_path / "out.txt")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Error: a.docx: is a truncated or damaged zip file")
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "out.txt").read_text() == "old"


def test_a_larger_limit_may_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。\n" * 200_000, encoding="utf-8")
    assert luoshi("read", tmp_path / "a.txt", "--limit-mb", "1").returncode == 2
    assert luoshi("read", tmp_path / "a.txt").returncode == 0


def test_an_output_that_cannot_be_written_is_named(plan: Path, tmp_path: Path) -> None:
    done = luoshi("read", plan, "-o", tmp_path / "nowhere" / "out.txt")
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


def test_a_file_that_needs_more_memory_than_it_may_have_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "Apart", lambda: Apart(megabytes=300))
    (tmp_path / "a.txt").write_text("推动产业发展。\n" * 2_000_000, "utf-8")
    with pytest.raises(files.BadInput, match=r"^a\.txt: could not be read within 300 MB of memory"):
        files.read_document(tmp_path / "a.txt")


@pytest.mark.parametrize("command", ["read", "extract"])
def test_a_dash_is_standard_input_whatever_it_holds(plan: Path, command: str) -> None:
    done = luoshi(command, "-", stdin=plan.read_bytes())
    assert done.returncode == 0
    assert "总体要求" in done.stdout.decode()
    assert luoshi(command, "-").stderr.decode().startswith("Error: standard input: the file is empty")
