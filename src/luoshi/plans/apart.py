"""Reading a file in a process of its own: one made to exhaust or to crash a reader cannot take the site with it.

The formats' libraries parse in C and Rust, where running out of memory or recursing without end stops the whole
process and raises nothing; a pattern that a text was made for holds Python's lock for all other threads. What is
uploaded is therefore read, extracted and checked in a child with a limit to its memory and its time.
"""

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.reading.document import Document, ReadingError

MEGABYTES = 4096  # of address space: LibreOffice and recognition each reserve two to three thousand
SECONDS = 1800  # recognising some hundreds of scanned pages takes about so long
PATIENCE = 5  # seconds for the child to end after its last word

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Understood:
    """A file's text, what it says (luoshi.plan/1) and what is wrong with it (entries of luoshi.findings/1)."""

    document: Document
    draft: dict[str, Any]
    findings: list[dict[str, Any]]


def understand(
    path: Path, *, name: str, progress: Progress, megabytes: int = MEGABYTES, seconds: float = SECONDS
) -> Understood:
    """Read, extract and check a file within so much memory and time. Raises ReadingError, which calls it `name`.

    `progress` hears (done of 100, 100, what), the last in English words.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        result = Path(folder) / "result"
        task = json.dumps([str(path), name, megabytes, str(result)])
        _attend([sys.executable, "-m", "luoshi.plans.apart", task], progress, seconds)
        found = pickle.loads(result.read_bytes()) if result.exists() else None
    if isinstance(found, Understood):
        return found
    if isinstance(found, str):
        raise ReadingError(name, found)
    raise ReadingError(
        name,
        f"could not be read within {megabytes} MB of memory and {seconds:.0f} seconds (damaged, or far too large); "
        "open and save it again, or split it",
    )


def _attend(command: list[str], progress: Progress, seconds: float) -> None:
    """Run the child, pass on its progress, and see to it that nothing of it is left."""
    # A session of its own: LibreOffice, which the child may start, ends with it.
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as child:
        watch = threading.Timer(seconds, _end, [child])
        watch.start()
        try:
            for line in child.stdout or ():
                progress(*json.loads(line))
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE)
        finally:
            watch.cancel()
            _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _main(task: str) -> None:
    """The child: progress as lines of JSON, and in the file `result` what was understood or why nothing was."""
    path, name, megabytes, result = json.loads(task)
    _restrict(megabytes)
    found: Understood | str
    try:
        found = _understood(Path(path), name)
    except ReadingError as error:
        found = error.cause
    draft = Path(f"{result}.draft")
    draft.write_bytes(pickle.dumps(found))
    draft.replace(result)


def _understood(path: Path, name: str) -> Understood:
    from luoshi.checking import check
    from luoshi.extraction import extract
    from luoshi.extraction.contract import as_contract
    from luoshi.reading import read

    _tell(0, "reading the file")
    document = read(path, name=name, progress=lambda done, total, what: _tell(50 * done // max(total, 1), what))
    _tell(50, "finding tasks, units and targets")
    draft = extract(document)
    _tell(75, "checking for contradictions")
    findings = [finding.as_contract() for finding in check(draft, document)]
    return Understood(document, as_contract(draft), findings)


def _tell(done: int, what: str) -> None:
    sys.stdout.write(json.dumps([done, 100, what]) + "\n")
    sys.stdout.flush()


def _restrict(megabytes: int) -> None:
    """Limit the address space of this process and of what it starts, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    # The class that is pickled must be the parent's, not the one of this script.
    from luoshi.plans import apart

    apart._main(sys.argv[1])
