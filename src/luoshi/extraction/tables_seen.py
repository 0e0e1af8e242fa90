"""Where the tables and boxes of a document stand: those its format declares and those its plain text shows."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from luoshi.core.spans import Span
from luoshi.extraction.boxes import BOX_TITLE, LONGEST, Box, box_end, title_text
from luoshi.extraction.tables_align import Row, Sheet, known_headings, printed
from luoshi.extraction.tables_grid import (
    Grid,
    Line,
    declared_grid,
    gaps_between,
    lines_of,
    separated_rows,
    squeeze,
    tab_rows,
)
from luoshi.extraction.tables_lines import flattened_sheets
from luoshi.reading.document import Document, Table

Piece = Grid | Sheet | Box


def declared_pieces(document: Document) -> Iterator[Piece]:
    """The tables the format declares, a one-column table with a box title being a box. Nested tables stay in theirs."""
    end = 0
    for table in document.tables:
        if table.span.start < end:
            continue
        end = table.span.end
        piece = _declared(table, document.text)
        if piece:
            yield piece


def _declared(table: Table, text: str) -> Piece | None:
    grid = declared_grid(table)
    if sum(len(printed(row)) > 1 for row in grid.rows) > 1:
        title = _line_before(text, table.span.start)
        if title and BOX_TITLE.match(title.text):
            grid.title, grid.span = title_text(title.text), Span(title.start, table.span.end)
        return grid
    return _framed_box(table, text)


def _framed_box(table: Table, text: str) -> Box | None:
    """A box of prose in a frame; its title is the frame's first line or the line above it."""
    lines = list(lines_of(text, table.span.start, table.span.end))
    above = _line_before(text, table.span.start)
    if above and BOX_TITLE.match(above.text):
        lines.insert(0, above)
    if len(lines) < 2 or not BOX_TITLE.match(lines[0].text):
        return None
    return Box(Span(lines[0].start, table.span.end), title_text(lines[0].text), lines[1:])


def _line_before(text: str, start: int) -> Line | None:
    lines = list(lines_of(text, max(0, start - 300), start))
    return lines[-1] if lines else None


_TITLED = re.compile(r"表|清单|一览|指标|分工|目录|台账|任务|项目|安排|实事|情况|专栏|名单")
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[：:]")
_MARKS = re.compile(r"^[#>*\s　]+|[*\s　]+$")


def title_before(text: str, start: int) -> str | None:
    """The title on the line above a table, if that line is one."""
    lines = [line for line in lines_of(text, max(0, start - 300), start) if line.text]
    if lines and _UNIT_LINE.match(lines[-1].text):
        lines.pop()
    if not lines:
        return None
    words = squeeze(_MARKS.sub("", lines[-1].text))
    if len(words) > 50 or words.endswith(("。", "；", "：", "，", ";")) or not _TITLED.search(words):
        return None
    return title_text(lines[-1].text)


def shown_pieces(document: Document) -> Iterator[Piece]:
    """The tables and boxes that only the plain text shows."""
    for gap in gaps_between(document):
        yield from _in_stretch(document.text, gap)


_TABBED = re.compile(r"(?m)^(?:\t|[^\n\t]{1,60}\t)")
_PIPED = re.compile(r"\|[^\n|]*\|[^\n]*")


def _in_stretch(text: str, stretch: Span) -> Iterator[Piece]:
    """Pieces led by a box title, a TAB or a pipe, and between them the flattened tables."""
    at = done = stretch.start
    for start in sorted(_marked(text, stretch)):
        if start < at:
            continue
        piece, at = _led(text, start, stretch.end)
        if piece:
            yield from flattened_sheets(text, Span(done, start))
            yield piece
            at = done = max(at, piece.span.end)
    yield from flattened_sheets(text, Span(done, stretch.end))


def _marked(text: str, stretch: Span) -> set[int]:
    start, end = stretch
    found = {match.start() for match in BOX_TITLE.finditer(text, start, end)}
    if text.find("\t", start, end) >= 0:
        found |= {match.start() for match in _TABBED.finditer(text, start, end)}
    piped = (text.rfind("\n", 0, match.start()) + 1 for match in _PIPED.finditer(text, start, end))
    return found | {at for at in piped if at >= start}


def _led(text: str, start: int, end: int) -> tuple[Piece | None, int]:
    """The piece that begins at `start`, and where to go on."""
    lines = list(islice(lines_of(text, start, end), _HEAD))
    if not lines:
        return None, start
    if BOX_TITLE.match(lines[0].text):
        return _titled_piece(text, start, end, lines)
    if lines[0].tabbed:
        return _grid(_taken(text, start, end, _tabbed_end), tab_rows)
    return _grid(_taken(text, start, end, _separated_end), _separated)


_HEAD, _FEW = 13, 40


def _taken(text: str, start: int, end: int, count: Callable[[Sequence[Line]], int]) -> list[Line]:
    """The lines from `start` on that `count` says a piece takes; only few are read, which mostly is enough."""
    lines = list(islice(lines_of(text, start, end), _FEW))
    if len(lines) == _FEW and count(lines) + 1 >= _FEW:
        lines = list(islice(lines_of(text, start, end), LONGEST))
    return lines[: count(lines)]


def _grid(lines: Sequence[Line], rows: Callable[[Sequence[Line]], list[Row]]) -> tuple[Grid | None, int]:
    """The grid of some lines if at least two of its rows have two cells and its heading is known."""
    span = Span(lines[0].start, lines[-1].end)
    grid = Grid(span, rows(lines))
    wide = [row for row in grid.rows if len(row) > 1]
    known = max((known_headings(row) for row in wide[:2]), default=0)
    return (grid if len(wide) > 1 and known > 1 else None), span.end


def _separated(lines: Sequence[Line]) -> list[Row]:
    return separated_rows(lines, "|" if "|" in lines[0].text else "\t")


_ANY_HEADING = re.compile(
    r"第[一二三四五六七八九十百]{1,5}[章节篇编]|附\s*件|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]"
)


def _tabbed_end(lines: Sequence[Line]) -> int:
    """How many lines a run of TAB-led cells takes: a short line between two of them continues a cell."""
    for at, line in enumerate(lines):
        if at and line.gap >= 2:
            return at
        if line.tabbed:
            continue
        goes_on = at + 1 < len(lines) and lines[at + 1].tabbed and lines[at + 1].gap < 2
        if len(line.text) > 40 or _ANY_HEADING.match(line.text) or not goes_on:
            return at
    return len(lines)


def _separated_end(lines: Sequence[Line]) -> int:
    mark = "|" if "|" in lines[0].text else "\t"
    for at, line in enumerate(lines):
        if mark not in line.text or (at and line.gap > 1):
            return max(at, 1)
    return len(lines)


def _titled_piece(text: str, start: int, end: int, lines: Sequence[Line]) -> tuple[Piece | None, int]:
    """What stands under a box title, the first of these lines: a table in any notation, or paragraphs."""
    title = title_text(lines[0].text)
    if len(lines) > 1 and (sheet := _flattened_below(text, lines, end)):
        sheet.title, sheet.span = title, Span(lines[0].start, sheet.span.end)
        return sheet, sheet.span.end
    body = _taken(text, start, end, box_end)[1:]
    if not body:
        return None, lines[0].end
    span = Span(lines[0].start, body[-1].end)
    if sum(line.tabbed for line in body) > 3:
        return Grid(span, tab_rows(body), title=title), span.end
    if sum(line.text.count("|") > 1 for line in body) > 1:
        return Grid(span, separated_rows([line for line in body if "|" in line.text], "|"), title=title), span.end
    if sum("\t" in line.text for line in body) > 1:
        return Grid(span, separated_rows(body, "\t"), title=title), span.end
    return Box(span, title, body), span.end


def _flattened_below(text: str, lines: Sequence[Line], end: int) -> Sheet | None:
    if lines[1].tabbed or "|" in lines[1].text:
        return None
    near = lines[-1].end
    first = next(flattened_sheets(text, Span(lines[1].start, end), before=near), None)
    return first if first and first.span.start == lines[1].start else None
