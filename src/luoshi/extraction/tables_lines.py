"""Tables that a converter flattened to one cell a line, with nothing to part the rows.

A table begins where at least three lines in a row are column headings. The cells after them are laid on the columns
by the cheapest walk (Viterbi): a cell goes right, continues the cell before it, or begins a new row; row numbers that
count on anchor the walk; cells that the source does not print are skipped at a price that depends on the column.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.core.numerals import parse_number
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
    starts = _Starts(text, within.end if before is None else before)
    while (start := starts.after(at)) is not None:
        lines = _Ahead(_some_lines(text, start, within.end))
        header = _header(lines.upto(_HEADINGS))
        sheet = _sheet(lines, header) if header else None
        if sheet:
            yield sheet
        at = sheet.span.end if sheet else lines.read[0].end


class _Ahead:
    """Lines that are read only as far as someone looks, so that what turns out to be no table costs little."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.read: list[Line] = []
        self._lines = lines

    def upto(self, count: int) -> list[Line]:
        """The lines, at least as many of them as there are up to `count`."""
        if count > len(self.read):
            self.read += itertools.islice(self._lines, count - len(self.read))
        return self.read


_SPACED_LINE = re.compile(r"(?m)^[ \t　]*(?!\s)(?:\S{1,16}[ \t　]+){2,13}\S{1,16}[ \t　]*$")


class _Starts:
    """Where headings begin: three lines of them, or one line that holds three. Looked for once, in order."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self._spaced: int | None = -1

    def after(self, at: int) -> int | None:
        """The first start at or after an offset, or None."""
        if self._spaced is not None and self._spaced < at:
            self._spaced = _spaced_start(self.text, at, self.end)
        lined = _lined_start(self.text, at, self.end if self._spaced is None else self._spaced)
        return self._spaced if lined is None else lined


def _spaced_start(text: str, start: int, end: int) -> int | None:
    for match in _SPACED_LINE.finditer(text, start, end):
        heading = match[0].strip()
        words = [squeeze(heading[first:last]) for first, last in _parts(heading, _parted(heading))]
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
_LONGEST_CATEGORY = 24
_FEW_CELLS, _FOR_SURE = 512, 64
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


_LETTER, _LETTER_APART = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u4e00-\u9fff](?=\s|$)")
_WIDE, _ANY = re.compile(r"[ 　]{2,}|　|\t"), re.compile(r"\s+")


def _parted(heading: str) -> re.Pattern[str]:
    """What parts the cells of a heading line: wide blanks if it has some (序 号  任务  时限), else any blank."""
    return _WIDE if len(_WIDE.findall(heading.strip())) > 1 else _ANY


def _words(line: Line, parting: re.Pattern[str]) -> Iterator[Line]:
    """The cells of a line that only blanks part."""
    gap = line.gap
    for at, end in _parts(line.text, parting):
        yield Line(line.text[at:end], line.start + at, line.start + end, gap, False, False)
        gap = 0


def _parts(text: str, parting: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the cells stand that blanks part; a run of single characters (工 作 任 务) is one cell."""
    begin = at = 0
    for blank in itertools.chain(parting.finditer(text), (None,)):
        end = blank.start() if blank else len(text)
        if blank and end - at == 1 and _LETTER.match(text, at) and _LETTER_APART.match(text, blank.end()):
            at = blank.end()
            continue
        if end > begin:
            yield begin, end
        begin = at = blank.end() if blank else end


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


def _sheet(ahead: _Ahead, header: int) -> Sheet | None:
    lines = ahead.read
    words = [squeeze(line.text) for line in lines[:header]]
    for most in (_FEW_CELLS, _WINDOW):  # where the table ends before them, the few cells are enough
        columns = _columns(words)
        cells, notes = _body(ahead, header, words, most)
        if len(cells) < len(columns) - 1:
            return None
        _settle(columns, cells)
        rows, used = _walk(cells, columns)
        if len(cells) < most or used < most - _FOR_SURE:
            break
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


def _body(ahead: _Ahead, header: int, words: Sequence[str], most: int) -> tuple[list[_Cell], list[Entry]]:
    """The cells under the headings up to where the table must have ended, at most so many, and the note under them.

    Headings that are printed again come at the top of a page; straight after the headings they are no table's.
    """
    lines = ahead.read
    usual = max((line.gap for line in lines[1:header]), default=0)
    cells: list[_Cell] = []
    at = header
    while len(cells) < most and at < len(ahead.upto(at + header)):
        line = lines[at]
        text = squeeze(line.text)
        if text == words[0] and [squeeze(each.text) for each in lines[at : at + header]] == list(words):
            if not cells:
                break
            at += header
            continue
        if _NOTE.match(line.text):
            return _numbered(cells), [_entry(line)]
        if line.gap > usual + 1 or _STOP.match(line.text) or _new_chapter(lines, at):
            break
        cells.append(_Cell(Entry(text, Span(line.start, line.end)), look_of(text)))
        at += 1
    return _numbered(cells), []


def _entry(line: Line) -> Entry:
    return Entry(squeeze(line.text), Span(line.start, line.end))


def _new_chapter(lines: Sequence[Line], at: int) -> bool:
    """A chapter heading after the table; inside it, such a line is a category and a row number follows soon."""
    if not _CHAPTER.match(lines[at].text):
        return False
    return not any(look_of(squeeze(line.text)) is Look.INDEX for line in lines[at + 1 : at + 3])


_HAN_NUMBER = re.compile("[一二三四五六七八九十]{1,3}")
_NO_NUMBER_BEFORE = (Look.FIGURE, Look.NATURE, Look.DASH, Look.INDEX, Look.MEASURE)


def _numbered(cells: list[_Cell]) -> list[_Cell]:
    """Mark the whole numbers that count on (or begin again at 1) and stand before a name."""
    wanted: set[int] = set()
    for cell, after in itertools.pairwise(cells):
        if cell.look is not Look.INDEX or after.look in _NO_NUMBER_BEFORE:
            continue
        number = _count(cell.entry.text)
        if number == 1 or not wanted or number in wanted:
            cell.numbered, wanted = True, {number + 1}
    return cells


def _count(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else int(parse_number(text)) if _HAN_NUMBER.fullmatch(text) else 0


# Prices and worths are tenths, whole numbers, so that equal ways stay equal; of those the leftmost is taken.
_SKIP: dict[Role | None, int] = {
    Role.CATEGORY: 1,
    Role.REMARK: 2,
    Role.SUPPORT: 7,
    Role.LEADER: 7,
    Role.NUMBER: 15,
    Role.FIGURE: 12,
    Role.GROWTH: 12,
}
_SKIP_ANY, _NEW_ROW, _CONTINUED, _SENTENCE = 15, 10, 22, 8
_NUMBER_IN_PLACE, _OUT_OF_PLACE, _LONG_CATEGORY = 50, -60, -30


class _Prices:
    """What a walk over the columns costs."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.roles = [column.role for column in columns]
        self.looks = [expected_look(role) for role in self.roles]
        self.continuable = [look in (Look.TEXT, Look.ORGANS) for look in self.looks]
        # skipped[b] - skipped[a] is the price of leaving columns a … b - 1 empty
        self.skipped = [0, *itertools.accumulate(_SKIP.get(role, _SKIP_ANY) for role in self.roles)]
        self.new_row = _NEW_ROW + self.skipped[-1]
        self._worths: dict[tuple[Look, bool, bool], list[int]] = {}

    def worth(self, cell: _Cell) -> list[int]:
        """How well the cell suits each column; a row number stands in the number column and nowhere else."""
        long = len(cell.entry.text) > _LONGEST_CATEGORY
        key = cell.look, cell.numbered, long
        if key not in self._worths:
            self._worths[key] = [self._worth(*key, at) for at in range(len(self.roles))]
        return self._worths[key]

    def _worth(self, look: Look, numbered: bool, long: bool, column: int) -> int:
        role = self.roles[column]
        if role is Role.NUMBER:
            return _NUMBER_IN_PLACE if numbered else _OUT_OF_PLACE
        if numbered:
            return _OUT_OF_PLACE if Role.NUMBER in self.roles else 0
        return round(10 * fit(look, self.looks[column])) + (_LONG_CATEGORY if role is Role.CATEGORY and long else 0)

    def steps(self, scores: Sequence[int], previous: _Cell) -> tuple[list[int], list[int]]:
        """For each column of the next cell: the column that it is best to come from, and the score left on arrival.

        The way on from a column costs the columns skipped between, or those up to the end of the row, a new row and
        those before the next cell: so the best score of all to the left, or of all others, serves every next column.
        """
        ahead = [score + skipped for score, skipped in zip(scores, self.skipped[1:], strict=True)]
        others = list(range(len(ahead)))
        for at in reversed(range(len(ahead) - 1)):
            others[at] = at if ahead[at] >= ahead[others[at + 1]] else others[at + 1]
        came: list[int] = []
        left: list[int] = []
        nearest = -1
        for to, other in enumerate(others):
            best, score = other, ahead[other] - self.new_row
            if nearest >= 0 and ahead[nearest] >= score:
                best, score = nearest, ahead[nearest]
            score -= self.skipped[to]
            stay = scores[to] - _continuing(previous)
            if self.continuable[to] and (stay > score or (stay == score and to < best)):
                best, score = to, stay
            came.append(best)
            left.append(score)
            if nearest < 0 or ahead[to] > ahead[nearest]:
                nearest = to
        return came, left

    def continues(self, column: int, previous: _Cell) -> bool:
        """Whether a cell in the column of the one before it continues that cell rather than begins a row."""
        fresh = self.new_row - self.skipped[column + 1] + self.skipped[column]
        return self.continuable[column] and _continuing(previous) <= fresh


def _continuing(previous: _Cell) -> int:
    return _SENTENCE if previous.entry.text[-1:] in "。；;" else _CONTINUED


def _walk(cells: Sequence[_Cell], columns: Sequence[Column]) -> tuple[list[Row], int]:
    """The rows of the cheapest walk, and how many cells belong to the table."""
    prices = _Prices(columns)
    scores = [worth - skipped for worth, skipped in zip(prices.worth(cells[0]), prices.skipped, strict=False)]
    back: list[list[int]] = []
    for previous, cell in itertools.pairwise(cells):
        came, left = prices.steps(scores, previous)
        back.append(came)
        scores = [score + worth for score, worth in zip(left, prices.worth(cell), strict=True)]
    path = [max(range(len(columns)), key=lambda at: scores[at] + prices.skipped[at + 1])]
    for came in reversed(back):
        path.append(came[path[-1]])
    return _rows(cells, path[::-1], prices)


def _rows(cells: Sequence[_Cell], path: Sequence[int], prices: _Prices) -> tuple[list[Row], int]:
    width = len(prices.roles)
    rows: list[Row] = []
    before = width
    last_numbered = max((at for at, cell in enumerate(cells) if cell.numbered), default=-1)
    for at, (cell, column) in enumerate(zip(cells, path, strict=True)):
        continued = column == before and prices.continues(column, cells[at - 1])
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
