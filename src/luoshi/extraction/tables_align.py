"""From a grid to a sheet: headings understood, every row laid on its columns.

Where the text only says which cells a row prints, a horizontal merge shows as a missing cell. Each short row is laid
on the columns by the best total fit of what its cells look like and what its columns hold, preferring spans that a
heading covers too and spans that the row before had.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from luoshi.core.spans import Span
from luoshi.extraction.tables_grid import Entry, Grid
from luoshi.extraction.tables_words import Look, Role, expected_look, fit, look_of, role_of

Row = list[Entry | None]


@dataclass(slots=True)
class Column:
    """One column: its heading as printed (tiers joined by "/"), what it holds, and the heading it shares, if any."""

    name: str
    role: Role | None
    group: str | None = None


@dataclass(slots=True)
class Sheet:
    """A table understood: columns, body rows as wide as the columns, and the notes under it."""

    span: Span
    title: str | None
    columns: list[Column]
    rows: list[Row]
    notes: list[Entry] = field(default_factory=list)

    def roles(self) -> set[Role]:
        return {column.role for column in self.columns if column.role}

    def at(self, role: Role) -> list[int]:
        """The positions of the columns with this role."""
        return [at for at, column in enumerate(self.columns) if column.role is role]

    def covering(self, row: int, column: int) -> Entry | None:
        """The cell whose declared merge reaches down over this position."""
        for above in range(row - 1, -1, -1):
            entry = self.rows[above][column]
            if entry:
                return entry if above + entry.rows > row else None
        return None


_NOTE = re.compile(r"(?:备?注|说明|注释)\d?[：:]|[*＊]")
_LONGEST_TITLE = 60
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[：:]")


def printed(row: Iterable[Entry | None]) -> list[Entry]:
    """The cells of a row that print something."""
    return [entry for entry in row if entry and entry.text]


def sheet_of(grid: Grid) -> Sheet | None:
    """The sheet of a grid; None when it has no heading row of two cells or no row under it."""
    rows, title = list(grid.rows), grid.title
    while rows and len(printed(rows[0])) < 2:
        lone = printed(rows.pop(0))
        if lone and not _UNIT_LINE.match(lone[0].text) and len(lone[0].text) <= _LONGEST_TITLE:
            title = lone[0].text
    if len(rows) < 2:
        return None
    height = _header_height(rows)
    header, body = rows[:height], rows[height:]
    body, notes = _without_notes(_without_repeats(header, body))
    if not body:
        return None
    columns, body = _laid_out(header, body, grid.declared)
    return Sheet(grid.span, title, columns, body, notes)


def known_headings(row: Iterable[Entry | None]) -> int:
    """How many cells of a row are headings we know."""
    return sum(role_of(entry.text) is not None for entry in printed(row))


def goes_on(sheet: Sheet, grid: Grid) -> bool:
    """Append a grid to the sheet it continues on a new page: the same headings again, or none and the same width."""
    rows = [row for row in grid.rows if printed(row)]
    heads = {column.name for column in sheet.columns} | {column.group for column in sheet.columns}
    while rows and len(printed(rows[0])) == 1 and len(rows) > 1 and "续" in printed(rows[0])[0].text:
        rows.pop(0)
    repeated = 0
    while repeated < len(rows) and all(_known_part(entry.text, heads) for entry in printed(rows[repeated])):
        repeated += 1
    if not rows or grid.width != len(sheet.columns) or not (repeated or known_headings(rows[0]) < 2):
        return False
    body, notes = _without_notes(rows[repeated:])
    sheet.rows.extend(_as_printed(row) for row in body)
    sheet.notes.extend(notes)
    sheet.span = Span(sheet.span.start, grid.span.end)
    return True


def _known_part(text: str, heads: set[str | None]) -> bool:
    return any(head and (text == head or text in head.split("/")) for head in heads)


def _header_height(rows: Sequence[Row]) -> int:
    """How many rows the heading takes: its cells' own row spans, or two when the second row only divides the first."""
    declared = max((entry.rows for entry in printed(rows[0])), default=1)
    if 1 < declared < len(rows) and len(printed(rows[1])) and _divides(rows[0], rows[1]):
        return declared
    return 2 if len(rows) > 2 and _divides(rows[0], rows[1]) else 1


def _divides(head: Row, below: Row) -> bool:
    """Whether the second row only divides headings of the first: blank under some, short words under the others."""
    texts = [entry.text if entry else "" for entry in below]
    words = [text for text in texts if text]
    if not words or (texts[0] and below[0] is not None) or any(not _heading_like(text) for text in words):
        return False
    if len(below) > len(head):
        return True
    known = all(role_of(text) for text in words)
    spread = any(entry and entry.columns > 1 for entry in head) or any(not entry or not entry.text for entry in head)
    return known and spread


def _heading_like(text: str) -> bool:
    return len(text) <= 16 and look_of(text) in (Look.TEXT, Look.DATE, Look.ORGANS, Look.MEASURE) and "。" not in text


def _key(row: Row) -> tuple[str, ...]:
    return tuple(entry.text for entry in printed(row))


def _without_repeats(header: Sequence[Row], body: Sequence[Row]) -> list[Row]:
    """The body without headings printed again at the top of a page."""
    heads = {_key(row) for row in header}
    return [row for row in body if printed(row) and _key(row) not in heads]


def _without_notes(body: Sequence[Row]) -> tuple[list[Row], list[Entry]]:
    kept: list[Row] = []
    notes: list[Entry] = []
    for row in body:
        cells = printed(row)
        if len(cells) == 1 and _NOTE.match(cells[0].text):
            notes.append(cells[0])
        else:
            kept.append(row)
    return kept, notes


def _laid_out(header: Sequence[Row], body: list[Row], declared: bool) -> tuple[list[Column], list[Row]]:
    names = _tiers(header)
    width = max(len(names), _body_width(body))
    looks = _column_looks([row for row in body if len(row) == width], width)
    columns = _spread(names, looks) if len(names) < width else [_column(top, sub) for top, sub in names]
    refine(columns, looks)
    if declared and all(len(row) == width for row in body):
        return columns, [_as_printed(row) for row in body]
    return columns, aligned(body, columns, looks)


def _body_width(body: Sequence[Row]) -> int:
    """The widest width that at least two rows have; the widest of all when every row differs."""
    counts = Counter(len(row) for row in body)
    often = [width for width, count in counts.items() if count > 1]
    return max(often or counts)


def _tiers(header: Sequence[Row]) -> list[tuple[str, str]]:
    """The headings as (upper, lower) pairs, one a column; lower is "" where a heading is not divided."""
    head = [entry.text if entry else "" for entry in header[0]]
    if len(header) == 1:
        return [(text, "") for text in head]
    if len(header[1]) > len(head):
        return _divided([text for text in head if text], [entry.text if entry else "" for entry in header[1]])
    lower = ["/".join(dict.fromkeys(_texts_at(header[1:], at))) for at in range(len(head))]
    pairs: list[tuple[str, str]] = []
    for upper, under in zip(head, lower, strict=True):
        shared = pairs[-1][0] if not upper and pairs else upper
        pairs.append((shared, "" if under == shared else under))
    return pairs


def _texts_at(rows: Sequence[Row], at: int) -> list[str]:
    return [entry.text for row in rows if at < len(row) and (entry := row[at]) and entry.text]


def _divided(upper: list[str], lower: list[str]) -> list[tuple[str, str]]:
    """Lay divided headings under their upper ones: a blank stands under an undivided heading, the rest share evenly."""
    blanks = lower.count("")
    divided = max(1, len(upper) - blanks)
    share = max(1, (len(lower) - blanks) // divided)
    pairs: list[tuple[str, str]] = []
    heads = iter(upper)
    current, left = "", 0
    for text in lower:
        if not text:
            pairs.append((next(heads, ""), ""))
            left = 0
            continue
        if left == 0:
            current, left = next(heads, current), share
        pairs.append((current, text))
        left -= 1
    return pairs


def _column(upper: str, lower: str) -> Column:
    if not lower:
        return Column(upper, role_of(upper))
    role = role_of(lower) or role_of(upper)
    if role_of(upper) is Role.FIGURE and role not in (Role.GROWTH, Role.FIGURE):
        role = Role.FIGURE
    return Column(f"{upper}/{lower}", role, upper)


def _spread(names: list[tuple[str, str]], looks: Sequence[Look]) -> list[Column]:
    """Widen the headings to the body's columns: some heading covers several of them."""
    heads = [_column(upper, lower) for upper, lower in names]
    placed = place([expected_look(head.role) for head in heads], looks)
    columns: list[Column] = []
    for head, (_, width) in zip(heads, placed, strict=True):
        group = head.group or (head.name if width > 1 else None)
        columns.extend(Column(head.name, head.role, group) for _ in range(width))
    return columns


_FIGURES = (Role.GOAL, Role.REMARK, Role.CONTENT, Role.TASK, None)


def refine(columns: Sequence[Column], looks: Sequence[Look]) -> None:
    """Settle the headings whose meaning depends on the cells under them (类型, 单位, 目标 …)."""
    of_tasks = any(column.role in (Role.TASK, Role.CONTENT, Role.PROJECT) for column in columns)
    of_indicators = any(column.role is Role.INDICATOR for column in columns)
    for column, look in zip(columns, looks, strict=True):
        if look is Look.NATURE and column.role in (Role.CATEGORY, None):
            column.role = Role.NATURE
        elif column.role is Role.MEASURE and (look is Look.ORGANS or (of_tasks and not of_indicators)):
            column.role = Role.RESPONSIBLE
        elif of_indicators and look is Look.FIGURE and column.role in _FIGURES:
            column.role = Role.FIGURE
        elif column.role is Role.NUMBER and look in (Look.TEXT, Look.ORGANS):
            column.role = Role.CATEGORY


def _column_looks(rows: Sequence[Row], width: int) -> list[Look]:
    """What most cells of each column look like."""
    looks: list[Look] = []
    for at in range(width):
        counts = Counter(
            look_of(entry.text) for row in rows if (entry := row[at]) and entry.text and len(printed(row)) > 1
        )
        counts.pop(Look.DASH, None)
        if Look.INDEX in counts and Look.FIGURE in counts:
            counts[Look.FIGURE] += counts.pop(Look.INDEX)
        looks.append(counts.most_common(1)[0][0] if counts else Look.BLANK)
    return looks


def aligned(rows: Sequence[Row], columns: Sequence[Column], seen: Sequence[Look]) -> list[Row]:
    """Every row laid on the columns, None where the row prints nothing."""
    looks = [_look(column, look) for column, look in zip(columns, seen, strict=True)]
    groups = frozenset(_groups(columns))
    before: frozenset[tuple[int, int]] = frozenset()
    result: list[Row] = []
    for row in rows:
        if len(row) >= len(columns):
            result.append(_as_printed(row[: len(columns)]))
            continue
        entries = [entry or Entry("", Span(0, 0)) for entry in row]
        places = place([look_of(entry.text) for entry in entries], looks, groups, before)
        before = frozenset(places)
        result.append(_placed(entries, places, len(columns)))
    return result


def _look(column: Column, seen: Look) -> Look:
    known = expected_look(column.role)
    return known if column.role and known is not Look.TEXT else (Look.TEXT if seen is Look.BLANK else seen)


def _as_printed(row: Row) -> Row:
    return [entry if entry and entry.text else None for entry in row]


def _placed(entries: Sequence[Entry], places: Sequence[tuple[int, int]], width: int) -> Row:
    row: Row = [None] * width
    for entry, (start, _) in zip(entries, places, strict=True):
        row[start] = entry if entry.text else None
    return row


def _groups(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """The (start, width) of the columns that share an upper heading."""
    spans: list[tuple[int, int]] = []
    for at, column in enumerate(columns):
        if column.group and at and columns[at - 1].group == column.group:
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        else:
            spans.append((at, 1))
    return [span for span in spans if span[1] > 1]


_NONE: frozenset[tuple[int, int]] = frozenset()


def place(
    cells: Sequence[Look],
    columns: Sequence[Look],
    groups: frozenset[tuple[int, int]] = _NONE,
    before: frozenset[tuple[int, int]] = _NONE,
) -> list[tuple[int, int]]:
    """The (start, width) of each cell on the columns: all columns covered, in order, with the best total fit."""

    def worth(cell: Look, start: int, width: int) -> float:
        score = fit(cell, columns[start]) - 0.6 * (width - 1)
        if width > 1:
            score += 1.2 * ((start, width) in groups) + 0.01 * start
            score += 0.8 * (cell is Look.DELEGATED) - 0.4 * (cell is Look.BLANK)
            score -= sum(fit(cell, columns[at]) < fit(cell, columns[start]) for at in range(start + 1, start + width))
        return score + 0.5 * ((start, width) in before)

    @cache
    def best(cell: int, start: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        left = len(cells) - cell
        if not left:
            return 0.0, ()
        widths = [len(columns) - start] if left == 1 else range(1, len(columns) - start - left + 2)
        options = []
        for width in widths:
            score, rest = best(cell + 1, start + width)
            options.append((score + worth(cells[cell], start, width), ((start, width), *rest)))
        return max(options, key=lambda option: option[0])

    return list(best(0, 0)[1])
