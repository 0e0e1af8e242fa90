"""The lists of a plan as xlsx, docx (GB/T 9704), json and csv."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from luoshi.checking.finding import Finding
from luoshi.exporting import archive, documents, texts, workbook
from luoshi.exporting.book import Book
from luoshi.exporting.gather import gather
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document

__all__ = ["FORMATS", "Book", "Format", "format_of", "gather", "lists", "written"]

Format = Literal["xlsx", "docx", "json", "csv", "zip"]
FORMATS: tuple[Format, ...] = ("xlsx", "docx", "json", "csv", "zip")


def format_of(path: Path) -> Format | None:
    """What a path asks for by its ending: a folder of csv files where it has none, None where it is unknown."""
    if not path.suffix or path.is_dir():
        return "csv"
    return next((each for each in FORMATS if each != "csv" and path.suffix.lower() == f".{each}"), None)


def written(book: Book, form: Format, progress: Callable[[int, int, str], None] | None = None) -> bytes:
    """The lists as the bytes of one file; csv and zip both give a zip of csv files."""
    match form:
        case "xlsx":
            return workbook.workbook(book, progress)
        case "docx":
            return documents.document(book)
        case "json":
            return texts.as_json(book)
        case _:
            return archive.zipped(texts.as_csv(book))


def lists(draft: PlanDraft, document: Document, findings: Sequence[Finding], path: Path, form: Format) -> None:
    """Write the lists of a plan to `path`, replacing what stands there: a folder for csv, else a file.

    Raises OSError.
    """
    book = gather(draft, document, findings)
    if form != "csv":
        path.write_bytes(written(book, form))
        return
    path.mkdir(parents=True, exist_ok=True)
    for name, content in texts.as_csv(book):
        (path / name).write_bytes(content)
