"""Plain tables as a workbook: written row by row to disk, text kept text, never a formula; each sheet prints on A4."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from luoshi.exporting.cells import fitted, is_dangerous

WIDEST, A4 = 60, 9
SHEET_NAME_LENGTH = 31

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the words over its columns, its rows (read once, in order), the widths in characters."""

    name: str
    heads: Sequence[Any]
    rows: Iterable[Row]
    widths: Sequence[int]


def written(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A file with these sheets, at its beginning; whoever gets it closes it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the caller once it is sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        looks = _Looks(book)
        taken: set[str] = set()
        for sheet in sheets:
            _put(book.add_worksheet(_name(sheet.name, taken)), sheet, looks)
    file.seek(0)
    return file


class _Looks:
    """The few ways a cell can look."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        self.plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "quote_prefix": True})


def _put(page: Any, sheet: Sheet, looks: _Looks) -> None:
    for at, width in enumerate(sheet.widths):
        page.set_column(at, at, min(width, WIDEST))
    page.write_row(0, 0, [str(title) for title in sheet.heads], looks.head)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, value in enumerate(row):
            _write(page, last, at, value, looks)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(last, 1), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _name(name: str, taken: set[str]) -> str:
    """A name that a workbook allows, and that no other sheet has."""
    plain = "".join(mark for mark in name if mark not in "[]:*?/\\'")[:SHEET_NAME_LENGTH] or "1"
    free, number = plain, 2
    while free.casefold() in taken:
        free, number = f"{plain[: SHEET_NAME_LENGTH - 4]} {number}", number + 1
    taken.add(free.casefold())
    return free


def _write(page: Any, row: int, column: int, value: Any, looks: _Looks) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, looks.plain)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, float(value), looks.plain)
    else:
        text = fitted(_text(value))
        page.write_string(row, column, text, looks.quoted if is_dangerous(text) else looks.plain)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
