"""Indicator tables: which column is the baseline, which the target, and one Indicator a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.core.spans import Span
from luoshi.extraction.draft import Indicator
from luoshi.extraction.tables_align import Column, Row, Sheet, printed
from luoshi.extraction.tables_words import Look, Role, look_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_ACHIEVED = re.compile(r"实际|完成(?!时)|达到值")
_BASELINE = re.compile(r"基期|基准|基数|现状|预计|上年|当前")
_TARGET = re.compile(r"目标|规划值|计划")
_TAIL_UNIT = re.compile(r"[（(]([^（）()]+)[）)]$")
_CEILING = re.compile(r"以内|以下|不超过|不高于|^[≤<＜]")
_CHAPTER = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_SENTENCES = re.compile(r"(?:^备?注[：:])?(?:\d[.．、])?([^。；]{4,})")
_LONGEST_TERM = 5  # years
_A_RATE_OF_CHANGE = re.compile(r"增长|增速|增加|下降|降低|减少|提高")


@dataclass(slots=True)
class _Places:
    """Where an indicator table keeps what; None where it has no such column."""

    baseline: int | None = None
    target: int | None = None
    actual: int | None = None
    growth: int | None = None
    actual_growth: int | None = None
    others: list[int] = field(default_factory=list)  # targets of the years on the way and of a distant prospect


def is_indicator_table(sheet: Sheet) -> bool:
    """Whether the columns are an indicator's: a name and at least one figure."""
    roles = sheet.roles()
    return Role.INDICATOR in roles and bool(roles & {Role.FIGURE, Role.GROWTH})


def indicators_of(sheet: Sheet, table: int) -> list[Indicator]:
    """The sheet's rows as indicators; `table` is its 1-based place among the document's indicator tables."""
    reader = _Reader(sheet, table)
    return [indicator for row in sheet.rows if (indicator := reader.read(row))]


def _years(column: Column) -> list[int]:
    return [int(year) for year in _YEAR.findall(column.name)]


def _places(sheet: Sheet) -> _Places:
    places = _Places()
    growths = sheet.at(Role.GROWTH)
    places.growth = next((at for at in growths if not _ACHIEVED.search(sheet.columns[at].name)), None)
    places.actual_growth = next((at for at in growths if at != places.growth), None)
    figures = sheet.at(Role.FIGURE)
    goals = [at for at in figures if _TARGET.search(sheet.columns[at].name)]
    rest = [at for at in figures if at not in goals]
    if not goals:
        goals = _latest(sheet, rest)
        rest = [at for at in rest if at not in goals]
    places.target = _final(sheet, goals, rest)
    places.others = [at for at in goals if at != places.target]
    for at in rest:
        if places.target is not None and _achieved_beside(sheet, at, places.target):
            places.actual = at
        elif places.baseline is None or _BASELINE.search(sheet.columns[at].name):
            places.baseline = at
    return places


def _final(sheet: Sheet, goals: Sequence[int], rest: Sequence[int]) -> int | None:
    """The column of the last year of the plan's own term: 2028 of 2026 to 2028, but 2025 before a prospect for 2035."""
    if not goals:
        return None
    ends = {at: max(_years(sheet.columns[at]), default=0) for at in goals}
    starts = [year for at in (*rest, *goals) for year in _years(sheet.columns[at])]
    within = [at for at in goals if starts and 0 < ends[at] <= min(starts) + _LONGEST_TERM]
    return max(within, key=lambda at: ends[at]) if within else goals[0]


def _latest(sheet: Sheet, figures: Sequence[int]) -> list[int]:
    """The columns of the years after the first year; a lone column without other is the target."""
    dated = [(min(_years(sheet.columns[at])), at) for at in figures if _years(sheet.columns[at])]
    plain = [at for at in figures if not _years(sheet.columns[at]) and not _BASELINE.search(sheet.columns[at].name)]
    if len(figures) == 1 and not any(_BASELINE.search(sheet.columns[at].name) for at in figures):
        return list(figures)
    first = min(dated, default=(0, -1))[0]
    return sorted(at for year, at in dated if year > first) or plain[-1:]


def _achieved_beside(sheet: Sheet, at: int, target: int) -> bool:
    """An achieved figure of the target's own year (or of no year) is its outcome, not its baseline."""
    column = sheet.columns[at]
    return bool(_ACHIEVED.search(column.name)) and (
        not _years(column) or _years(column)[0] == (_years(sheet.columns[target]) or [0])[0]
    )


class _Reader:
    """Reads rows in order, carrying categories, numbers and merged units down."""

    def __init__(self, sheet: Sheet, table: int) -> None:
        self.sheet, self.table = sheet, table
        self.places = _places(sheet)
        self.category: str | None = None
        self.number: str | None = None
        self.group: str | None = None
        self.unit: str | None = None
        self.delegated: str | None = None

    def read(self, row: Row) -> Indicator | None:
        """The row's indicator; None for a line that only names the category of those below."""
        cells = printed(row)
        if len(cells) == 1:
            self.category = _CHAPTER.sub("", cells[0].text)
            return None
        printed_categories = self._texts(row, Role.CATEGORY)
        self.category = printed_categories[-1] if printed_categories else self.category
        names = self._names(row)
        if not names:
            return None
        name, unit = _name_and_unit(names[-1], next(iter(self._texts(row, Role.MEASURE)), None))
        self._carry(unit, self._figure(row, self.places.target))
        found = Indicator(self.table, self.number, self._filed_under(names), name, unit or self.unit)
        self._fill(found, row)
        found.span = Span(cells[0].span.start, cells[-1].span.end)
        return found

    def _texts(self, row: Row, role: Role) -> list[str]:
        return [entry.text for at in self.sheet.at(role) if (entry := row[at])]

    def _figure(self, row: Row, at: int | None) -> str | None:
        entry = row[at] if at is not None else None
        return entry.text if entry and look_of(entry.text) is not Look.DASH else None

    def _names(self, row: Row) -> list[str]:
        """The group's and the indicator's name; a row without a number of its own belongs to the group above."""
        number = next(iter(self._texts(row, Role.NUMBER)), None)
        names = self._texts(row, Role.INDICATOR)
        if number or not self.sheet.at(Role.NUMBER):
            self.number = number.rstrip(".．、") if number else None
            self.group = names[0] if len(names) > 1 else None
            self.unit = self.delegated = None
        elif len(names) > 1:
            self.group = names[0]
        return names

    def _filed_under(self, names: Sequence[str]) -> str | None:
        kept = [text for text in (self.category, self.group) if text]
        return "/".join(dict.fromkeys(kept)) or None

    def _carry(self, unit: str | None, target: str | None) -> None:
        """A unit and a delegated goal printed once hold for the rows of one number that print none."""
        self.unit = unit or self.unit
        if target:
            self.delegated = target if look_of(target) is Look.DELEGATED else None

    def _fill(self, found: Indicator, row: Row) -> None:
        places = self.places
        found.baseline, found.target = self._figure(row, places.baseline), self._figure(row, places.target)
        found.growth, found.actual = self._figure(row, places.growth), self._figure(row, places.actual)
        found.actual_growth = self._figure(row, places.actual_growth)
        found.nature = next(iter(self._texts(row, Role.NATURE)), None)
        if found.target is None and _is_ceiling(found):
            found.target, found.growth = found.growth, None
        elif found.target is None and found.growth is None:
            found.target = self.delegated
        remarks = self._texts(row, Role.REMARK)
        remarks += [f"{self.sheet.columns[at].name}：{text}" for at in places.others if (text := self._figure(row, at))]
        remarks += [text for note in self.sheet.notes for text in _SENTENCES.findall(note.text) if found.name in text]
        found.note = "；".join(remarks) or None


def _is_ceiling(found: Indicator) -> bool:
    """A ceiling such as 5.5以内 printed under the growth heading bounds the level of an indicator that is no growth."""
    return bool(found.growth and _CEILING.search(found.growth)) and not _A_RATE_OF_CHANGE.search(found.name)


def _name_and_unit(name: str, unit: str | None) -> tuple[str, str | None]:
    """The name without the unit in brackets at its end, and the unit from its own column or from there."""
    tail = _TAIL_UNIT.search(name)
    if tail and (tail[1] == unit or look_of(tail[1]) is Look.MEASURE):
        return name[: tail.start()], unit or tail[1]
    return name, None if unit and look_of(unit) is Look.DASH else unit
