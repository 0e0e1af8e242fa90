"""Document → PlanDraft: the order in which the grammars read, and what each hands to the next."""

import gc
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from luoshi.core.spans import Span
from luoshi.extraction.annexes import Stretch, find_annexes, find_list
from luoshi.extraction.assemble import task_of
from luoshi.extraction.clauses import Clause
from luoshi.extraction.draft import Part, PlanDraft, Section, Source, Task
from luoshi.extraction.envelope import Envelope, entitle, read_envelope
from luoshi.extraction.groups import find_groups
from luoshi.extraction.lines import Line, lines_of
from luoshi.extraction.observations import notes_of
from luoshi.extraction.outline import Node, build, numbered, ranks
from luoshi.extraction.responsibility import Responsibility, find_responsibility
from luoshi.extraction.tables import FoundTables, find_tables
from luoshi.extraction.tables_tasks import prose_ranges, table_tasks, workbook_parts
from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.times import Times
from luoshi.extraction.topics import names_a_goal
from luoshi.extraction.work import Work, find_unnumbered, find_work
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText, normalise

Progress = Callable[[int, int, str], None]
_STEPS = ("normalise", "tables", "outline", "tasks", "targets")


@dataclass(slots=True)
class PartReading:
    """One part as read: its lines, its items, its tasks."""

    stretch: Stretch
    end: int
    nodes: list[Node] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """Everything read so far of one document; the draft is made from it."""

    normal: NormalText
    lines: list[Line]
    envelope: Envelope
    times: Times
    rules: Responsibility
    parts: list[PartReading]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """While a draft is made hardly anything becomes garbage; looking for it takes a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_paused()
def extract(document: Document, *, progress: Progress | None = None) -> PlanDraft:
    """Read a plan. Deterministic; what could not be read stands in the draft's notes."""
    tell = progress or (lambda done, total, what: None)
    tell(0, len(_STEPS), _STEPS[0])
    normal = normalise(document)
    tell(1, len(_STEPS), _STEPS[1])
    tables = find_tables(document, normal)
    tell(2, len(_STEPS), _STEPS[2])
    reading = _read(normal, tables)
    tell(3, len(_STEPS), _STEPS[3])
    draft = PlanDraft(Source(document.name, document.media_type, document.sha256, len(document.text)))
    draft.meta = reading.envelope.meta
    _add_parts(draft, reading)
    _add_tables(draft, reading, tables, document)
    tell(4, len(_STEPS), _STEPS[4])
    draft.notes = sorted([*tables.notes, *notes_of(reading, draft)], key=lambda note: note.span)
    times, scopes = reading.times, _scopes(draft, reading, tables)
    del reading, tables  # their room is given back before the targets take theirs
    draft.targets = find_targets(times, scopes)
    tell(5, len(_STEPS), _STEPS[4])
    return draft


def _read(normal: NormalText, tables: FoundTables) -> Reading:
    lines = lines_of(normal.text, tables.covered)
    envelope = read_envelope(normal, lines)
    if tables.tables and not envelope.meta.title:
        entitle(envelope, tables.tables[0].title)
    rules = find_responsibility(normal.text)
    rules.clauses = _outside(rules.clauses, sorted(tables.covered))
    stretches = _stretches(normal.text, lines, envelope)
    closed = 0 < envelope.last < len(lines)
    ends = [stretch.start for stretch in stretches[1:]]
    ends.append(lines[envelope.last - 1].end if closed else len(normal.text))
    parts = [PartReading(stretch, end) for stretch, end in zip(stretches, ends, strict=True)]
    _confine(rules, parts)
    rows = sorted(normal.index(row.span.start) for row in tables.tasks)
    _outline(normal.text, lines, parts, rows)
    starts = [clause.start for clause in rules.clauses]
    for part in parts:
        first, last = bisect_left(starts, part.stretch.start), bisect_left(starts, part.end)
        title = normal.text[slice(*part.stretch.title)] if part.stretch.title else ""
        own = rules.clauses[first:last]
        work = find_work(normal.text, part.nodes, own, title)
        if own and not part.nodes:
            work = find_unnumbered(normal.text, lines[part.stretch.first : part.stretch.last], own)
        if not own and _is_mere_notice(envelope, part, parts):
            work = []
        part.work = [each for each in work if each.clauses or not _holds_rows(each, rows)]
    return Reading(normal, lines, envelope, Times(normal, envelope.issued), rules, parts)


def _confine(rules: Responsibility, parts: Sequence[PartReading]) -> None:
    """A rule that does not say 下同 and stands in an annex holds in that annex: 本方案 there is the annex."""
    if rules.first_listed is None or rules.first_listed_in[0] > 0:
        return
    place = rules.first_listed[0]
    home = next((part for part in parts if part.stretch.start <= place < part.end), None)
    if home is not None and home.stretch.annex != "0":
        rules.first_listed_in = (home.stretch.start, home.end)


def _is_mere_notice(envelope: Envelope, part: PartReading, parts: Sequence[PartReading]) -> bool:
    """Whether what stands before the annexes is only the letter that sends them: it has no title of a plan."""
    return part.stretch.annex == "0" and len(parts) > 1 and envelope.title is None and not envelope.meta.title


def _holds_rows(work: Work, rows: Sequence[int]) -> bool:
    """Whether the tasks of an item are the rows of a table in it."""
    at = bisect_left(rows, work.start)
    return at < len(rows) and rows[at] < work.end


def _outside(clauses: Sequence[Clause], covered: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses that stand in prose: those in cells belong to their rows."""
    starts = [start for start, _ in covered]
    kept = []
    for clause in clauses:
        at = bisect_left(starts, clause.start + 1) - 1
        if at < 0 or covered[at][1] <= clause.start:
            kept.append(clause)
    return kept


def _stretches(text: str, lines: Sequence[Line], envelope: Envelope) -> list[Stretch]:
    """The overall plan and its annexes as stretches of lines."""
    body = lines[: envelope.last]
    listed = find_list(text, body)
    annexes = [annex for annex in find_annexes(text, body, listed) if annex.first > envelope.first]
    in_plan = listed and listed.first >= envelope.first
    last = listed.first if listed and in_plan and (not annexes or listed.first < annexes[0].first) else len(body)
    if annexes:
        last = min(last, bisect_left([line.start for line in body], annexes[0].start))
    first = min(envelope.first, len(body))
    start = envelope.title[0] if envelope.title else (body[first].start if first < len(body) else 0)
    return [Stretch("0", "overall", envelope.title, start, first, max(last, first)), *annexes]


def _outline(text: str, lines: Sequence[Line], parts: Sequence[PartReading], rows: Sequence[int]) -> None:
    own = [numbered(text, lines[part.stretch.first : part.stretch.last]) for part in parts]
    order = ranks([[marker for _, marker in part if marker] for part in own])
    for part, marked in zip(parts, own, strict=True):
        inside = rows[bisect_left(rows, part.stretch.start) : bisect_left(rows, part.end)]
        end = max(marked[-1][0].end, part.stretch.start, *(row + 1 for row in inside[-1:])) if marked else part.end
        part.nodes = build(text, marked, end, order)


def _add_parts(draft: PlanDraft, reading: Reading) -> None:
    normal = reading.normal
    for part in reading.parts:
        stretch = part.stretch
        title = normal.printed(*stretch.title) if stretch.title else (draft.meta.title or "")
        if stretch.start < part.end:
            draft.parts.append(
                Part(stretch.annex, stretch.kind, title, normal.span(stretch.start, _rtrim(normal.text, part)))
            )
        draft.parts += _halves(normal, part)
        _add_items(draft, reading, part)
        if part.end > stretch.start:
            draft.groups += find_groups(normal, stretch.start, part.end, stretch.annex)


def _rtrim(text: str, part: PartReading) -> int:
    end = part.end
    while end > part.stretch.start + 1 and text[end - 1] == "\n":
        end -= 1
    return end


def _halves(normal: NormalText, part: PartReading) -> list[Part]:
    """Sub-schemes: two or more top items each of which has goals of its own."""
    tops = [node for node in part.nodes if node.parent is None]
    schemes = [node for node in tops if any(names_a_goal(normal.text, child) for child in node.children)]
    if part.stretch.kind != "annex" or len(schemes) < 2:
        return []
    return [
        Part(
            f"{part.stretch.annex}{chr(ord('a') + at)}",
            "half",
            normal.printed(*node.title),
            normal.span(node.start, node.end),
        )
        for at, node in enumerate(schemes)
        if node.title[0] < node.title[1]
    ]


def _add_items(draft: PlanDraft, reading: Reading, part: PartReading) -> None:
    normal, annex = reading.normal, part.stretch.annex
    at_work = {work.start for work in part.work}
    for node in part.nodes:
        if node.start not in at_work and node.title[0] < node.title[1]:
            title = normal.printed(*node.title)
            draft.sections.append(Section(annex, node.path, title, normal.span(node.start, _end(normal.text, node))))
    seen: Counter[str] = Counter()
    for work in part.work:
        task = task_of(reading.times, work, annex, reading.rules)
        _add_task(draft, task, seen)


def _end(text: str, node: Node) -> int:
    end = node.end
    while end > node.start + 1 and text[end - 1] == "\n":
        end -= 1
    return end


def _add_task(draft: PlanDraft, task: Task, seen: "Counter[str]") -> None:
    """Numbers may be printed twice; ids are told apart by a counter."""
    seen[task.id] += 1
    if seen[task.id] > 1:
        task.id = f"{task.id}#{seen[task.id]}"
    draft.tasks.append(task)


def _add_tables(draft: PlanDraft, reading: Reading, tables: FoundTables, document: Document) -> None:
    """The tables, and the tasks they print; the sheets of a workbook are its parts."""
    draft.tables, draft.indicators = tables.tables, tables.indicators
    draft.parts = workbook_parts(document, tables.tables) or draft.parts
    if not draft.parts:
        draft.parts = [Part("0", "overall", draft.meta.title or "", Span(0, len(document.text)))]

    places = _Places(draft)
    for table in tables.tables:
        table.annex = places.annex(table.span.start)
    tasks, sections = table_tasks(tables.tasks, reading.times, places.find)
    draft.sections += sections
    seen = Counter(task.id for task in draft.tasks)
    for task in tasks:
        _add_task(draft, task, seen)


class _Places:
    """Looks up in which part and in which section of a draft an offset stands."""

    def __init__(self, draft: PlanDraft) -> None:
        self.parts = sorted((part for part in draft.parts if part.kind != "half"), key=lambda part: part.span.start)
        self.sections: dict[str, list[Section]] = {}
        for section in draft.sections:
            self.sections.setdefault(section.annex, []).append(section)

    def annex(self, offset: int) -> str:
        """The annex of the last part (sub-schemes aside) that begins at or before an offset."""
        before = bisect_right(self.parts, offset, key=lambda part: part.span.start)
        return self.parts[max(before - 1, 0)].annex

    def find(self, offset: int) -> tuple[str, str]:
        """The annex at an offset and the number of its innermost section there."""
        annex = self.annex(offset)
        sections = self.sections.get(annex, [])
        innermost = ""
        for at in range(bisect_right(sections, offset, key=lambda section: section.span.start) - 1, -1, -1):
            section = sections[at]
            if section.span.end >= offset and len(section.number) >= len(innermost):
                innermost = section.number
            if "/" not in section.number and section.span.start < offset:
                break  # a top section: those before it have ended
        return annex, innermost


def _scopes(draft: PlanDraft, reading: Reading, tables: FoundTables) -> list[Scope]:
    """Where targets are looked for: each task, and what stands between them, tables left out."""
    scopes: list[Scope] = []
    tasks = {(task.annex, task.number, task.span.start): task.id for task in draft.tasks}
    covered = sorted(tables.covered)
    for part in reading.parts:
        at = part.stretch.start
        for work in part.work:
            scopes += _clear(part.stretch.annex, None, at, work.start, covered)
            key = (part.stretch.annex, work.number, reading.normal.origin(work.start))
            scopes += _clear(part.stretch.annex, tasks.get(key), work.start, work.end, covered)
            at = work.end
        scopes += _clear(part.stretch.annex, None, at, part.end, covered)
    from_tables = draft.tasks[len(draft.tasks) - len(tables.tasks) :]
    scopes += [Scope(*each) for each in prose_ranges(reading.normal, tables.tasks, from_tables, tables.tables)]
    return sorted(scopes, key=lambda scope: scope.start)


def _clear(annex: str, task: str | None, start: int, end: int, covered: list[tuple[int, int]]) -> list[Scope]:
    scopes: list[Scope] = []
    at = max(bisect_left(covered, (start, start)) - 1, 0)
    for first, last in covered[at:]:
        if first >= end:
            break
        if last > start:
            if first > start:
                scopes.append(Scope(annex, task, start, first))
            start = max(start, last)
    if start < end:
        scopes.append(Scope(annex, task, start, end))
    return scopes
