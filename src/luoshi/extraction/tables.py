"""Every table and box of a document, whether the format declares it or the plain text only shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.extraction.boxes import BOX_TITLE, Box, items, prose_kind
from luoshi.extraction.draft import Indicator, Note, PlanTable
from luoshi.extraction.indicators import indicators_of
from luoshi.extraction.tables_align import Sheet, goes_on, sheet_of
from luoshi.extraction.tables_grid import Grid
from luoshi.extraction.tables_seen import declared_pieces, shown_pieces, title_before
from luoshi.extraction.task_tables import TaskRow, assigns_work, kind_of, task_rows
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText


@dataclass(slots=True)
class FoundTables:
    """What the tables of a document say. `covered` are ranges of the normal text that are cells, not prose."""

    tables: list[PlanTable] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def find_tables(document: Document, normal: NormalText) -> FoundTables:
    """Find, understand and classify every table and box. Linear in the text; offsets of `covered` are normal ones."""
    found = FoundTables()
    pieces = sorted([*declared_pieces(document), *shown_pieces(document)], key=lambda piece: piece.span.start)
    for piece in _understood(pieces, document.text):
        if isinstance(piece, Box):
            found.tables.append(_prose_table(piece, document.text))
        else:
            _add_sheet(found, piece)
        start, end = normal.index(piece.span.start), normal.index(piece.span.end)
        found.covered.append((start, end))
    return found


def _add_sheet(found: FoundTables, sheet: Sheet) -> None:
    table = _plan_table(sheet)
    found.tables.append(table)
    if table.kind == "indicators":
        place = sum(each.kind == "indicators" for each in found.tables)
        found.indicators.extend(indicators_of(sheet, place))
    elif table.kind == "tasks" or (table.kind == "livelihood" and assigns_work(sheet)):
        rows = task_rows(sheet, len(found.tables))
        found.tasks.extend(rows)
        if not rows:
            found.notes.append(Note("unread-table", "A task table of which no row could be read.", sheet.span))


def _understood(pieces: Sequence[Grid | Sheet | Box], text: str) -> list[Sheet | Box]:
    """The pieces as sheets and boxes, those that a page break parted put together; what is no table falls out."""
    kept: list[Sheet | Box] = []
    end = 0
    for piece in pieces:
        if piece.span.start < end:
            continue
        if isinstance(piece, Grid):
            last = kept[-1] if kept else None
            if isinstance(last, Sheet) and _near(text, last.span.end, piece.span.start) and goes_on(last, piece):
                end = piece.span.end
                continue
            sheet = _sheet(piece, text)
            if sheet is None:
                continue
            kept.append(sheet)
        else:
            if isinstance(piece, Sheet) and not piece.title:
                piece.title = title_before(text, piece.span.start)
            kept.append(piece)
        end = piece.span.end
    return kept


_FURNITURE = re.compile(r"[\s—–\-\d第页共/]*(?:续表?)?[\s—–\-\d第页共/]*")


def _near(text: str, end: int, start: int) -> bool:
    """Whether nothing but page furniture stands between two tables."""
    return end <= start <= end + 80 and bool(_FURNITURE.fullmatch(text, end, start))


def _sheet(grid: Grid, text: str) -> Sheet | None:
    sheet = sheet_of(grid)
    if sheet is None or not _is_table(sheet, grid.declared):
        return None
    if not sheet.title or sheet.title == grid.title:
        sheet.title = title_before(text, grid.span.start) or sheet.title
    return sheet


def _is_table(sheet: Sheet, declared: bool) -> bool:
    """What only looks like a table needs headings we know; what the format declares must not be a page layout."""
    known = sum(column.role is not None for column in sheet.columns)
    if known >= 2 or BOX_TITLE.match(sheet.title or ""):
        return True
    longest = max((len(entry.text) for row in sheet.rows for entry in row if entry), default=0)
    return declared and len(sheet.columns) > 1 and longest < _LAYOUT_CELL


_LAYOUT_CELL = 400  # characters: a table with such a cell and unknown headings lays out a page


def _plan_table(sheet: Sheet) -> PlanTable:
    return PlanTable(
        "0",
        sheet.title or "",
        kind_of(sheet),
        sheet.span,
        [column.name for column in sheet.columns],
        [[entry.text if entry else None for entry in row] for row in sheet.rows],
        [note.text for note in sheet.notes],
    )


def _prose_table(box: Box, text: str) -> PlanTable:
    rows: list[list[str | None]] = [
        [item.heading.text if item.heading else None, item.body.text if item.body else None]
        for item in items(box.lines, text)
    ]
    return PlanTable("0", box.title, prose_kind(box.title), box.span, [], rows)
