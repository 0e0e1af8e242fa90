"""What every rule looks at: one draft beside its text, with the indexes that several rules need."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from luoshi.checking.finding import QUOTE, Finding, Place, Severity, Words
from luoshi.core.spans import Span
from luoshi.extraction.draft import Group, Part, PlanDraft, Task, Unit
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText, normalise

_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?[省市州])?([\u4e00-\u9fff]{2,5}?)(?:管理区|开发区|新区|[省市县区州旗盟])")


class Case:
    """A draft and its document. Rules read it and never change it."""

    def __init__(self, draft: PlanDraft, document: Document) -> None:
        self.draft, self.text = draft, document.text
        self.document = document
        self._breaks = [index for index, character in enumerate(document.text) if character == "\n"]

    @cached_property
    def normal(self) -> NormalText:
        return normalise(self.document)

    @cached_property
    def tasks(self) -> dict[str, Task]:
        return {task.id: task for task in self.draft.tasks}

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        by_annex: dict[str, list[Group]] = defaultdict(list)
        for group in self.draft.groups:
            by_annex[group.annex].append(group)
        return by_annex

    @cached_property
    def tasks_by_annex(self) -> dict[str, list[Task]]:
        by_annex: dict[str, list[Task]] = defaultdict(list)
        for task in self.draft.tasks:
            by_annex[task.annex].append(task)
        return by_annex

    def body_of(self, group: Group) -> str:
        """The text of a group's part without the passage that composes the group: tables name units too."""
        part = self.half_of(group.span) or next((part for part in self.annexes if part.annex == group.annex), None)
        if part is None:
            return ""
        body = self.text[part.span.start : group.span.start] + self.text[group.span.end : part.span.end]
        return "".join(body.replace("**", "").split())

    @cached_property
    def home(self) -> str:
        """The plan's own place without its kind: 青螺 of 青螺县实施…方案. Empty if its title does not say."""
        return home_of(self.draft.meta.title)

    def half_of(self, span: Span) -> Part | None:
        """The half of an annex in which a span stands, where the annex has two."""
        return next((part for part in self.draft.parts if part.kind == "half" and part.span.contains(span)), None)

    @cached_property
    def group_homes(self) -> list[tuple[str, list[Group]]]:
        """The groups of an annex, taken together unless each serves a half of its own."""
        homes: list[tuple[str, list[Group]]] = []
        for annex, groups in self.groups.items():
            halves = {half.annex for group in groups if (half := self.half_of(group.span))}
            apart = len(groups) > 1 and len(halves) == len(groups)
            homes += [(annex, [group]) for group in groups] if apart else [(annex, groups)]
        return homes

    def tasks_of(self, group: Group) -> list[Task]:
        """The tasks of the part that a working group serves: its annex, or its half of one."""
        tasks, half = self.tasks_by_annex.get(group.annex, []), self.half_of(group.span)
        if half is None or (group.annex, [group]) not in self.group_homes or len(self.groups[group.annex]) == 1:
            return tasks
        return [task for task in tasks if half.span.contains(task.span)]

    @cached_property
    def annexes(self) -> list[Part]:
        return [part for part in self.draft.parts if part.kind == "annex"]

    @cached_property
    def overall(self) -> Part | None:
        return next((part for part in self.draft.parts if part.kind == "overall"), None)

    @cached_property
    def mentions(self) -> dict[str, list[Unit]]:
        """Every unit named in a task, by its name as printed."""
        named: dict[str, list[Unit]] = defaultdict(list)
        for task in self.draft.tasks:
            for unit in parties(task):
                named[unit.name].append(unit)
        return named

    @cached_property
    def members(self) -> dict[str, list[Unit]]:
        """Every unit named as a member of a working group, by its name as printed."""
        named: dict[str, list[Unit]] = defaultdict(list)
        for group in self.draft.groups:
            for unit in group.members:
                named[unit.name].append(unit)
        return named

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences as source spans: a paragraph is cut at 。！？；"""
        return list(cut(self.text, "。！？；\n"))

    def sentence_of(self, offset: int) -> Span:
        index = bisect.bisect_right(self.sentences, Span(offset, len(self.text) + 1)) - 1
        return self.sentences[max(index, 0)]

    def clause_with(self, span: Span) -> str:
        """The text from the last mark before a span to the span's end."""
        start = max(self.text.rfind(mark, 0, span.start) for mark in "，,。；;：:\n") + 1
        return self.text[start : span.end]

    @cached_property
    def _boxes(self) -> list[Span]:
        return sorted(table.span for table in self.draft.tables)

    def box_of(self, span: Span) -> Span | None:
        """The table or box that a span stands in."""
        index = bisect.bisect_right(self._boxes, Span(span.start, len(self.text) + 1)) - 1
        return self._boxes[index] if index >= 0 and self._boxes[index].contains(span) else None

    @cached_property
    def _targets(self) -> list[Span]:
        return sorted(target.span for target in self.draft.targets)

    def has_target(self, span: Span) -> bool:
        """Whether a span stands in a sentence that sets a target."""
        index = bisect.bisect_right(self._targets, Span(span.end, span.end)) - 1
        return index >= 0 and self._targets[index].overlaps(span)

    def line(self, offset: int) -> int:
        """The 1-based line of the text printed by `luoshi read`."""
        return bisect.bisect_left(self._breaks, offset) + 1

    def place(self, span: Span) -> Place:
        quote = "".join(self.text[span.start : span.end].replace("**", "").split())
        return Place(span, self.line(span.start), quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…")

    def find(self, rule: str, severity: Severity, words: Words, spans: Iterable[Span], **data: Any) -> Finding:
        """A finding over these spans, in the order in which they stand in the text."""
        return Finding(rule, severity, words, [self.place(span) for span in sorted(set(spans))], data)

    def name_of(self, annex: str) -> Words:
        """How a part is called in a message."""
        return Words("the overall plan", "总体方案") if annex == "0" else Words(f"annex {annex}", f"附件{annex}")


def home_of(title: str | None) -> str:
    """The place that a plan's title opens with, without its kind: 青螺 of 青螺县实施…方案. Empty if it names none."""
    found = _PLACE.match(title or "")
    return found[1] if found else ""


def parties(task: Task) -> list[Unit]:
    return [*task.leads, *task.supports]


def cut(text: str, ends: str) -> Iterator[Span]:
    start = 0
    for index, character in enumerate(text):
        if character in ends:
            if index > start:
                yield Span(start, index + 1)
            start = index + 1
    if start < len(text):
        yield Span(start, len(text))
