"""The lists as an .xlsx that can be filtered, printed and followed back to the source."""

import io
import math
from collections.abc import Callable
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.exporting.book import Book, Column, Row, Sheet, Value
from luoshi.exporting.book_groups import source
from luoshi.exporting.cells import fitted, is_dangerous

CREATED = datetime(2000, 1, 1)  # a fixed moment: the same lists always give the same bytes
A4 = 9
LINKS = 65_530  # hyperlinks that Excel allows on a sheet
WHERE = Column("出处", 11, centred=True)
FONT, SIZE = "宋体", 10
HEAD_FILL, RULE, LINK = "#DCE6F1", "#A6A6A6", "#1F4E99"
LINE_PT, HIGHEST_PT = 13.5, 409.0  # Excel's own limit on the height of a row
MARKS = {"error": "#C00000", "warning": "#9C5700", "info": "#1F4E99"}

Progress = Callable[[int, int, str], None]


def workbook(book: Book, progress: Progress | None = None) -> bytes:
    """The book as an .xlsx file. `progress` hears (lists done, lists, name of the next)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as made:
        made.set_properties({"title": fitted(book.title)[:250], "created": CREATED})
        sheets = [*book.sheets, source(book.passages)]
        writer = _Writer(book, made)
        for index, sheet in enumerate(sheets):
            if progress:
                progress(index, len(sheets), sheet.name)
            writer.write(sheet)
    return target.getvalue()


class _Writer:
    def __init__(self, book: Book, made: xlsxwriter.Workbook) -> None:
        self._book, self._made = book, made
        self._formats: dict[tuple[bool, bool, str], Format] = {}
        self._head = made.add_format(self._look(bold=True, bg_color=HEAD_FILL, align="center", valign="vcenter"))
        self._link = made.add_format(self._look(align="center", font_color=LINK, underline=1))

    def write(self, sheet: Sheet) -> None:
        page = self._made.add_worksheet(sheet.name)
        linked = any(row.passage is not None for row in sheet.rows)
        columns = [*sheet.columns, WHERE] if linked else list(sheet.columns)
        for index, column in enumerate(columns):
            page.set_column(index, index, column.width)
            page.write_string(0, index, column.title, self._head)
        for number, row in enumerate(sheet.rows, 1):
            self._row(page, number, row, columns)
        self._lay_out(page, sheet, len(columns))

    def _row(self, page: Worksheet, number: int, row: Row, columns: list[Column]) -> None:
        for index, (value, column) in enumerate(zip(row.values, columns, strict=False)):
            self._cell(page, number, index, value, column, row.mark if index == 1 else "")
        page.set_row(number, _height(row, columns))
        passage = self._book.passage(row)
        if passage is None or row.passage is None:
            return
        if number <= LINKS:
            page.write_url(number, len(columns) - 1, f"internal:'原文'!A{row.passage + 2}", self._link, passage.words)
        else:
            page.write_string(number, len(columns) - 1, passage.words, self._format(True, False, ""))

    def _cell(self, page: Worksheet, row: int, index: int, value: Value, column: Column, mark: str) -> None:
        if value is None or value == "":
            page.write_blank(row, index, None, self._format(column.centred, False, mark))
        elif isinstance(value, str):
            text = fitted(value)
            page.write_string(row, index, text, self._format(column.centred, is_dangerous(text), mark))
        else:
            page.write_number(row, index, value, self._format(column.centred, False, mark))

    def _format(self, centred: bool, quoted: bool, mark: str) -> Format:
        """`quoted` carries Excel's own leading apostrophe: text stays text when the cell is edited or saved as csv."""
        key = (centred, quoted, mark)
        if key not in self._formats:
            look = self._look(align="center" if centred else "left", quote_prefix=quoted)
            if mark:
                look |= {"font_color": MARKS[mark], "bold": True}
            self._formats[key] = self._made.add_format(look)
        return self._formats[key]

    @staticmethod
    def _look(**more: object) -> dict[str, object]:
        base = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
        return base | {"border_color": RULE} | more

    def _lay_out(self, page: Worksheet, sheet: Sheet, width: int) -> None:
        last = max(len(sheet.rows), 1)
        page.freeze_panes(1, min(sheet.held, width))
        page.autofilter(0, 0, last, width - 1)
        page.set_row(0, 24)
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.print_area(0, 0, last, width - 1)
        title = fitted(self._book.title)[:120].replace("&", "&&")
        page.set_header(f'&L&"{FONT},Regular"&9{_apart(title)}&R&"{FONT},Regular"&9{sheet.name}')
        page.set_footer(f'&C&"{FONT},Regular"&9第 &P 页 / 共 &N 页')


def _height(row: Row, columns: list[Column]) -> float:
    """Points that the row's wrapped text needs: not every program works that out when it opens a file."""
    lines = 1
    for value, column in zip(row.values, columns, strict=False):
        if isinstance(value, str) and 2 * len(value) > column.width:
            lines = max(lines, sum(_lines(part, column.width) for part in value.split("\n")))
    return min(lines * LINE_PT + 4, HIGHEST_PT)


def _lines(text: str, width: int) -> int:
    """Lines of a column `width` digits wide; a Chinese character is nearly two digits wide."""
    return max(1, math.ceil(sum(1.1 if mark.isascii() else 1.95 for mark in text) / (width - 1)))


def _apart(title: str) -> str:
    """A title that begins with a digit would run into the size before it."""
    return f" {title}" if title[:1].isdigit() else title
