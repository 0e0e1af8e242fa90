"""What workbook formats share: values as printed, and sheets as tables."""

import datetime
import re
from collections.abc import Sequence

from luoshi.reading.compose import CellDraft, Composer, TableDraft
from luoshi.reading.grid import Rows, without_empty_columns

MAX_AREA = 1_000_000  # cells between a sheet's first and last used corner
UNNAMED = re.compile(r"(Sheet|工作表|表)\s*\d*", re.IGNORECASE)
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?,]*[0#?](?:\.([0#?]*))?")

Merge = tuple[tuple[int, int], tuple[int, int]]  # (first row, first column), (last row, last column), from 0


def printed(value: object, code: str = "General") -> str:
    """A cell's value as the sheet shows it under number format `code` (thousands separators left out)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value), code)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")


def _number(value: float, code: str) -> str:
    """The number with the decimals, per cent sign and quoted units of its format's first section."""
    section = code.split(";")[0]
    literals = LITERAL.sub(lambda match: match[1] or match[2] or "", section)
    plain = LITERAL.sub("", section)
    digits = DIGITS.search(plain)
    if digits is None or "E" in plain or "/" in plain:
        return f"{value:.15g}"
    shown = value * 100 if "%" in plain else value
    decimals = digits[1] or ""
    text = f"{shown:.{len(decimals)}f}"
    if "#" in decimals:
        text = text.rstrip("0").rstrip(".")
    at = DIGITS.search(literals)
    return literals[: at.start()] + text + literals[at.end() :] if at else text


def compose_sheet(composer: Composer, name: str, rows: Rows) -> None:
    """Put a sheet: its name as a heading unless nobody gave it one, then its table, if it holds anything."""
    kept = _without_blank_edges(rows)
    if not any(cell and cell.text.strip() for row in kept for cell in row):
        return
    if not UNNAMED.fullmatch(name):
        composer.add(name, "heading", level=1)
    composer.table(TableDraft(kept, title=name))


def merged(values: Sequence[Sequence[str]], merges: Sequence[Merge]) -> Rows:
    """A grid of texts with its merges: the first cell spans, the covered positions hold None."""
    rows: Rows = [[CellDraft(text) for text in row] for row in values]
    for (top, left), (bottom, right) in merges:
        bottom, right = min(bottom, len(rows) - 1), min(right, len(rows[0]) - 1 if rows else -1)
        if top > bottom or left > right:
            continue
        for row in range(top, bottom + 1):
            rows[row][left : right + 1] = [None] * (right - left + 1)
        rows[top][left] = CellDraft(values[top][left], bottom - top + 1, right - left + 1)
    return rows


def _without_blank_edges(rows: Rows) -> Rows:
    """The sheet without rows in which nothing is printed and nothing merged, and without empty last columns."""
    kept = [row for row in rows if any(cell is None or cell.text.strip() or cell.rows > 1 for cell in row)]
    width = 0
    for row in kept:
        for column, cell in enumerate(row):
            if cell and (cell.text.strip() or cell.columns > 1):
                width = max(width, column + cell.columns)
    return without_empty_columns([row[:width] for row in kept])
