"""What the process itself answers: the exit code that scripts look at, and lines that scripts can read."""

import subprocess
import sys
from pathlib import Path


def luoshi(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "luoshi.cli.main", *map(str, words)], capture_output=True, text=True, check=False
    )


def test_it_ends_with_one_where_check_finds_an_error(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("云渡县行动方案（征求意见稿）\n一、建设园区。完成三个项目。（责任单位：县工信局）\n", "utf-8")
    done = luoshi("check", plan)
    assert "错误 1" in done.stdout
    assert done.returncode == 1


def test_it_ends_with_two_and_one_sentence_for_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = luoshi("check", tmp_path / "absent.docx")
    assert done.returncode == 2
    assert done.stderr == "Error: absent.docx: there is no such file; check the path\n"


def test_it_keeps_a_finding_on_one_line_when_the_output_goes_to_a_file(tmp_path: Path) -> None:
    plan = tmp_path / "a-plan-with-a-rather-long-name-so-that-its-line-is-wider-than-a-terminal.txt"
    plan.write_text("云渡县行动方案（征求意见稿）\n", "utf-8")
    first = luoshi("check", plan).stdout.splitlines()[0]
    assert first.startswith(plan.name)
    assert first.endswith("]")


def test_it_ends_with_nought_after_the_help() -> None:
    assert luoshi("--help").returncode == 0
