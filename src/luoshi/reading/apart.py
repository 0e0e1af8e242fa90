"""Files read in a process of their own: one made to exhaust or to crash a reader cannot take its caller with it.

The formats' libraries parse in C and Rust, where running out of memory or recursing without end stops the whole
process and raises nothing; a pattern that a text was made for holds Python's lock for all other threads. A file from
outside is therefore read in a child with a limit to its memory and its time, by the site and the command line alike.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from luoshi.reading.document import ReadingError
from luoshi.reading.source import Progress, silent

MEGABYTES = 4096  # of address space: LibreOffice and recognition each reserve two to three thousand
SECONDS = 1800  # recognising some hundreds of scanned pages takes about so long
# -P: the folder that the command is given in must not lend the child its modules.
COMMAND = [sys.executable, "-P", "-c", "from luoshi.reading.apart import serve; serve()"]

T_co = TypeVar("T_co", covariant=True)


class Task(Protocol[T_co]):
    """What may be done apart: a function of a module, so that the child finds it by its name."""

    def __call__(self, path: Path, /, *, name: str, progress: Progress) -> T_co:
        """What is made of a file, which messages call `name`. Raises ReadingError; the result can be pickled."""


class Apart:
    """A child that works on one file after another; one that dies is replaced for the next file."""

    def __init__(self, *, megabytes: int = MEGABYTES) -> None:
        self.megabytes = megabytes
        self._child: subprocess.Popen[bytes] | None = None
        self._worked = False  # the present child, on an earlier file
        self._scratch: tempfile.TemporaryDirectory[str] | None = None  # what a child that is killed leaves goes with it

    def __enter__(self) -> "Apart":
        self._begun()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def call(
        self,
        task: Task[T_co],
        path: Path,
        *,
        name: str | None = None,
        progress: Progress = silent,
        seconds: float = SECONDS,
        renewed: bool = False,
    ) -> T_co:
        """What `task` makes of a file within so much time, counted anew from each word of progress if `renewed`.

        Raises ReadingError, also where the child used up its memory or its time or crashed.
        """
        name = name or path.name
        first = self._child is None or not self._worked
        with _Watch(self._begun(), seconds) as watch:
            self._worked = True
            try:
                kind, found = self._answer((task, path, name), progress, watch if renewed else None)
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                self.end()
                if not first and not watch.bitten:  # the files before may have left it too little memory
                    return self.call(task, path, name=name, progress=progress, seconds=seconds, renewed=renewed)
                raise ReadingError(name, self._why(watch)) from error
            except BaseException:  # interrupted: the child's answer, which may still come, is nobody's
                self.end()
                raise
        if kind == "refused":
            raise ReadingError(name, found)
        if kind == "failed":
            raise RuntimeError(f"while working on {name} apart:\n{found}")
        result: T_co = found
        return result

    def end(self) -> None:
        """See to it that nothing of the child is left."""
        if self._child is not None:
            _kill(self._child)
            for stream in (self._child.stdin, self._child.stdout):
                with contextlib.suppress(OSError):
                    _open(stream).close()
            self._child.wait()
            if self._scratch is not None:
                self._scratch.cleanup()
            self._child, self._worked = None, False

    def _begun(self) -> "subprocess.Popen[bytes]":
        if self._child is None:
            # A session of its own: LibreOffice, which the child may start, ends with it; Ctrl-C reaches us alone.
            self._scratch = tempfile.TemporaryDirectory(prefix="luoshi-", ignore_cleanup_errors=True)
            self._child = subprocess.Popen(
                COMMAND,
                env={**os.environ, "TMPDIR": self._scratch.name},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            with contextlib.suppress(OSError):  # one that did not start is told of by the first call
                _send(self._child.stdin, self.megabytes)
        return self._child

    def _answer(self, request: object, progress: Progress, watch: "_Watch | None") -> tuple[str, Any]:
        child = self._begun()
        _send(child.stdin, request)
        while True:
            kind, found = pickle.load(_open(child.stdout))
            if kind != "told":
                return kind, found
            progress(*found)
            if watch:
                watch.renew()

    def _why(self, watch: "_Watch") -> str:
        spent = f"{watch.seconds:.0f} seconds" if watch.bitten else f"{self.megabytes} MB of memory"
        return f"could not be read within {spent} (damaged, or far too large); open and save it again, or split it"


class _Watch:
    """Ends the child when its time is over."""

    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.child, self.seconds = child, seconds
        self.bitten = False
        self._timer: threading.Timer | None = None

    def __enter__(self) -> "_Watch":
        self.renew()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()

    def renew(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(self.seconds, self._bite)
        self._timer.daemon = True
        self._timer.start()

    def _bite(self) -> None:
        self.bitten = True
        _kill(self.child)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:  # Windows
            child.kill()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError("no pipe to the child")
    return stream


def _send(stream: IO[bytes] | None, what: object) -> None:
    pipe = _open(stream)
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def serve() -> None:
    """The child: takes tasks from its standard input until that ends, and answers in pickles."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    with contextlib.suppress(EOFError, BrokenPipeError):
        _restrict(pickle.load(sys.stdin.buffer))
        while True:
            task, path, name = pickle.load(sys.stdin.buffer)
            _send(answers, _outcome(task, path, name, answers))


def _outcome(task: Task[object], path: Path, name: str, answers: IO[bytes]) -> tuple[str, object]:
    try:
        return "done", task(path, name=name, progress=lambda *step: _send(answers, ("told", step)))
    except ReadingError as error:
        if isinstance(error.__cause__, MemoryError):
            os._exit(1)
        return "refused", error.cause
    except MemoryError:
        os._exit(1)
    except Exception:
        return "failed", traceback.format_exc()


def _follow(parent: int) -> None:
    """A child whose parent was killed ends as well, with all that it started."""
    while os.getppid() == parent:
        time.sleep(1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _restrict(megabytes: int) -> None:
    """Limit the address space of this process and of what it starts, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = megabytes << 20 if hard == resource.RLIM_INFINITY else min(megabytes << 20, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
