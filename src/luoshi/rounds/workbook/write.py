"""The workbook itself: everything locked but the answers, lists and ranges checked as they are typed."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.exporting.cells import fitted, is_dangerous
from luoshi.rounds.workbook import layout
from luoshi.rounds.workbook.layout import ANSWERS, FIGURES, FIRST_ROW, HOW_TO, INSTRUCTIONS, SEAL, Book, Column

CREATED = datetime(2000, 1, 1)  # a fixed moment: the same form always gives the same bytes
FONT, SIZE = "宋体", 11
GREY, HEAD, RULE = "#EEF1F5", "#DCE6F1", "#A6A6A6"
LINE_HEIGHT, LOWEST, HIGHEST = 15, 4, 16  # points; lines of a row
ALLOWED = {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True, "format_rows": True}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Value = str | Decimal | None


def write(book: Book, signature: str) -> bytes:
    """The form as an .xlsx. `signature` seals `book.sealed()`."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as made:
        made.set_properties({"title": fitted(f"{book.unit} {book.period}")[:250], "created": CREATED})
        writer = _Writer(book, made)
        writer.how_to()
        writer.answers()
        writer.figures()
        writer.seal(signature)
    return target.getvalue()


class _Writer:
    def __init__(self, book: Book, made: Any) -> None:
        self._book, self._made = book, made
        self._formats: dict[tuple[bool, bool, bool], Any] = {}
        self._head = made.add_format(_look(bold=True, bg_color=HEAD, align="center", valign="vcenter"))
        self._title = made.add_format({"font_name": FONT, "font_size": 15, "bold": True})
        self._plain = made.add_format({"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top"})

    def how_to(self) -> None:
        book, page = self._book, self._made.add_worksheet(HOW_TO)
        page.set_column(0, 0, 14)
        page.set_column(1, 1, 96)
        page.set_row(0, 26)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_landscape()
        page.write_string(0, 0, fitted(f"{book.unit}　{book.period}进展填报表"), self._title)
        facts = (
            ("方案", book.plan),
            ("报送时限", f"{book.due:%Y-%m-%d}"),
            ("用途", book.purpose),
            ("依据", book.basis),
            ("预计用时", f"约 {book.minutes} 分钟"),
        )
        for row, (name, value) in enumerate(facts, 2):
            page.write_string(row, 0, name, self._plain)
            page.write_string(row, 1, fitted(value), self._plain)
        for row, text in enumerate(INSTRUCTIONS, len(facts) + 3):
            page.write_string(row, 0, f"{row - len(facts) - 2}.", self._plain)
            page.write_string(row, 1, text, self._plain)
        page.protect("", ALLOWED)

    def answers(self) -> None:
        page = self._sheet(ANSWERS, layout.ANSWER_COLUMNS, hidden=1)
        for number, one in enumerate(self._book.lines, 1):
            row, filled = FIRST_ROW + number - 2, one.filled
            state = layout.UNCHANGED if filled.no_change else layout.CHANGED if filled.words else ""
            due = f"{one.due:%Y-%m-%d}" if one.due else ""
            values: list[Value] = [
                Decimal(one.line), Decimal(number), one.title, due, one.last_words, one.last_percent,
                state, "" if filled.no_change else filled.words, filled.percent, filled.next_step, filled.trouble,
            ]  # fmt: skip
            self._row(page, row, layout.ANSWER_COLUMNS, values, _height(one))
        last = FIRST_ROW + len(self._book.lines) - 2
        _check(
            page, layout.STATE, last, {"validate": "list", "source": [layout.CHANGED, layout.UNCHANGED]}, "从列表选择"
        )
        _check(page, layout.PERCENT, last, _between(0, 100), "填写 0 到 100 之间的数，例如 35")
        _check(page, layout.WORDS, last, _at_most(layout.LONGEST_WORDS), f"不超过 {layout.LONGEST_WORDS} 字")
        for column in (layout.NEXT, layout.TROUBLE):
            _check(page, column, last, _at_most(layout.LONGEST_NOTE), f"不超过 {layout.LONGEST_NOTE} 字")

    def figures(self) -> None:
        pairs = [(one, figure) for one in self._book.lines for figure in one.figures]
        if not pairs:
            return
        page = self._sheet(FIGURES, layout.FIGURE_COLUMNS, hidden=2)
        for row, (one, figure) in enumerate(pairs, FIRST_ROW - 1):
            values: list[Value] = [
                Decimal(one.line), Decimal(figure.target), one.title, figure.indicator, figure.quote, figure.last,
                figure.unit, one.filled.figures.get(figure.target), figure.source,
            ]  # fmt: skip
            self._row(page, row, layout.FIGURE_COLUMNS, values, LINE_HEIGHT * 2)
        last = FIRST_ROW + len(pairs) - 2
        limits = _between(layout.LEAST_FIGURE, layout.MOST_FIGURE)
        _check(page, layout.FIGURE_VALUE, last, limits, "只填数字，计量单位见左栏")

    def seal(self, signature: str) -> None:
        page = self._made.add_worksheet(SEAL)
        page.write_string(0, 0, signature)
        for row, text in enumerate(self._book.sealed(), 1):
            page.write_string(row, 0, text)
        page.protect("", ALLOWED)
        page.very_hidden()

    def _sheet(self, name: str, columns: tuple[Column, ...], hidden: int) -> Worksheet:
        page = self._made.add_worksheet(name)
        page.write_string(0, 2, fitted(f"{self._book.unit}　{self._book.period}　{name}"), self._title)
        page.write_string(1, 2, fitted(f"只填白色单元格。报送时限 {self._book.due:%Y-%m-%d}"))
        for column in columns:
            page.set_column(column.index, column.index, column.width, None, {"hidden": column.index < hidden})
            page.write_string(FIRST_ROW - 2, column.index, column.title, self._head)
        page.set_row(FIRST_ROW - 2, LINE_HEIGHT * 2)
        page.freeze_panes(FIRST_ROW - 1, 3)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(FIRST_ROW - 2)
        page.protect("", ALLOWED)
        return page

    def _row(self, page: Worksheet, row: int, columns: tuple[Column, ...], values: list[Value], height: float) -> None:
        page.set_row(row, height)
        for column, value in zip(columns, values, strict=True):
            if isinstance(value, Decimal):
                page.write_number(row, column.index, value, self._format(column.open, False, True))
            elif value:
                text = fitted(value)
                page.write_string(row, column.index, text, self._format(column.open, is_dangerous(text), False))
            else:
                number = column in {layout.PERCENT, layout.FIGURE_VALUE}
                page.write_blank(row, column.index, None, self._format(column.open, False, number))

    def _format(self, is_open: bool, quoted: bool, number: bool) -> Any:
        key = (is_open, quoted, number)
        if key not in self._formats:
            look = _look(locked=not is_open, quote_prefix=quoted)
            if not is_open:
                look["bg_color"] = GREY
            look["num_format"] = "0.####" if number else "@"
            self._formats[key] = self._made.add_format(look)
        return self._formats[key]


def _height(one: layout.BookLine) -> float:
    """High enough for the longest text of a row; a Chinese character is two columns wide."""
    texts = ((one.title, layout.TASK), (one.last_words, layout.LAST_WORDS), (one.filled.words, layout.WORDS))
    lines = max(_lines(text, int(column.width // 2) - 1) for text, column in texts)
    return LINE_HEIGHT * min(max(lines, LOWEST), HIGHEST)


def _lines(text: str, across: int) -> int:
    return sum(1 + len(line) // across for line in text.split("\n"))


def _look(**more: object) -> dict[str, object]:
    base = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
    return base | {"border_color": RULE} | more


def _between(least: int, most: int) -> dict[str, object]:
    return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}


def _at_most(length: int) -> dict[str, object]:
    return {"validate": "length", "criteria": "<=", "value": length}


def _check(page: Worksheet, column: Column, last: int, rule: dict[str, object], remedy: str) -> None:
    told = {"error_title": "填写有误", "error_message": remedy, "input_message": remedy}
    page.data_validation(FIRST_ROW - 1, column.index, last, column.index, rule | told)
