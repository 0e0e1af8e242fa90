"""Notes: repairs that were made and places that could not be read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.core.spans import Span
from luoshi.extraction.draft import Note, PlanDraft
from luoshi.extraction.outline import Node

if TYPE_CHECKING:
    from luoshi.extraction.plan import Reading


def notes_of(reading: "Reading", draft: PlanDraft) -> Iterator[Note]:
    """Every note on one reading, in no order."""
    yield from _joins(reading)
    yield from _unread(reading)
    yield from _elided(draft)
    for part in reading.parts:
        yield from _numbering(reading, part.nodes)


def _joins(reading: "Reading") -> Iterator[Note]:
    for offset in reading.normal.joins:
        yield Note("joined-page-break", "A paragraph cut in two was put together here.", Span(offset, offset + 1))


def _unread(reading: "Reading") -> Iterator[Note]:
    normal = reading.normal
    for start, end in reading.rules.unread:
        yield Note(
            "unread-bracket",
            f"Words on responsibility that name no unit the grammar knows: {normal.printed(start, end)[:60]}",
            normal.span(start, end),
        )
    for start, end in reading.rules.unclosed:
        yield Note("unclosed-bracket", "A bracket on responsibility is never closed.", normal.span(start, end))
    for clause in reading.rules.clauses:
        for start, end in clause.liaison:
            words = normal.printed(start, end)
            yield Note(
                "liaison-unit",
                f"{words} is a body to keep in touch with, not a responsible one.",
                normal.span(start, end),
            )


def _elided(draft: PlanDraft) -> Iterator[Note]:
    for task in draft.tasks:
        for unit in (*task.leads, *task.supports):
            if unit.full:
                yield Note(
                    "elided-prefix", f"{unit.name} was read as {unit.full}, after the list it stands in.", unit.span
                )


def _numbering(reading: "Reading", nodes: list[Node]) -> Iterator[Note]:
    """Numbers that are doubled or skipped among the items of one parent."""
    last: dict[tuple[int, str], Node] = {}
    for node in nodes:
        key = (node.parent.start if node.parent else -1, node.marker.kind)
        before = last.get(key)
        last[key] = node
        if before is None or node.marker.value == before.marker.value + 1:
            continue
        if node.marker.value == 1 != before.marker.value:  # a sequence that starts anew
            continue
        code = "doubled-number" if node.marker.value == before.marker.value else "odd-numbering"
        message = f"{node.marker.step} follows {before.marker.step}."
        yield Note(code, message, reading.normal.span(node.start, node.marker.end))
