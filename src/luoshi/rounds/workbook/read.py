"""Reading a workbook that came back. Nothing in it is trusted: not its size, not its cells, not what is hidden."""

import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from luoshi.reading.archive import Archive
from luoshi.reading.document import ReadingError
from luoshi.reading.source import Source
from luoshi.rounds.errors import BookError
from luoshi.rounds.workbook import layout

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
SPARE_ROWS = 60
MAX_SEAL = 20_000  # rows of the hidden sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: where it stands, what is in it, whether it is a formula, and how its number is shown."""

    address: str
    value: Any = None
    formula: bool = False
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One line as it went out: its id, its revision, what its cells held, and its targets."""

    line: int
    revision: int
    filled: layout.Entry
    targets: tuple[int, ...]


@dataclass(slots=True)
class Returned:
    """A workbook as it came back. `cells` maps a line to its answer cells, `figures` (line, target) to a cell."""

    form: int
    round: int
    signature: str
    texts: list[str]
    sealed: dict[int, Sealed] = field(default_factory=dict)
    cells: dict[int, dict[str, Cell]] = field(default_factory=dict)
    figures: dict[tuple[int, int], Cell] = field(default_factory=dict)


def read(data: bytes, name: str) -> Returned:
    """The rows of a workbook that `write` made. Raises BookError for everything else, with what to do."""
    _check_file(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every decoration that it does not keep
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return _read(book)
    except BookError:
        raise
    except Exception:  # a damaged part raises whatever the library meets first
        raise BookError(_("The workbook is damaged. Open and save it again, or download a new one.")) from None


def _check_file(data: bytes, name: str) -> None:
    if not data:
        raise BookError(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise BookError(_("The file is larger than %d MB: this is not the workbook that was downloaded.") % 8)
    if not data.startswith(b"PK"):
        raise BookError(_("This is not an .xlsx workbook. Save it as .xlsx, not as .xls, .et or .csv."))
    try:
        archive = Archive(Source(name, data))
        archive.refuse_dtds()
    except (ReadingError, zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, NotImplementedError):
        raise BookError(_("The workbook is damaged. Open and save it again, or download a new one.")) from None
    except Exception:  # zlib and the other unpackers raise errors of their own
        raise BookError(_("The workbook is damaged. Open and save it again, or download a new one.")) from None
    if sum(member.file_size for member in archive.zip.infolist()) > MAX_UNPACKED:
        raise BookError(_("The file is larger than %d MB: this is not the workbook that was downloaded.") % 64)


def _read(book: Any) -> Returned:
    if layout.SEAL not in book.sheetnames or layout.ANSWERS not in book.sheetnames:
        raise BookError(_("This is not a workbook downloaded from this form. Download it here, fill it, upload it."))
    returned = _seal(book[layout.SEAL])
    for row in _rows(book[layout.ANSWERS], len(returned.sealed), layout.ANSWER_COLUMNS):
        _answer_row(returned, row)
    if layout.FIGURES in book.sheetnames:
        wanted = sum(len(one.targets) for one in returned.sealed.values())
        for row in _rows(book[layout.FIGURES], wanted, layout.FIGURE_COLUMNS):
            _figure_row(returned, row)
    return returned


def _seal(page: Any) -> Returned:
    page.reset_dimensions()
    values = [row[0] for row in page.iter_rows(max_row=MAX_SEAL, max_col=1, values_only=True) if row]
    texts = [str(value) for value in values[1:] if value is not None]
    try:
        head = json.loads(texts[0])
        returned = Returned(int(head["form"]), int(head["round"]), str(values[0]), texts)
        for text in texts[1:]:
            one = json.loads(text)
            entry = layout.entry_from(one["filled"])
            targets = tuple(int(target) for target in one["targets"])
            returned.sealed[int(one["line"])] = Sealed(int(one["line"]), int(one["revision"]), entry, targets)
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError, AttributeError):
        raise altered() from None
    if head.get("layout") != layout.VERSION:
        raise BookError(_("This workbook was made by another version of Luoshi. Download a new one."))
    return returned


def altered() -> BookError:
    """The hidden numbers of a workbook are not what was written."""
    return BookError(
        _("The hidden numbers of this workbook were altered, so its rows cannot be told apart. Download a new one.")
    )


def _rows(page: Any, wanted: int, columns: tuple[layout.Column, ...]) -> Iterator[dict[str, Cell]]:
    page.reset_dimensions()
    last = layout.FIRST_ROW + wanted + SPARE_ROWS
    rows = page.iter_rows(min_row=layout.FIRST_ROW, max_row=last, max_col=len(columns))
    for number, row in enumerate(rows, layout.FIRST_ROW):
        yield {
            column.letter: _cell(cell, f"{column.letter}{number}") for column, cell in zip(columns, row, strict=False)
        }


def _cell(cell: Any, address: str) -> Cell:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell(address)
    formula = cell.data_type == "f"
    return Cell(address, value, formula, str(getattr(cell, "number_format", "") or ""))


def _answer_row(returned: Returned, row: Mapping[str, Cell]) -> None:
    filled = [row[column.letter] for column in layout.ANSWER_COLUMNS if column.open and column.letter in row]
    line = _number(row.get(layout.LINE.letter))
    if line is None:
        if any(cell.value is not None for cell in filled):
            raise altered()
        return
    if line not in returned.sealed or line in returned.cells:
        raise altered()
    empty = {column.letter: Cell(f"{column.letter}?") for column in layout.ANSWER_COLUMNS}
    returned.cells[line] = empty | dict(row)


def _figure_row(returned: Returned, row: Mapping[str, Cell]) -> None:
    line, target = _number(row.get(layout.FIGURE_LINE.letter)), _number(row.get(layout.FIGURE_TARGET.letter))
    value = row.get(layout.FIGURE_VALUE.letter)
    if line is None or target is None:
        if value is not None and value.value is not None:
            raise altered()
        return
    known = returned.sealed.get(line)
    if known is None or target not in known.targets or (line, target) in returned.figures:
        raise altered()
    returned.figures[line, target] = value or Cell(f"{layout.FIGURE_VALUE.letter}?")


def _number(cell: Cell | None) -> int | None:
    """A whole number as it was written; anything else in a hidden column means that somebody was there."""
    if cell is None or cell.value is None:
        return None
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise altered()
    return int(value)
