"""What every command that reads and writes files needs: errors as exit code 2, and output that is whole or absent."""

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from luoshi.reading import DEFAULT_LIMIT, Document, ReadingError, read
from luoshi.reading.apart import Apart
from luoshi.reading.source import Progress, silent

STANDARD_INPUT = Path("-")


class BadInput(click.ClickException):
    """A file that cannot be read or written: one sentence, exit code 2."""

    exit_code = 2


def read_document(path: Path, *, limit: int = DEFAULT_LIMIT) -> Document:
    """Read a file (`-`: standard input) in a process of its own, with a progress bar on a terminal. Raises BadInput."""
    try:
        with at_hand(path, limit) as (place, name), Apart() as apart, progress_bar() as progress:
            return apart.call(partial(read, limit=limit), place, name=name, progress=progress, renewed=True)
    except ReadingError as error:
        raise BadInput(str(error)) from error


@contextmanager
def at_hand(path: Path, limit: int = DEFAULT_LIMIT) -> Iterator[tuple[Path, str]]:
    """Where a file can be read, and what messages call it; standard input is kept in a file meanwhile."""
    if path != STANDARD_INPUT:
        yield path, path.name
        return
    with tempfile.NamedTemporaryFile(prefix="luoshi-") as copy:
        copy.write(sys.stdin.buffer.read(limit + 1))
        copy.flush()
        yield Path(copy.name), "standard input"


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A callback (done, total, what) that draws on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich import progress
    from rich.console import Console  # as slow to import as all the rest together

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to, beside `path`; it takes `path`'s place only when all went well. Raises BadInput.

    What is no regular file (a device, a pipe) is written to directly; a link is followed.
    """
    target = Path(os.path.realpath(path))
    scratch = target if _is_special(target) else target.with_name(f".{secrets.token_hex(4)}-{target.name}")
    try:
        if scratch != target:
            scratch.touch(exist_ok=False)
        yield scratch
        if scratch != target:
            scratch.replace(target)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error
    finally:
        if scratch != target:
            scratch.unlink(missing_ok=True)


def write_text(text: str, output: Path | None) -> None:
    """Write `text` as UTF-8, byte for byte, to a file or to standard output."""
    data = text.encode()
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with whole_file(output) as scratch:
        scratch.write_bytes(data)


def _is_special(path: Path) -> bool:
    """A folder also counts: writing to it fails at once, with the system's own words."""
    return path.exists() and not path.is_file()
