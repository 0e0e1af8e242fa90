"""From ranges to the draft: tasks with their units, basis and segments."""

from collections.abc import Sequence

from luoshi.extraction.clauses import Clause, Range
from luoshi.extraction.deadlines import find_deadline
from luoshi.extraction.draft import Basis, Segment, Task, Unit
from luoshi.extraction.naming import units_of
from luoshi.extraction.responsibility import Responsibility
from luoshi.extraction.times import Times
from luoshi.extraction.work import Work
from luoshi.reading.normal import NormalText


def task_of(times: Times, work: Work, annex: str, rules: Responsibility) -> Task:
    """The task that a stretch of work says, under the standing rules of its document."""
    normal = times.normal
    task = Task(
        f"{annex}:{work.number}",
        annex,
        work.number,
        normal.printed(*work.title) if work.title[0] < work.title[1] else "",
        normal.span(work.start, _trim(normal.text, work.start, work.end)),
    )
    segments = [_segment(normal, clause, rules, task) for clause in work.clauses]
    for segment in segments:
        task.leads += segment.leads
        task.supports += segment.supports
        task.collectives += segment.collectives
    if len(segments) > 1:
        task.segments = segments
    task.basis = _basis(work, task, rules)
    _add_defaults(normal, work.start, task, rules)
    task.deadline = find_deadline(times, work.start, work.end)
    return task


def _trim(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] == "\n":
        end -= 1
    return end


def _first_listed(clause: Clause, rules: Responsibility) -> bool:
    start, end = rules.first_listed_in
    return start < clause.end <= end and len(clause.joint) > 0


def _segment(normal: NormalText, clause: Clause, rules: Responsibility, task: Task) -> Segment:
    named = sorted([*clause.leads, *clause.supports, *clause.joint])
    by_range = dict(zip(named, units_of(normal, named), strict=True))
    leads, supports, joint = (_pick(by_range, part) for part in (clause.leads, clause.supports, clause.joint))
    if _first_listed(clause, rules):
        leads, supports = joint[:1], supports + joint[1:]
    else:
        leads += joint
    task.people += units_of(normal, clause.people)
    return Segment(normal.span(clause.start, clause.end), leads, supports, units_of(normal, clause.collectives))


def _pick(units: dict[Range, Unit], ranges: Sequence[Range]) -> list[Unit]:
    return [units[place] for place in ranges]


def _basis(work: Work, task: Task, rules: Responsibility) -> Basis:
    if not (task.leads or task.supports or task.collectives):
        return "none"
    if work.inherited:
        return "inherited"
    if any(_first_listed(clause, rules) for clause in work.clauses):
        return "first-listed"
    if any(clause.leads or (clause.supports and not clause.joint) for clause in work.clauses):
        return "explicit"
    return "joint" if task.leads else "collective"


def _add_defaults(normal: NormalText, start: int, task: Task, rules: Responsibility) -> None:
    """Units that a sentence adds to every later task; the sentence is where they are printed."""
    if rules.default_from is None or start < rules.default_from:
        return
    present = {unit.name for unit in (*task.leads, *task.supports)}
    added = [unit for unit in units_of(normal, rules.default_units) if unit.name not in present]
    task.supports += added
    task.collectives += units_of(normal, rules.default_collectives)
    if task.basis == "none" and (added or rules.default_collectives):
        task.basis = "default"
