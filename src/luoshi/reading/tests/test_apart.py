"""A child that is made to crash, to print, to stall or to eat memory harms nobody, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read
from luoshi.reading.apart import Apart
from luoshi.reading.source import Progress


def crash(path: Path, /, *, name: str, progress: Progress) -> int:
    """Dies as a library does that runs out of memory in C; only where the file is one to die of."""
    if path.name == "bad":
        os.abort()
    return os.getpid()


def chatter(path: Path, /, *, name: str, progress: Progress) -> str:
    os.write(1, b"a library says hello\n")
    return name


def stall(path: Path, /, *, name: str, progress: Progress) -> str:
    for step in range(4):
        progress(step, 4, "working")
        time.sleep(0.7)
    return "done"


def faulty(path: Path, /, *, name: str, progress: Progress) -> str:
    raise LookupError("a mistake of ours")


def greedy(path: Path, /, *, name: str, progress: Progress) -> int:
    """Keeps what it takes, as a library's cache does."""
    kept.append(bytearray(150 << 20))
    return os.getpid()


kept: list[bytearray] = []


def test_a_crash_is_a_sentence_and_the_next_file_is_read_by_another_child() -> None:
    with Apart() as apart:
        first = apart.call(crash, Path("good"))
        with pytest.raises(ReadingError, match=r"^bad: could not be read within \d+ MB of memory \("):
            apart.call(crash, Path("bad"))
        assert apart.call(crash, Path("good")) not in {first, os.getpid()}


def test_what_a_library_prints_is_no_answer() -> None:
    with Apart() as apart:
        assert apart.call(chatter, Path("a"), name="甲") == "甲"


def test_it_gives_up_what_takes_too_long_unless_there_is_progress() -> None:
    with Apart() as apart:
        with pytest.raises(ReadingError, match=r"^a: could not be read within 1 seconds"):
            apart.call(stall, Path("a"), seconds=1)
        assert apart.call(stall, Path("a"), seconds=2, renewed=True) == "done"


def test_what_earlier_files_left_in_memory_is_not_held_against_a_later_one() -> None:
    with Apart(megabytes=400) as apart:
        children = [apart.call(greedy, Path(str(number))) for number in range(4)]
    assert len(set(children)) > 1


def test_a_mistake_of_ours_is_no_readers_error() -> None:
    with Apart() as apart, pytest.raises(RuntimeError, match="a mistake of ours"):
        apart.call(faulty, Path("a"))


def test_an_interruption_leaves_no_child() -> None:
    def interrupt(*step: object) -> None:
        raise KeyboardInterrupt

    with Apart() as apart:
        child = apart.call(crash, Path("good"))
        with pytest.raises(KeyboardInterrupt):
            apart.call(stall, Path("a"), progress=interrupt)
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def litter(path: Path, /, *, name: str, progress: Progress) -> str:
    """Keeps something beside the file, as LibreOffice does, and never gets to clear it away."""
    folder = tempfile.mkdtemp()
    progress(0, 1, folder)
    os.abort()


def test_a_child_that_dies_leaves_no_files(tmp_path: Path) -> None:
    told: list[str] = []
    with Apart() as apart, pytest.raises(ReadingError):
        apart.call(litter, Path("a"), progress=lambda done, total, what: told.append(what))
    assert [Path(folder).exists() for folder in told] == [False]


def test_a_child_ends_with_its_killed_parent(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from luoshi.reading.apart import Apart\n"
        "from luoshi.reading.tests import test_apart\n"
        "with Apart() as apart: print(apart.call(test_apart.crash, Path('good')), flush=True); "
        "apart.call(test_apart.stall, Path('a'))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    for _ in range(100):
        time.sleep(0.1)
        if not _runs(child):
            return
    pytest.fail("the child still runs")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]


def test_a_module_beside_the_documents_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit('taken in')")
    (tmp_path / "a.csv").write_text("序号,任务\n1,抓项目\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Apart() as apart:
        assert "抓项目" in apart.call(read, tmp_path / "a.csv").text
