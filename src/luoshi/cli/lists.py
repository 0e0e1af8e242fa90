"""luoshi lists: the working lists of a plan, as a workbook, a document, JSON or CSV."""

import secrets
import shutil
from pathlib import Path
from typing import get_args

import click

from luoshi.checking import check
from luoshi.cli.files import BadInput, progress_bar, read_document, whole_file
from luoshi.exporting import Book, Format, format_of, gather, written
from luoshi.exporting.texts import as_csv
from luoshi.extraction import extract
from luoshi.reading.source import Progress


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A file, or a folder for csv.")
@click.option("--format", "form", type=click.Choice(get_args(Format)), help="By default what the ending of -o says.")
def lists(file: Path, output: Path, form: Format | None) -> None:
    """Write the lists of the plan in FILE: tasks, duties by unit, targets, projects, policies, groups, findings.

    -o names an .xlsx, .docx, .json or .zip file, or a folder, which receives one .csv a list.
    """
    chosen = form or format_of(output)
    if chosen is None:
        raise click.UsageError(
            f"{output}: several lists do not fit one {output.suffix} file; name an .xlsx, .docx, .json or .zip, "
            "or a folder for csv"
        )
    _refuse(file, output, chosen)
    document = read_document(file)
    with progress_bar() as progress:
        progress(0, 3, "reading the plan")
        draft = extract(document)
        progress(1, 3, "checking")
        book = gather(draft, document, check(draft, document))
        progress(2, 3, "writing")
        _write(book, output, chosen, progress)
    counts = ", ".join(f"{sheet.name} {len(sheet.rows)}" for sheet in book.sheets)
    click.echo(f"{output}: {counts}", err=True)


def _refuse(file: Path, output: Path, form: Format) -> None:
    """Stop before the work where the result could not be written."""
    if output.exists() and file.exists() and output.samefile(file):
        raise BadInput(f"{output}: is the plan itself; name another file with -o")
    if form == "csv" and output.exists() and not output.is_dir():
        raise BadInput(f"{output}: is a file, but csv needs a folder; name a folder, or a .zip")
    if form != "csv" and output.is_dir():
        raise BadInput(f"{output}: is a folder; name a file in it, such as {output / f'lists.{form}'}")
    if not output.absolute().parent.is_dir():
        raise BadInput(f"{output.parent}: there is no such folder; create it first")


def _write(book: Book, output: Path, form: Format, progress: Progress) -> None:
    if form == "csv":
        _write_folder(as_csv(book), output)
        return
    content = written(book, form, progress)
    with whole_file(output) as scratch:
        scratch.write_bytes(content)


def _write_folder(files: list[tuple[str, bytes]], folder: Path) -> None:
    """A new folder appears with all its files or not at all; in an old one, files are replaced when all are written."""
    scratch = folder.with_name(f".{secrets.token_hex(4)}-{folder.absolute().name}")
    try:
        scratch.mkdir()
        for name, content in files:
            (scratch / name).write_bytes(content)
        if not folder.exists():
            scratch.replace(folder)
            return
        for name, _ in files:
            (scratch / name).replace(folder / name)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written ({error.strerror or error}); choose another place") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
