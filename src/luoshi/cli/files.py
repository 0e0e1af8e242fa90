"""What every command that reads and writes files needs: errors as exit code 2, and output that is whole or absent."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from luoshi.reading import DEFAULT_LIMIT, Document, ReadingError, read


class BadInput(click.ClickException):
    """A file that cannot be read or written: one sentence, exit code 2."""

    exit_code = 2


def read_document(path: Path, *, limit: int = DEFAULT_LIMIT) -> Document:
    """Read a file, with a progress bar on a terminal. Raises BadInput."""
    try:
        with progress_bar() as progress:
            return read(path, progress=progress, limit=limit)
    except ReadingError as error:
        raise BadInput(str(error)) from error


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None] | None]:
    """A callback (done, total, what) that draws on stderr; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
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
