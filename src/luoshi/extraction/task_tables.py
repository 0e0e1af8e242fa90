"""Task tables (任务、牵头、责任、时限): one TaskRow a task, whatever the headings are called and cells merge."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.core.spans import Span
from luoshi.extraction.draft import TableKind
from luoshi.extraction.indicators import is_indicator_table
from luoshi.extraction.tables_align import Row, Sheet, printed
from luoshi.extraction.tables_grid import Entry
from luoshi.extraction.tables_words import Role

_UNITS = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)
_WORK = (Role.TASK, Role.CONTENT, Role.GOAL)
_CARRIED = (*_UNITS, Role.DEADLINE, Role.LEADER)
_LIVELIHOOD = re.compile(r"民生实事|实事项目|为民办实事")


@dataclass(slots=True)
class TaskRow:
    """One task as a table prints it. Cells keep their spans; a cell that a merge covers is that merge's cell.

    `number` is as printed, or counted where the table has no number column; a task that shares its number with
    others has the number and its place among them, parted by "/".
    """

    number: str
    span: Span
    table: int  # 1-based among the document's tables
    title: Entry | None = None
    contents: list[Entry] = field(default_factory=list)
    category: Entry | None = None
    goal: Entry | None = None
    leads: list[Entry] = field(default_factory=list)
    responsible: list[Entry] = field(default_factory=list)
    supports: list[Entry] = field(default_factory=list)
    leader: Entry | None = None
    deadline: Entry | None = None
    counted: bool = False  # the table prints no numbers
    names_leads: bool = False  # the table has a column of lead units, so that its other units are no leads


def kind_of(sheet: Sheet) -> TableKind:
    """What a sheet lists, by its title and its columns."""
    roles = sheet.roles()
    if sheet.title and _LIVELIHOOD.search(sheet.title):
        return "livelihood"
    if Role.PROJECT in roles and (Role.WORKS in roles or not roles & set(_WORK)):
        return "projects"
    if is_indicator_table(sheet):
        return "indicators"
    if assigns_work(sheet):
        return "tasks"
    return "projects" if Role.WORKS in roles and Role.NUMBER in roles else "other"


def assigns_work(sheet: Sheet) -> bool:
    """Whether a sheet says what is to be done and by whom or by when; one that tells costs lists projects."""
    roles = sheet.roles()
    work = Role.WORKS not in roles if Role.PROJECT in roles else roles & set(_WORK)
    return bool(work and roles & {*_UNITS, Role.DEADLINE, Role.LEADER})


def task_rows(sheet: Sheet, table: int) -> list[TaskRow]:
    """The tasks of a task table, in order."""
    return _Reader(sheet, table).rows()


class _Reader:
    def __init__(self, sheet: Sheet, table: int) -> None:
        self.sheet, self.table = sheet, table
        self.category: Entry | None = None
        self.found: list[TaskRow] = []
        self.numbers: list[str] = []  # the printed or counted number of each found row
        self.numbered = bool(sheet.at(Role.NUMBER))

    def rows(self) -> list[TaskRow]:
        for at, row in enumerate(self.sheet.rows):
            self._read(at, row)
        return list(_distinct(self.found, self.numbers))

    def _read(self, at: int, row: Row) -> None:
        cells = printed(row)
        categories = [entry for place in self.sheet.at(Role.CATEGORY) if (entry := row[place])]
        if categories:
            self.category = categories[-1]
        if len(cells) == len(categories):
            return
        if len(cells) == 1 and self._is_band(row):
            self.category = cells[0]
            return
        if self._continues(row, categories):
            self._continue(row)
            return
        self._add(at, row, Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells)))

    def _is_band(self, row: Row) -> bool:
        """A row with one cell names what follows, unless it goes on with the content of the row above."""
        lone = next(at for at, entry in enumerate(row) if entry)
        return lone == 0 or bool(row[lone] and _BAND.match(printed(row)[0].text)) or not self.found

    def _continues(self, row: Row, categories: Sequence[Entry]) -> bool:
        """What a page break cut off: no number, no unit, no date of its own."""
        if not self.found or not self.numbered or categories:
            return False
        return not any(self._own(row, role) for role in (Role.NUMBER, Role.TASK, *_CARRIED))

    def _continue(self, row: Row) -> None:
        last = self.found[-1]
        extra = [entry for role in _WORK for entry in self._own(row, role)]
        last.contents.extend(extra)
        if extra:
            last.span = Span(last.span.start, max(last.span.end, *(entry.span.end for entry in extra)))

    def _own(self, row: Row, role: Role) -> list[Entry]:
        return [entry for at in self.sheet.at(role) if (entry := row[at])]

    def _cells(self, at: int, row: Row, role: Role) -> list[Entry]:
        """The cells of a role in a row, those of merges that reach down to it included."""
        found = [row[place] or self.sheet.covering(at, place) for place in self.sheet.at(role)]
        return [entry for entry in found if entry]

    def _add(self, at: int, row: Row, span: Span) -> None:
        number = self._number(at, row)
        titles, contents = self._cells(at, row, Role.TASK), self._cells(at, row, Role.CONTENT)
        goals = self._cells(at, row, Role.GOAL)
        if not titles:
            titles, contents = (contents[:1], contents[1:]) if contents else (self._cells(at, row, Role.PROJECT), [])
        if not titles:
            titles, goals = goals[:1], goals[1:]
        if not titles:
            return
        task = TaskRow(number, span, self.table, titles[0], [*titles[1:], *contents], self.category)
        task.goal = next(iter(goals), None)
        task.leads, task.responsible = self._cells(at, row, Role.LEAD), self._cells(at, row, Role.RESPONSIBLE)
        task.supports = self._cells(at, row, Role.SUPPORT)
        task.leader = next(iter(self._cells(at, row, Role.LEADER)), None)
        task.deadline = next(iter(self._cells(at, row, Role.DEADLINE)), None)
        task.names_leads, task.counted = bool(self.sheet.at(Role.LEAD)), not self.numbered
        self.found.append(task)
        self.numbers.append(number)

    def _number(self, at: int, row: Row) -> str:
        printed_number = next(iter(self._cells(at, row, Role.NUMBER)), None)
        if printed_number:
            return printed_number.text.strip("（）().．、")
        return self.numbers[-1] if self.numbered and self.numbers else str(len(self.found) + 1)


_BAND = re.compile(r"[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]")


def _distinct(found: Sequence[TaskRow], numbers: Sequence[str]) -> Iterator[TaskRow]:
    """Rows under one number (a merged cell) are told apart by their place, and titled by their own content."""
    for at, task in enumerate(found):
        first = at
        while first and numbers[first - 1] == numbers[at]:
            first -= 1
        after = at + 1 < len(found) and numbers[at + 1] == numbers[at]
        if first < at or after:
            task.number = f"{task.number}/{at - first + 1}"
            if task.contents:
                task.category, task.title, task.contents = task.title, task.contents[0], task.contents[1:]
        yield task
