"""Tables that a converter flattened to one cell a line, with nothing to part the rows.

A table begins where at least three lines in a row are column headings. The cells after them are laid on the columns
by the cheapest walk (Viterbi): a cell goes right, continues the cell before it, or begins a new row; row numbers that
count on anchor the walk; cells that the source does not print are skipped at a price that depends on the column.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.core.spans import Span
from luoshi.extraction.tables_align import Column, Row, Sheet
from luoshi.extraction.tables_grid import Entry, Line, lines_of, squeeze
from luoshi.extraction.tables_words import Look, Role, expected_look, fit, look_of, role_of

_SHORT_LINE = re.compile(r"(?m)^[ 　*]*([^\s。；，！？|][^\n。；，！？|]{0,17})$")
_STRONG = {
    Role.NUMBER,
    Role.LEAD,
    Role.RESPONSIBLE,
    Role.SUPPORT,
    Role.DEADLINE,
    Role.FIGURE,
    Role.NATURE,
    Role.GROWTH,
    Role.WORKS,
}
_BODY = {Role.INDICATOR, Role.TASK, Role.CONTENT, Role.PROJECT, Role.GOAL, Role.CATEGORY}


def flattened_sheets(text: str, within: Span, before: int | None = None) -> Iterator[Sheet]:
    """The flattened tables inside one stretch of the text whose headings stand `before` an offset, in order."""
    at = within.start
    last = within.end if before is None else before
    while (start := _header_start(text, at, last)) is not None:
        lines = list(itertools.islice(_some_lines(text, start, within.end), _HEADINGS))
        header = _header(lines)
        sheet = _sheet(list(_some_lines(text, start, within.end)), header) if header else None
        if sheet:
            yield sheet
        at = sheet.span.end if sheet else lines[0].end


_SPACED_LINE = re.compile(r"(?m)^[ \t　]*(?!\s)(?:\S{1,16}[ \t　]+){2,13}\S{1,16}[ \t　]*$")


def _header_start(text: str, start: int, end: int) -> int | None:
    """Where the next headings begin, three lines of them or one line that holds three; or None."""
    spaced = _spaced_start(text, start, end)
    lined = _lined_start(text, start, end if spaced is None else spaced)
    return spaced if lined is None else lined


def _spaced_start(text: str, start: int, end: int) -> int | None:
    for match in _SPACED_LINE.finditer(text, start, end):
        words = [squeeze(word) for word in _parted(match[0]).split(match[0].strip())]
        known = sum(role_of(word) is not None for word in words)
        if known >= 3 and known * 5 >= len(words) * 3:
            return match.start()
    return None


def _lined_start(text: str, start: int, end: int) -> int | None:
    known: list[re.Match[str]] = []
    for match in _SHORT_LINE.finditer(text, start, end):
        if not role_of(squeeze(match[1])):
            known.clear()
            continue
        if known and text[known[-1].end() : match.start()].strip():
            known.clear()
        known.append(match)
        if len(known) == 3:
            return known[0].start()
    return None


_HEADINGS = 24  # as many columns as a table may have
_WINDOW = 4000  # lines: a longer flattened table is continued by its repeated heading


def _some_lines(text: str, start: int, end: int) -> Iterator[Line]:
    lines = lines_of(text, start, end)
    first = next(lines)
    spaced = len(first.text.split()) > 2
    parting = _parted(first.text)
    for count, line in enumerate(itertools.chain((first,), lines)):
        if count == _WINDOW or (count and (line.tabbed or "|" in line.text)):
            return
        yield from _words(line, parting) if spaced else (line,)


_WIDE, _ANY = re.compile(r"[ 　]{2,}|　|\t"), re.compile(r"\s+")


def _parted(heading: str) -> re.Pattern[str]:
    """What parts the cells of a heading line: wide blanks if it has some (序 号  任务  时限), else any blank."""
    return _WIDE if len(_WIDE.findall(heading.strip())) > 1 else _ANY


def _words(line: Line, parting: re.Pattern[str]) -> Iterator[Line]:
    """The cells of a line that only blanks part."""
    at, gap = 0, line.gap
    for blank in itertools.chain(parting.finditer(line.text), (None,)):
        end = blank.start() if blank else len(line.text)
        if end > at:
            yield Line(line.text[at:end], line.start + at, line.start + end, gap, False, False)
            gap = 0
        at = blank.end() if blank else end


def _header(lines: Sequence[Line]) -> int:
    """How many lines are headings; 0 when they are no table's."""
    words = [squeeze(line.text) for line in lines[:_HEADINGS]]
    count = last = 0
    for at, word in enumerate(words):
        if role_of(word):
            last, count = at + 1, count + 1
        elif at > last or len(word) > 12 or look_of(word) not in (Look.TEXT, Look.ORGANS, Look.DATE):
            break
    roles = {role_of(word) for word in words[:last]}
    return last if count >= 3 and roles & _STRONG and roles & _BODY else 0


def _columns(words: Sequence[str]) -> list[Column]:
    """The columns of flattened headings: a tail that repeats (2020年, 年均, 2020年, 年均) divides those before it."""
    groups = [at for at, word in enumerate(words) if role_of(word) is Role.FIGURE and not word[0].isdigit()]
    if groups:
        first = groups[-1] + 1
        tail = words[first:]
        share = len(tail) // len(groups)
        if share >= 2 and len(tail) == share * len(groups) and list(tail) == list(tail[:share]) * len(groups):
            plain = [Column(word, role_of(word)) for word in words[: groups[0]]]
            divided = [(words[at], low) for at in groups for low in tail[:share]]
            return plain + [Column(f"{up}/{low}", role_of(low) or Role.FIGURE, up) for up, low in divided]
    return [Column(word, role_of(word)) for word in words]


def _sheet(lines: Sequence[Line], header: int) -> Sheet | None:
    words = [squeeze(line.text) for line in lines[:header]]
    columns = _columns(words)
    cells, notes = _body(lines, header, words)
    if len(cells) < len(columns) - 1:
        return None
    _settle(columns, cells)
    rows, used = _walk(cells, columns)
    if not rows or (len(rows) == 1 and len([entry for entry in rows[0] if entry]) < 3):
        return None
    last = notes[-1].span.end if notes and used == len(cells) else cells[used - 1].entry.span.end
    return Sheet(Span(lines[0].start, last), None, columns, rows, notes)


def _settle(columns: Sequence[Column], cells: Sequence["_Cell"]) -> None:
    """单位 beside tasks means the responsible unit; 目标 beside indicators is a figure."""
    roles = {column.role for column in columns}
    figures = sum(cell.look is Look.FIGURE for cell in cells) >= len(cells) / 8
    for column in columns:
        if column.role is Role.MEASURE and Role.INDICATOR not in roles and not figures:
            column.role = Role.RESPONSIBLE
        elif column.role is Role.GOAL and Role.INDICATOR in roles and Role.TASK not in roles:
            column.role = Role.FIGURE


@dataclass(slots=True)
class _Cell:
    entry: Entry
    look: Look
    numbered: bool = False  # one of the row numbers that count on


_STOP = re.compile(
    r"第[一二三四五六七八九十百]{1,5}[章节条编]|附[件表录]|专栏|表\s*\d|（?此件|抄送|主办[：:]|[一二三四五六七八九十]{1,4}、.{31,}"
)
_NOTE = re.compile(r"备?注\d?[：:]|说明[：:]")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|\([一二三四五六七八九十]{1,4}\)")


def _body(lines: Sequence[Line], header: int, words: Sequence[str]) -> tuple[list[_Cell], list[Entry]]:
    """The cells under the headings up to where the table must have ended, and the note under them."""
    usual = max((line.gap for line in lines[1:header]), default=0)
    cells: list[_Cell] = []
    at = header
    while at < len(lines):
        line = lines[at]
        if [squeeze(each.text) for each in lines[at : at + header]] == list(words):
            at += header
            continue
        if _NOTE.match(line.text):
            return _numbered(cells), [_entry(line)]
        if line.gap > usual + 1 or _STOP.match(line.text) or _new_chapter(lines, at):
            break
        cells.append(_Cell(_entry(line), look_of(squeeze(line.text))))
        at += 1
    return _numbered(cells), []


def _entry(line: Line) -> Entry:
    return Entry(squeeze(line.text), Span(line.start, line.end))


def _new_chapter(lines: Sequence[Line], at: int) -> bool:
    """A chapter heading after the table; inside it, such a line is a category and a row number follows soon."""
    if not _CHAPTER.match(lines[at].text):
        return False
    return not any(look_of(squeeze(line.text)) is Look.INDEX for line in lines[at + 1 : at + 3])


_NO_NUMBER_BEFORE = (Look.FIGURE, Look.NATURE, Look.DASH, Look.INDEX, Look.MEASURE)


def _numbered(cells: list[_Cell]) -> list[_Cell]:
    """Mark the whole numbers that count on (or begin again at 1) and stand before a name."""
    wanted: set[int] = set()
    for cell, after in itertools.pairwise(cells):
        if cell.look is not Look.INDEX or after.look in _NO_NUMBER_BEFORE:
            continue
        number = int(re.sub(r"\D", "", cell.entry.text) or 0)
        if number == 1 or not wanted or number in wanted:
            cell.numbered, wanted = True, {number + 1}
    return cells


_SKIP: dict[Role | None, float] = {
    Role.CATEGORY: 0.1,
    Role.REMARK: 0.2,
    Role.SUPPORT: 0.7,
    Role.LEADER: 0.7,
    Role.NUMBER: 1.5,
    Role.FIGURE: 1.2,
    Role.GROWTH: 1.2,
}
_NEW_ROW, _CONTINUED, _SENTENCE = 1.0, 2.2, 0.8


@dataclass(slots=True)
class _Prices:
    """What a walk over the columns costs."""

    columns: Sequence[Column]
    looks: list[Look]
    skipped: list[float]  # prefix sums: skipped[b] - skipped[a] is the price of leaving columns a … b - 1 empty

    @classmethod
    def of(cls, columns: Sequence[Column]) -> "_Prices":
        sums = [0.0]
        for column in columns:
            sums.append(sums[-1] + _SKIP.get(column.role, 1.5))
        return cls(columns, [expected_look(column.role) for column in columns], sums)

    def worth(self, cell: _Cell, column: int) -> float:
        """How well the cell suits the column; a row number stands in the number column and nowhere else."""
        if self.columns[column].role is Role.NUMBER:
            return 5.0 if cell.numbered else -6.0
        if cell.numbered:
            return -6.0 if any(each.role is Role.NUMBER for each in self.columns) else 0.0
        score = fit(cell.look, self.looks[column])
        if self.columns[column].role is Role.CATEGORY and len(cell.entry.text) > 24:
            score -= 3.0
        return score

    def step(self, before: int, to: int, previous: _Cell) -> float:
        """The price of going from one column to the next cell's."""
        if to > before:
            return self.skipped[to] - self.skipped[before + 1]
        fresh = _NEW_ROW + self.skipped[-1] - self.skipped[before + 1] + self.skipped[to]
        if to < before or self.looks[to] not in (Look.TEXT, Look.ORGANS):
            return fresh
        return min(fresh, _SENTENCE if previous.entry.text[-1:] in "。；;" else _CONTINUED)


def _walk(cells: Sequence[_Cell], columns: Sequence[Column]) -> tuple[list[Row], int]:
    """The rows of the cheapest walk, and how many cells belong to the table."""
    prices = _Prices.of(columns)
    width = len(columns)
    scores = [prices.worth(cells[0], at) - prices.skipped[at] for at in range(width)]
    back: list[list[int]] = []
    for previous, cell in itertools.pairwise(cells):
        came, fresh = [], []
        for to in range(width):
            best = max(range(width), key=lambda at: scores[at] - prices.step(at, to, previous))
            came.append(best)
            fresh.append(scores[best] - prices.step(best, to, previous) + prices.worth(cell, to))
        back.append(came)
        scores = fresh
    path = [max(range(width), key=lambda at: scores[at] - (prices.skipped[-1] - prices.skipped[at + 1]))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return _rows(cells, path[::-1], prices)


def _rows(cells: Sequence[_Cell], path: Sequence[int], prices: _Prices) -> tuple[list[Row], int]:
    width = len(prices.columns)
    rows: list[Row] = []
    before = width
    last_numbered = max((at for at, cell in enumerate(cells) if cell.numbered), default=-1)
    for at, (cell, column) in enumerate(zip(cells, path, strict=True)):
        continued = column == before and prices.step(before, column, cells[at - 1]) in (_SENTENCE, _CONTINUED)
        fresh = not rows or (column <= before and not continued)
        if at > last_numbered and rows and (fresh or continued) and _outside(cell, fresh):
            return rows, at
        if fresh:
            rows.append([None] * width)
        rows[-1][column] = _joined(rows[-1][column], cell.entry)
        before = column
    return rows, len(cells)


def _outside(cell: _Cell, fresh: bool) -> bool:
    """After the last numbered row: a sentence or a long line is the prose that follows the table."""
    text = cell.entry.text
    return len(text) > 40 or text.endswith("。") or bool(_CHAPTER.match(text)) or (fresh and len(text) > 24)


def _joined(first: Entry | None, second: Entry) -> Entry:
    if first is None:
        return second
    return Entry(first.text + second.text, Span(first.span.start, second.span.end))
