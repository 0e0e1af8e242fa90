"""From the rows of task tables to tasks, and from the sheets of a workbook to parts."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from luoshi.core.spans import Span
from luoshi.extraction.clauses import VERB, Clause, read_clause
from luoshi.extraction.draft import Basis, Deadline, Part, PlanTable, Section, Task, Unit
from luoshi.extraction.numbering import read_marker
from luoshi.extraction.outline import title_of
from luoshi.extraction.tables_grid import Entry
from luoshi.extraction.task_tables import TaskRow
from luoshi.extraction.times import Times
from luoshi.extraction.units import is_unit_shaped, read_list, restored
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText

Place = Callable[[int], tuple[str, str]]  # source offset → annex and path of the section it stands in ("" for none)
_LABEL = re.compile(r"(?:责任|牵头|配合|承办|落实)[\u4e00-\u9fff]{0,4}：")


def table_tasks(rows: Sequence[TaskRow], times: Times, place: Place) -> tuple[list[Task], list[Section]]:
    """The tasks of table rows, one a row, and a section for each numbered category."""
    tasks: list[Task] = []
    sections: dict[tuple[str, str], Section] = {}
    for row in rows:
        annex, path = place(row.span.start)
        step = _category_step(row, times.normal)
        if step and row.category:
            path = f"{path}/{step[0]}" if path else step[0]
            sections.setdefault((annex, path), Section(annex, path, step[1], row.category.span))
        tasks.append(_task(row, times, annex, path))
    return tasks, list(sections.values())


def prose_ranges(
    normal: NormalText, rows: Sequence[TaskRow], tasks: Sequence[Task], tables: Sequence[PlanTable]
) -> list[tuple[str, str | None, int, int]]:
    """Where tables hold sentences that may set targets: (annex, task, start, end) of tasks' cells and prose boxes."""
    found: list[tuple[str, str | None, int, int]] = []
    seen: set[Span] = set()  # a merged cell belongs to the first of its rows
    for row, task in zip(rows, tasks, strict=True):
        cells = [cell for cell in (row.title, *row.contents, row.goal) if cell and cell.span not in seen]
        seen.update(cell.span for cell in cells)
        found += [(task.annex, task.id, *_range(cell, normal)) for cell in cells]
    for table in tables:
        if not table.columns:
            found.append((table.annex, None, normal.index(table.span.start), normal.index(table.span.end)))
    return [each for each in found if each[2] < each[3]]


def _range(entry: Entry, normal: NormalText) -> tuple[int, int]:
    return normal.index(entry.span.start), normal.index(entry.span.end)


def _category_step(row: TaskRow, normal: NormalText) -> tuple[str, str] | None:
    """The printed number and the words of a category such as 一、产业发展; None when it has no number."""
    if row.category is None:
        return None
    start, end = _range(row.category, normal)
    marker = read_marker(normal.text, start, end)
    return (marker.step, normal.printed(marker.end, end)) if marker and marker.end < end else None


def _task(row: TaskRow, times: Times, annex: str, path: str) -> Task:
    normal = times.normal
    number, title = row.number, ""
    if row.title:
        start, end = _range(row.title, normal)
        marker = read_marker(normal.text, start, end)
        if marker and marker.end < end:
            start = marker.end
            number = marker.step if row.counted else number
        first, last = title_of(normal.text, start, end)
        title = normal.printed(first, last) if last > first else row.title.text
    number = f"{path}/{number}" if path else number
    task = Task(f"{annex}:{number}", annex, number, title, row.span)
    _assign(task, row, normal)
    task.deadline = _deadline(row, times)
    return task


def _assign(task: Task, row: TaskRow, normal: NormalText) -> None:
    """Put the cells' units in their roles: a responsible unit beside a lead supports; without one, all are joint."""
    clause = Clause(*_bounds(row, normal))
    for role, entries in (("leads", row.leads), ("joint", row.responsible), ("supports", row.supports)):
        for entry in entries:
            _read_cell(clause, role, *_range(entry, normal), normal)
    clause.settle()
    task.leads = _units(clause.leads or clause.joint, normal)
    task.supports = _units(clause.supports, normal)
    task.collectives = _units(clause.collectives, normal)
    task.people = _units([*clause.people, *([_range(row.leader, normal)] if row.leader else [])], normal)
    task.basis = _basis(clause)


def _bounds(row: TaskRow, normal: NormalText) -> tuple[int, int]:
    return normal.index(row.span.start), normal.index(row.span.end)


def _read_cell(clause: Clause, role: str, start: int, end: int, normal: NormalText) -> None:
    """A cell is a list of units, or a clause of its own (县发改局牵头，县财政局配合)."""
    if start >= end:
        return
    text = normal.text
    if VERB.search(text, start, end) or _LABEL.search(text, start, end):
        own = read_clause(text, start, end, (start, end))
        if own:
            clause.leads += own.leads
            clause.supports += own.supports
            getattr(clause, role).extend(own.joint)
            clause.collectives += own.collectives
            clause.people += own.people
            return
    for first, last in _cell_lines(normal, start, end):
        entries = read_list(text, first, last)
        getattr(clause, role).extend(entries.units)
        clause.collectives += entries.collectives
        clause.unread += entries.unread


_BLANK = re.compile(r"\s+")
_LAST_ENTRY = re.compile(r"[^、，；]*$")
_FIRST_ENTRY = re.compile(r"[^、，；]*")
_SHORTEST = 4


def _cell_lines(normal: NormalText, start: int, end: int) -> list[tuple[int, int]]:
    """The cell cut where only a line break or a blank parts two names; one inside a name cuts nothing."""
    first, last = normal.span(start, end)
    cuts = [normal.index(first + gap.end()) for gap in _BLANK.finditer(normal.source[first:last])]
    bounds = [start, *(cut for cut in cuts if _parts_names(normal.text, start, cut, end)), end]
    return [(a, b) for a, b in pairwise(bounds) if a < b]


def _parts_names(text: str, start: int, cut: int, end: int) -> bool:
    if not start < cut < end:
        return False
    before, after = _LAST_ENTRY.search(text, start, cut), _FIRST_ENTRY.match(text, cut, end)
    names = [found[0].strip("\n") for found in (before, after) if found]
    return all(len(name) >= _SHORTEST and is_unit_shaped(name) for name in names)


def _basis(clause: Clause) -> Basis:
    if clause.leads:
        return "explicit"
    if clause.joint:
        return "joint"
    if clause.supports:
        return "explicit"
    return "collective" if clause.collectives else "none"


def _units(ranges: Sequence[tuple[int, int]], normal: NormalText) -> list[Unit]:
    names = [normal.printed(start, end) for start, end in ranges]
    full = restored(names)
    return [
        Unit(name, normal.span(start, end), whole)
        for name, whole, (start, end) in zip(names, full, ranges, strict=True)
    ]


def _deadline(row: TaskRow, times: Times) -> Deadline | None:
    """The deadline of the cell: the last date it names, or its words (长期坚持) without a date."""
    if row.deadline is None:
        return None
    normal = times.normal
    phrases = times.within(*_range(row.deadline, normal))
    if not phrases:
        return Deadline(row.deadline.text, None, row.deadline.span)
    first, last = phrases[0].start, phrases[-1].end
    due = phrases[-1].due
    return Deadline(normal.printed(first, last), due.isoformat() if due else None, normal.span(first, last))


_ANNEX_NAME = re.compile(r"附\s*(?:件|表)\s*(\d+)|(?:第)?(\d+)[.、\s]")
_IS_WORKBOOK = re.compile("sheet|excel")
_OVERALL = re.compile(r"总体|总方案|总表|汇总")


def workbook_parts(document: Document, tables: Sequence[PlanTable]) -> list[Part]:
    """The parts of a workbook with several sheets: each sheet that holds a table is an annex; otherwise none."""
    headings = [block.span for block in document.blocks if block.kind == "heading" and block.level == 1]
    if len(document.tables) < 2 or not headings or not _IS_WORKBOOK.search(document.media_type):
        return []
    ends = [span.start for span in headings[1:]] + [len(document.text)]
    sheets = [Span(span.start, end) for span, end in zip(headings, ends, strict=True)]
    parts: list[Part] = []
    for heading, sheet in zip(headings, sheets, strict=True):
        inside = [table for table in tables if sheet.contains(table.span)]
        if inside:
            name = document.text[heading.start : heading.end].strip()
            parts.append(_part(name, len(parts) + 1, sheet, inside[0].title))
    return parts if len(parts) > 1 else []


def _part(name: str, place: int, sheet: Span, title: str) -> Part:
    if _OVERALL.search(name):
        return Part("0", "overall", title or name, sheet)
    numbered = _ANNEX_NAME.match(name)
    annex = (numbered[1] or numbered[2]) if numbered else str(place)
    return Part(annex, "annex", title or name, sheet)
