"""The common form of a table, whatever it was printed as, and the three printed forms that keep rows apart.

A `Grid` has ragged rows of entries. Where the format declares cells (docx, xlsx, html …) the rows are rectangular,
and None stands where a merge covers the position. In plain text three notations keep rows apart: one cell a line
led by a TAB with an empty line after each row, pipes, and TABs inside a line. (The notation that keeps nothing
apart, one cell a line, is read by `tables_lines`.)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from luoshi.core.spans import Span
from luoshi.reading.document import Cell, Document, Table

_BLANK = re.compile(r"[\s　]+|\*\*|<br\s*/?>")


def squeeze(text: str) -> str:
    """A cell's text as the contract prints it: without white space and `**`."""
    if "<" in text:
        return _BLANK.sub("", text)
    return "".join(text.replace("**", "").split())  # the same, several times faster


@dataclass(slots=True)
class Entry:
    """One printed cell: its squeezed text ("" when nothing is printed), its span, and how many positions it covers."""

    text: str
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Grid:
    """Rows of entries. `declared` says that the positions are the format's own and need no alignment."""

    span: Span
    rows: list[list[Entry | None]]
    declared: bool = False
    title: str | None = None

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


class Line(NamedTuple):
    """One line of the source with content: its stripped text's span, and how many empty lines stand before it."""

    text: str
    start: int  # of the line's first character that is no white space
    end: int
    gap: int
    tabbed: bool
    spaced: bool  # begins with an ordinary space: a paragraph that a converter started afresh


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of text[start:end] that print something, or that begin with a TAB (an empty cell)."""
    at, gap = start, 0
    stop = len(text) if end is None else end
    while at < stop:
        found = text.find("\n", at, stop)
        after = stop if found < 0 else found
        raw = text[at:after]
        body = raw.strip()
        if body or raw.startswith("\t"):
            first = at + raw.find(body)
            yield Line(body, first, first + len(body), gap, raw.startswith("\t"), raw.startswith(" "))
            gap = 0
        else:
            gap += 1
        at = after + 1


def declared_grid(table: Table) -> Grid:
    """The grid of a table that the format itself declares."""
    return Grid(table.span, [[_entry(cell) for cell in row] for row in table.rows], True, table.title)


def _entry(cell: Cell | None) -> Entry | None:
    return None if cell is None else Entry(squeeze(cell.text), cell.span, cell.rows, cell.columns)


def joined(lines: Sequence[Line]) -> Entry:
    """One cell printed on several lines."""
    return Entry("".join(squeeze(line.text) for line in lines), Span(lines[0].start, lines[-1].end))


def tab_rows(lines: Sequence[Line]) -> list[list[Entry | None]]:
    """Rows of the one-TAB-a-cell notation: an empty line before a TAB ends the row, other lines continue the cell."""
    rows: list[list[list[Line]]] = []
    for line in lines:
        if not line.tabbed and rows:
            rows[-1][-1].append(line)
        elif line.gap or not rows:
            rows.append([[line]])
        else:
            rows[-1].append([line])
    return [[joined(cell) for cell in row] for row in rows]


_RULE = re.compile(r"[\s:|+\-—=]+")


def separated_rows(lines: Iterable[Line], mark: str) -> list[list[Entry | None]]:
    """Rows of lines whose cells are parted by `mark` ("|" or TAB); rules such as |---|---| are dropped."""
    return [_split(line, mark) for line in lines if not _RULE.fullmatch(line.text)]


def _split(line: Line, mark: str) -> list[Entry | None]:
    text, start = line.text, line.start
    if mark == "|":
        lead = text.startswith("|")
        text, start = text[lead : len(text) - text.endswith("|")], start + lead
    cells: list[Entry | None] = []
    for piece in text.split(mark):
        body = piece.strip()
        first = start + len(piece) - len(piece.lstrip()) if body else start
        cells.append(Entry(squeeze(body), Span(first, first + len(body))))
        start += len(piece) + 1
    return cells


def gaps_between(document: Document) -> Iterator[Span]:
    """The stretches of the text that no declared table covers, in order."""
    at = 0
    for span in sorted(table.span for table in document.tables):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < len(document.text):
        yield Span(at, len(document.text))
