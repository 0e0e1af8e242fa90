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
from openpyxl.utils import get_column_letter

from luoshi.reading.archive import Archive
from luoshi.reading.document import ReadingError
from luoshi.reading.source import Source
from luoshi.rounds.errors import BookError
from luoshi.rounds.workbook import layout
from luoshi.rounds.workbook.faults import Fault
from luoshi.rounds.workbook.layout import Column

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 32 * 1024 * 1024
SPARE_ROWS, MOST_COLUMNS = 2_000, 40
MAX_SEAL = 20_000  # rows of the hidden sheet
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls, .et, and every workbook that asks for a password


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: where it stands, what is in it, of what kind (f: formula, e: error), how its number is shown."""

    address: str
    value: Any = None
    kind: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One line as it went out: its id, revision, title, what its cells held, and its targets with their words."""

    line: int
    revision: int
    words: str
    filled: layout.Entry
    targets: Mapping[int, str]


@dataclass(slots=True)
class Returned:
    """A workbook as it came back. `cells` maps a line to its answer cells, `figures` (line, target) to a cell.

    `faults` are rows that cannot be told apart, `spoilt` the lines that they may have been.
    """

    form: int
    round: int
    signature: str
    texts: list[str]
    sealed: dict[int, Sealed] = field(default_factory=dict)
    cells: dict[int, dict[str, Cell]] = field(default_factory=dict)
    figures: dict[tuple[int, int], Cell] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spoilt: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its cells by the letters of the layout, and what else stands in it."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    others: tuple[Cell, ...]

    def address(self, column: Column) -> str:
        return self.cells[column.letter].address

    def is_filled(self, columns: tuple[Column, ...]) -> bool:
        return any(self.cells[column.letter].value is not None for column in columns if column.open)


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
        raise damaged() from None


def damaged() -> BookError:
    return BookError(_("The workbook is damaged. Open and save it again, or download a new one."))


def altered() -> BookError:
    """The hidden sheet of a workbook is not what was written."""
    return BookError(
        _("The hidden numbers of this workbook were altered, so its rows cannot be told apart. Download a new one.")
    )


def _check_file(data: bytes, name: str) -> None:
    if not data:
        raise BookError(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise BookError(_("The file is larger than %d MB: this is not the workbook that was downloaded.") % 8)
    if data.startswith(OLD_OR_LOCKED):
        raise BookError(
            _("This is an .xls or .et file, or it asks for a password. Save it as .xlsx without a password.")
        )
    if not data.startswith(b"PK"):
        raise BookError(_("This is not an .xlsx workbook. Save it as .xlsx, not as .xls, .et or .csv."))
    try:
        archive = Archive(Source(name, data))
        if sum(member.file_size for member in archive.zip.infolist()) > MAX_UNPACKED:
            raise BookError(_("The file is larger than %d MB: this is not the workbook that was downloaded.") % 32)
        archive.refuse_dtds()
    except BookError:
        raise
    except (ReadingError, zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, NotImplementedError):
        raise damaged() from None
    except Exception:  # zlib and the other unpackers raise errors of their own
        raise damaged() from None
    if any(member.lower().endswith("vbaproject.bin") for member in archive.names):
        raise BookError(_("The workbook holds macros. Save it as .xlsx, which has none."))


def _read(book: Any) -> Returned:
    if layout.SEAL not in book.sheetnames or layout.ANSWERS not in book.sheetnames:
        raise BookError(_("This is not a workbook downloaded from this form. Download it here, fill it, upload it."))
    returned = _seal(book[layout.SEAL])
    for row in _rows(book[layout.ANSWERS], layout.ANSWERS, len(returned.sealed), layout.ANSWER_COLUMNS):
        _answer_row(returned, row)
    if layout.FIGURES in book.sheetnames:
        wanted = sum(len(one.targets) for one in returned.sealed.values())
        for row in _rows(book[layout.FIGURES], layout.FIGURES, wanted, layout.FIGURE_COLUMNS):
            _figure_row(returned, row)
    return returned


def _seal(page: Any) -> Returned:
    page.reset_dimensions()
    values = [row[0] for row in page.iter_rows(max_row=MAX_SEAL, max_col=1, values_only=True) if row]
    texts = [str(value) for value in values[1:] if value is not None]
    try:
        head = json.loads(texts[0])
        if head["layout"] != layout.VERSION:
            raise BookError(_("This workbook was made by another version of Luoshi. Download a new one."))
        returned = Returned(int(head["form"]), int(head["round"]), str(values[0]), texts)
        for text in texts[1:]:
            one = json.loads(text)
            entry = layout.entry_from(one["filled"])
            targets = {int(target): str(words) for target, words in one["targets"].items()}
            line = int(one["line"])
            returned.sealed[line] = Sealed(line, int(one["revision"]), str(one["words"]), entry, targets)
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError, AttributeError, RecursionError):
        raise altered() from None
    return returned


def _rows(page: Any, name: str, wanted: int, columns: tuple[Column, ...]) -> Iterator[Row]:
    """The rows below the headings. Columns are found by their headings: somebody may have put one in between."""
    page.reset_dimensions()
    last = layout.FIRST_ROW + wanted + SPARE_ROWS
    rows = page.iter_rows(min_row=layout.FIRST_ROW - 1, max_row=last, max_col=MOST_COLUMNS)
    places = _places([cell.value for cell in next(rows, ())], name, columns)
    known = set(places.values())
    for number, row in enumerate(rows, layout.FIRST_ROW):
        cells = [_cell(cell, f"{get_column_letter(place)}{number}") for place, cell in enumerate(row, 1)]
        others = [cell for place, cell in enumerate(cells) if place not in known and cell.value is not None]
        mine = {
            letter: cells[place] if place < len(cells) else Cell(f"{get_column_letter(place + 1)}{number}")
            for letter, place in places.items()
        }
        yield Row(name, number, mine, tuple(others))


def _places(headings: list[Any], name: str, columns: tuple[Column, ...]) -> dict[str, int]:
    """Where each column stands now, from 0. Raises BookError when a heading is gone or stands twice."""
    found: dict[str, int] = {}
    for column in columns:
        here = [place for place, heading in enumerate(headings) if str(heading or "").strip() == column.title]
        if len(here) != 1:
            words = {"sheet": name, "heading": column.title}
            raise BookError(
                _("On “%(sheet)s” the heading “%(heading)s” is gone or stands twice. Download a new workbook.") % words
            )
        found[column.letter] = here[0]
    return found


def _cell(cell: Any, address: str) -> Cell:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell(address)
    return Cell(address, value, str(cell.data_type), str(getattr(cell, "number_format", "") or ""))


def _answer_row(returned: Returned, row: Row) -> None:
    line = _number(row.cells[layout.LINE.letter])
    sealed = returned.sealed.get(line) if line is not None else None
    if sealed is None:
        _stray(returned, row, layout.ANSWER_COLUMNS, layout.WORDS)
    elif sealed.line in returned.cells:
        _spoil(returned, sealed.line, row, layout.WORDS, _("The number of this row stands in another row as well."))
    elif _words(row, layout.TASK) != sealed.words:
        what = _("This row is no longer that of its task: rows were sorted, moved or rewritten.")
        _spoil(returned, sealed.line, row, layout.WORDS, what)
    else:
        returned.cells[sealed.line] = dict(row.cells)
        _not_taken(returned, sealed.line, row)


def _figure_row(returned: Returned, row: Row) -> None:
    line, target = _number(row.cells[layout.FIGURE_LINE.letter]), _number(row.cells[layout.FIGURE_TARGET.letter])
    sealed = returned.sealed.get(line) if line is not None else None
    if sealed is None or target is None or target not in sealed.targets:
        _stray(returned, row, layout.FIGURE_COLUMNS, layout.FIGURE_VALUE)
    elif (sealed.line, target) in returned.figures:
        what = _("The number of this row stands in another row as well.")
        _spoil(returned, sealed.line, row, layout.FIGURE_VALUE, what)
    elif _words(row, layout.FIGURE_NAME, layout.FIGURE_QUOTE) != sealed.targets[target]:
        what = _("This row is no longer that of its indicator: rows were sorted, moved or rewritten.")
        _spoil(returned, sealed.line, row, layout.FIGURE_VALUE, what)
    else:
        returned.figures[sealed.line, target] = row.cells[layout.FIGURE_VALUE.letter]
        _not_taken(returned, sealed.line, row)


def _stray(returned: Returned, row: Row, columns: tuple[Column, ...], column: Column) -> None:
    """A row that is none of ours; an empty one is nobody's business."""
    if row.is_filled(columns):
        what = _("This row is none of those that were asked, or its hidden number is gone.")
        remedy = _("Write it into the row of its task, or fill the task on the page.")
        returned.faults.append(Fault(0, row.sheet, row.address(column), what, remedy))


def _spoil(returned: Returned, line: int, row: Row, column: Column, what: str) -> None:
    returned.spoilt.add(line)
    remedy = _("Download a new workbook and fill this row there.")
    returned.faults.append(Fault(line, row.sheet, row.address(column), what, remedy))


def _not_taken(returned: Returned, line: int, row: Row) -> None:
    """What stands beside the columns of the form would be lost: its writer is told."""
    for cell in row.others:
        what = _("What stands in this cell is not taken: the column does not belong to the form.")
        returned.faults.append(Fault(line, row.sheet, cell.address, what, _("Move it into a column of the form.")))


def _words(row: Row, *columns: Column) -> str:
    values = [row.cells[column.letter].value for column in columns]
    return layout.one_line(" ".join(str(value) for value in values if value is not None))


def _number(cell: Cell) -> int | None:
    """A whole number as it was written, or as a spreadsheet that knows only texts gives it back."""
    value = cell.value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value) if len(value) < 18 else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    return int(value)
