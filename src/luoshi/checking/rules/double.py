"""Work that two annexes give out."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.rules.repeats import clauses
from luoshi.core.spans import Span
from luoshi.extraction.draft import Target, Task

TAIL = 11  # characters at the end of a clause from which two annexes mean the same work
# A clause that opens with one of these says in what spirit the work is done, not what is done.
_CONTEXT = re.compile(r"围绕|按照|坚持|聚焦|依托|紧扣|立足|对照|根据|对标|突出|以|为")


class Twice(NamedTuple):
    """The same work at two places of two tasks."""

    one: Task
    there: Span
    other: Task
    here: Span


@rule(
    "double-work",
    name="Work given out twice",
    explanation="Two tasks hold the same work: it is reported twice, or each waits for the other.",
    remedy="Keep the work in one annex and let the other refer to it, or name one unit that reports it.",
    zh=(
        "工作重复",
        "两项任务写了同一件工作，要么报两遍，要么互相等待。",
        "只在一处布置，另一处改为引用；或明确由哪家统一填报。",
    ),
)
def double_work(case: Case) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[Twice]] = defaultdict(list)
    for twice in [*same_clauses(case), *same_figures(case), *same_money(case)]:
        found[twice.one.annex, twice.other.annex].append(twice)
    for (annex, rival), twices in found.items():
        spans = outermost([span for twice in twices for span in (twice.there, twice.here)])
        tasks = {task.id for twice in twices for task in (twice.one, twice.other)}
        words = double_words(case.name_of(annex), case.name_of(rival), twices)
        yield case.find("double-work", "info", words, spans, tasks=sorted(tasks))


def double_words(part: Words, rival: Words, twices: Sequence[Twice]) -> Words:
    pairs = {(twice.one.id, twice.other.id): not leads(twice.one) & leads(twice.other) for twice in twices}
    led = sum(pairs.values())
    apart = (
        Words(f"; {led} of the pairs under different units", f"，其中{led}对由不同单位负责") if led else Words("", "")
    )
    if part == rival:
        return Words(
            f"{part.en.capitalize()} gives out the same work twice ({len(pairs)} pairs of tasks{apart.en}).",
            f"{part.zh}内有{len(pairs)}对任务写了同一件工作{apart.zh}。",
        )
    return Words(
        f"{part.en.capitalize()} and {rival.en} give out the same work ({len(pairs)} pairs of tasks{apart.en}).",
        f"{part.zh}与{rival.zh}有{len(pairs)}对任务写了同一件工作{apart.zh}。",
    )


def leads(task: Task) -> set[str]:
    return {unit.name for unit in task.leads}


def outermost(spans: Sequence[Span]) -> list[Span]:
    """Spans that stand in no other: a figure within a clause that is shown anyway is not shown again."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def same_clauses(case: Case) -> Iterator[Twice]:
    seen: dict[str, tuple[Task, Span]] = {}
    for task in case.draft.tasks:
        for clause, here in clauses(case, task) if task.annex != "0" else ():
            if len(clause) < TAIL or _CONTEXT.match(clause):
                continue
            tail = clause[-TAIL:]
            first, there = seen.setdefault(clause if "、" in tail else tail, (task, here))
            if first.annex != task.annex:
                yield Twice(first, there, task, here)


def same_figures(case: Case) -> Iterator[Twice]:
    """One indicator with one figure in tasks of two annexes."""
    seen: dict[tuple[str, str, float | None], tuple[Task, Target]] = {}
    for target in case.draft.targets:
        task, name = case.tasks.get(target.task or ""), naming.name_of(target.indicator)
        if task is None or task.annex == "0" or target.value is None or not name.specific:
            continue
        first, there = seen.setdefault((name.key, naming.counter(target.unit), target.value), (task, target))
        rivals = first.basis == task.basis == "explicit" and not leads(first) & leads(task)
        if first.annex != task.annex and not rivals:  # rivals are told by conflicting-lead
            yield Twice(first, there.span, task, target.span)


ALIKE = 3  # pairs of characters that the titles of two tasks must share where only their money agrees


def same_money(case: Case) -> Iterator[Twice]:
    """One sum of money under one lead unit in two tasks whose titles speak of one thing."""
    seen: dict[tuple[float, str, str], tuple[Task, Target]] = {}
    for target in case.draft.targets:
        task = case.tasks.get(target.task or "")
        if task is None or target.basis != "amount" or not task.leads or target.value is None:
            continue
        first, there = seen.setdefault((target.value, target.unit or "", task.leads[0].name), (task, target))
        shared = naming.bigrams(first.title) & naming.bigrams(task.title)
        if first.id != task.id and len(shared) >= ALIKE and first.title != task.title:
            yield Twice(first, there.span, task, target.span)
