"""A ruled table's text: lines of a cell, and tables that run over several pages."""

from dataclasses import dataclass

from luoshi.reading.compose import CellDraft, TableDraft
from luoshi.reading.grid import Rows, without_empty_columns
from luoshi.reading.layout.lattice import Box, Lattice
from luoshi.reading.layout.lines import lines

FULL = 1.3  # of the type's height: a line ending nearer to the cell's edge than this runs on
SAME_EDGE = 0.02  # of the table's width


@dataclass(slots=True)
class Spread:
    """A table with each row's page, and its outer edges for comparison with the next page's."""

    draft: TableDraft
    pages: list[int]
    left: float
    right: float


def spread(lattice: Lattice, page: int) -> Spread:
    """The lattice as a table of texts."""
    width = len(lattice.edges) - 1
    rows: Rows = [[None] * width for _ in range(lattice.rows)]
    for box in lattice.boxes:
        rows[box.row][box.column] = CellDraft(_text(box), box.rows, box.columns)
    kept = without_empty_columns(_without_empty_rows(rows))
    return Spread(TableDraft(kept, page=page), [page] * len(kept), lattice.left, lattice.right)


def joined(table: Spread, later: Spread) -> bool:
    """Append the next page's part to the table where it continues it; says whether it did."""
    rows, added = table.draft.rows, later.draft.rows
    width = abs(table.right - table.left) or 1
    same_edges = max(abs(table.left - later.left), abs(table.right - later.right)) < SAME_EDGE * width
    if (
        not rows
        or not added
        or len(rows[0]) != len(added[0])
        or not same_edges
        or table.pages[-1] + 1 != later.pages[0]
    ):
        return False
    added = _without_repeated_head(rows, added)
    if added and _continues_row(added[0]):
        _merge_row(rows, added[0])
        added = added[1:]
    elif added:
        _continue_merge(rows, added)
    rows.extend(added)
    table.pages.extend([later.pages[0]] * len(added))
    return True


def _text(box: Box) -> str:
    """A cell's lines; one that reaches the cell's right edge runs on into the next without a break."""
    found = lines(box.pieces)
    text, runs_on = "", True
    for line in found:
        text += line.text if runs_on else f"\n{line.text}"
        runs_on = box.right - line.right < FULL * line.height + (
            line.left - box.left if line.left - box.left < line.height else 0
        )
    return text


def _without_empty_rows(rows: Rows) -> Rows:
    """Rows in which no cell starts are left by lines that miss one another; the merges over them shrink."""
    empty = [index for index, row in enumerate(rows) if not any(row)]
    for index, row in enumerate(rows):
        for cell in row:
            if cell and cell.rows > 1:
                cell.rows -= sum(index < other < index + cell.rows for other in empty)
    return [row for index, row in enumerate(rows) if index not in empty]


def _texts(rows: Rows) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in rows]


def _without_repeated_head(rows: Rows, added: Rows) -> Rows:
    """The later part without the header rows it repeats."""
    same = 0
    for first, again in zip(_texts(rows), _texts(added), strict=False):
        if first != again or not any(first):
            break
        same += 1
    return added[same:]


def _continues_row(row: list[CellDraft | None]) -> bool:
    """A row cut by the page's end goes on with its first cell and at least one more empty."""
    blank = sum(cell is None or not cell.text for cell in row)
    first = row[0]
    return first is not None and not first.text and first.rows == 1 and 2 <= blank < len(row)


def _merge_row(rows: Rows, row: list[CellDraft | None]) -> None:
    for column, cell in enumerate(row):
        above = next((rows[index][column] for index in range(len(rows) - 1, -1, -1) if rows[index][column]), None)
        if cell and above:
            above.text += cell.text
            above.rows += cell.rows - 1


def _continue_merge(rows: Rows, added: Rows) -> None:
    """An empty cell at the later part's top belongs to the merged cell above it, and so do empty first columns."""
    leading = True
    for column, cell in enumerate(added[0]):
        leading = leading and cell is not None and not cell.text
        at = next((index for index in range(len(rows) - 1, -1, -1) if rows[index][column]), None)
        above = rows[at][column] if at is not None else None
        if cell is None or cell.text or above is None or at is None or cell.columns != above.columns:
            continue
        if at + above.rows == len(rows) and (leading or cell.rows > 1 or above.rows > 1):
            above.rows += cell.rows
            added[0][column] = None
