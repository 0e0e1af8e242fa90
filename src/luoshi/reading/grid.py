"""Tables with merged cells as rectangular grids: None stands where a cell's merge covers the position."""

from luoshi.reading.compose import CellDraft, TooMuchText

MAX_SPAN = 1000  # a span beyond this is an error of the file
MAX_COVERED = 2_000_000  # positions of one table, those under spans included

Rows = list[list[CellDraft | None]]


class Grid:
    """Fills row by row, as HTML does: a cell takes the next position that no earlier cell covers."""

    def __init__(self) -> None:
        self.rows: Rows = []
        self.taken: list[set[int]] = []
        self.at = -1
        self.column = 0
        self.covered = 0

    def new_row(self) -> None:
        self.at += 1
        self.column = 0
        self._grow(self.at)

    def skip(self, columns: int) -> None:
        """Leave positions empty before the next cell."""
        self.column += min(max(columns, 0), MAX_SPAN)

    def cell(self, draft: CellDraft) -> None:
        """Put a cell with its spans; what it covers is remembered for later rows."""
        draft.rows = min(max(draft.rows, 1), MAX_SPAN)
        draft.columns = min(max(draft.columns, 1), MAX_SPAN)
        self.covered += draft.rows * draft.columns
        if self.covered > MAX_COVERED:
            raise TooMuchText(f"a table of more than {MAX_COVERED // 1_000_000} million cells")
        while self.column in self.taken[self.at]:
            self.column += 1
        row = self.rows[self.at]
        row.extend([None] * (self.column + draft.columns - len(row)))
        row[self.column] = draft
        for below in range(self.at, self.at + draft.rows):
            self._grow(below)
            self.taken[below].update(range(self.column, self.column + draft.columns))
        self.column += draft.columns

    def finished(self) -> Rows:
        """The rows, without those a row span ran past the table's end, and without columns nothing starts in."""
        rows = self.rows[: self.at + 1]
        for index, row in enumerate(rows):
            for cell in row:
                if cell:
                    cell.rows = min(cell.rows, len(rows) - index)
        return without_empty_columns(rows)

    def _grow(self, index: int) -> None:
        while len(self.rows) <= index:
            self.rows.append([])
            self.taken.append(set())


def without_empty_columns(rows: Rows) -> Rows:
    """The same table without columns in which no cell starts (left by cells that all share one span)."""
    width = max((len(row) for row in rows), default=0)
    kept = [column for column in range(width) if any(column < len(row) and row[column] for row in rows)]
    for row in rows:
        for column, cell in enumerate(row):
            if cell and cell.columns > 1:
                cell.columns = sum(column <= other < column + cell.columns for other in kept)
    return [[row[column] if column < len(row) else None for column in kept] for row in rows]
