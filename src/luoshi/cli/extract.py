"""luoshi extract: what plans say, as luoshi.plan/1."""

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import click

from luoshi.cli.files import BadInput, at_hand, progress_bar, whole_file
from luoshi.extraction import extract as extract_plan
from luoshi.extraction.contract import as_contract, schema
from luoshi.reading import ReadingError, read
from luoshi.reading.apart import Apart
from luoshi.reading.source import Progress


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), help="json for one file, jsonl for several.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
@click.option("--schema", "print_schema", is_flag=True, help="Print the JSON Schema of luoshi.plan/1 and stop.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with.")
def extract(paths: tuple[Path, ...], form: str | None, output: Path | None, print_schema: bool, jobs: int) -> None:
    """Read the plans in PATHS (files or folders) and print what they say.

    One file prints one JSON object; several, or a folder, print one object a line in the order of their paths. A
    file that cannot be read prints one line on stderr and the rest goes on; the exit code is then 2.
    """
    if print_schema:
        _write(output, [json.dumps(schema(), ensure_ascii=False, indent=2)])
        return
    if not paths:
        raise click.UsageError("name at least one file or folder, or --schema")
    files = _files(paths)
    many = len(files) != 1 or any(path.is_dir() for path in paths)
    lines = form == "jsonl" or (form is None and many)
    if many and not lines:
        raise click.UsageError(f"--format json prints one object, but there are {len(files)} files; use jsonl")
    if not many:
        _write(output, [_single(files[0], None if lines else 2)])
        return
    failed = _run(files, output, jobs)
    if failed:
        sys.exit(2)


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in folders named, hidden ones left out, in stable order."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(each for each in path.rglob("*") if each.is_file() and not _hidden(each.relative_to(path)))
        if not inside:
            raise BadInput(f"{path}: holds no file; name a folder with plans in it")
        found += inside
    return found


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _run(files: list[Path], output: Path | None, jobs: int) -> int:
    failed = 0

    def objects() -> Iterator[str]:
        nonlocal failed
        with progress_bar() as progress:
            for done, (path, text, error) in enumerate(_results(files, jobs), 1):
                progress(done, len(files), path.name)
                if error:
                    failed += 1
                    click.echo(error, err=True)
                elif text is not None:
                    yield text

    _write(output, objects())
    return failed


def _single(path: Path, indent: int | None) -> str:
    with at_hand(path) as (place, name), Apart() as apart, progress_bar() as progress:
        try:
            return apart.call(partial(_said, indent=indent), place, name=name, progress=progress, renewed=True)
        except ReadingError as error:
            raise BadInput(str(error)) from error


def _results(files: list[Path], jobs: int) -> Iterator[tuple[Path, str | None, str | None]]:
    """Each file with its object, or with the sentence that says why there is none; in order, from `jobs` children."""
    idle: SimpleQueue[Apart] = SimpleQueue()
    with ThreadPoolExecutor(jobs) as pool, ExitStack() as children:
        for _ in range(min(jobs, len(files))):
            idle.put(children.enter_context(Apart()))
        yield from pool.map(partial(_one, idle), files)


def _one(idle: "SimpleQueue[Apart]", path: Path) -> tuple[Path, str | None, str | None]:
    apart = idle.get()
    try:
        return path, apart.call(_said, path, renewed=True), None
    except ReadingError as error:
        return path, None, f"{path}: {error.cause}"
    finally:
        idle.put(apart)


def _said(path: Path, /, *, name: str, progress: Progress, indent: int | None = None) -> str:
    """In the child: what a plan says, as JSON."""
    draft = extract_plan(read(path, name=name, progress=progress))
    separators = (",", ":") if indent is None else None
    return json.dumps(as_contract(draft), ensure_ascii=False, indent=indent, separators=separators)


def _write(output: Path | None, texts: Iterable[str]) -> None:
    with _opened(output) as stream:
        for text in texts:
            stream.write(text.encode())
            stream.write(b"\n")


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole_file(output) as scratch, scratch.open("wb") as stream:
        yield stream
