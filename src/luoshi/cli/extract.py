"""luoshi extract: what plans say, as luoshi.plan/1."""

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from luoshi.cli.files import BadInput, progress_bar, whole_file
from luoshi.extraction import extract as extract_plan
from luoshi.extraction.contract import as_contract, schema
from luoshi.reading import ReadingError, read

_LATER = 50  # tasks a worker takes at a time from a large folder


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
        _, text, error = _one(files[0], None if lines else 2)
        if error or text is None:
            raise BadInput(error or f"{files[0]}: cannot be read")
        _write(output, [text])
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
                if progress:
                    progress(done, len(files), path.name)
                if error:
                    failed += 1
                    click.echo(error, err=True)
                elif text is not None:
                    yield text

    _write(output, objects())
    return failed


def _results(files: list[Path], jobs: int) -> Iterator[tuple[Path, str | None, str | None]]:
    if jobs == 1 or len(files) == 1:
        yield from (_one(path) for path in files)
        return
    chunk = max(1, min(_LATER, len(files) // (jobs * 4)))
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_one, files, chunksize=chunk)


def _one(path: Path, indent: int | None = None) -> tuple[Path, str | None, str | None]:
    """One file's object, or the sentence that says why there is none."""
    try:
        draft = extract_plan(read(path))
    except ReadingError as error:
        return path, None, str(error)
    separators = (",", ":") if indent is None else None
    return path, json.dumps(as_contract(draft), ensure_ascii=False, indent=indent, separators=separators), None


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
