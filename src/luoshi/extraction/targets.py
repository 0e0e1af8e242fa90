"""Targets: every figure that a plan sets itself, with its indicator, bound, unit, time and place in the text.

Candidates come from one pass of the quantity grammar over the normal text; cheap local rules then decide each one in
its own clause. Nothing is scanned twice, so the time is linear in the text. The rules are told in docs/targets.md.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from luoshi.core.quantities import Quantity, find_quantities
from luoshi.extraction.draft import Target
from luoshi.extraction.targets_context import Context
from luoshi.extraction.targets_qualitative import find_qualitative
from luoshi.extraction.targets_sentence import Reading, read_sentence
from luoshi.extraction.times import Times, period_of
from luoshi.reading.normal import NormalText

_SENTENCE_END = re.compile("[。！？；\n]")
_LONGEST_SENTENCE = 600
_LONGEST_HEADING = 120
_HEADING_END = re.compile("[。\n]")
_NOTHING: dict[int, str] = {}


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of the normal text that may set targets: a goals section (`task` None) or one task."""

    annex: str
    task: str | None
    start: int
    end: int


@dataclass(slots=True)
class _Sentence:
    scope: Scope
    start: int
    end: int
    quantities: list[Quantity]


def find_targets(times: Times, scopes: Sequence[Scope]) -> list[Target]:
    """The targets within `scopes`, in text order."""
    if not scopes:
        return []
    ordered = sorted(scopes, key=lambda scope: (scope.start, -scope.end))
    normal = times.normal
    context = Context(normal.text, times.issued)
    found: list[tuple[int, Target]] = []
    last: tuple[Scope, str] | None = None
    for sentence in _sentences(normal.text, ordered):
        carried = last[1] if last and last[0] is sentence.scope and _continues(normal.text, sentence.start) else None
        span = sentence.start, sentence.end
        for reading in read_sentence(normal.text, *span, sentence.quantities, context, carried):
            last = sentence.scope, reading.indicator
            if not times.is_past(sentence.start, reading.quantity.start):
                found.append((reading.start, _target(normal, times, sentence, reading)))
    found += [(start, target) for start, target in find_qualitative(normal, ordered, context, times)]
    found.sort(key=lambda pair: pair[0])
    return _numbered(_without_titles(found, _headings(normal.text, ordered)))


def _headings(text: str, scopes: Sequence[Scope]) -> dict[str, int]:
    """Where the heading of each task ends: its first sentence or line."""
    ends: dict[str, int] = {}
    for scope in scopes:
        if scope.task is not None and scope.task not in ends:
            stop = _HEADING_END.search(text, scope.start, min(scope.end, scope.start + _LONGEST_HEADING))
            ends[scope.task] = stop.start() if stop else scope.end
    return ends


def _continues(text: str, start: int) -> bool:
    return text[start - 1 : start] == "；"


def _sentences(text: str, scopes: Sequence[Scope]) -> Iterator[_Sentence]:
    starts = [scope.start for scope in scopes]
    ends = _SENTENCE_END.finditer(text)
    begin, stop = 0, -1  # the sentence reached lies between them
    current: _Sentence | None = None
    for quantity in find_quantities(text, scopes[0].start, max(scope.end for scope in scopes)):
        scope = scope_at(scopes, starts, quantity.start)
        if scope is None:
            continue
        if current and current.scope is scope and quantity.start < current.end:
            current.quantities.append(quantity)
            continue
        if current:
            yield current
        while stop < quantity.start:
            mark = next(ends, None)
            begin, stop = stop + 1, mark.start() if mark else len(text)
        start = max(begin, scope.start, quantity.start - _LONGEST_SENTENCE)
        end = min(stop, scope.end, quantity.start + _LONGEST_SENTENCE)
        current = _Sentence(scope, start, end, [quantity])
    if current:
        yield current


def scope_at(scopes: Sequence[Scope], starts: Sequence[int], index: int) -> Scope | None:
    """The innermost scope that contains an index; scopes are ordered by start."""
    place = bisect_right(starts, index) - 1
    while place >= 0:
        if index < scopes[place].end:
            return scopes[place]
        place = place - 1 if scopes[place].task is not None and place and scopes[place - 1].end > index else -1
    return None


def _target(normal: NormalText, times: Times, sentence: _Sentence, reading: Reading) -> Target:
    quantity = reading.quantity
    span = normal.span(reading.start, reading.end)
    quote = normal.at(span)
    respelt = _respelt(normal.text[reading.start : reading.end], quote)
    phrase = times.governing(
        sentence.start, quantity.start, max(sentence.scope.start, sentence.start - _LONGEST_SENTENCE)
    )
    return Target(
        id="",
        annex=sentence.scope.annex,
        task=sentence.scope.task,
        quote=quote,
        span=span,
        indicator=reading.indicator.translate(respelt) if respelt else reading.indicator,
        comparator=reading.comparator,
        value=float(quantity.value),
        value_max=None if quantity.value_max is None else float(quantity.value_max),
        unit=(quantity.unit.translate(respelt) if respelt else quantity.unit) or None,
        basis=reading.basis,
        modality=reading.modality,
        period=period_of(phrase) if phrase else None,
        deadline=times.deadline(phrase) if phrase else None,
    )


def _respelt(normalised: str, printed: str) -> dict[int, str]:
    """The characters that the normal text simplified, each with what the source prints for it."""
    if normalised == printed or len(normalised) != len(printed):
        return _NOTHING
    return {ord(a): b for a, b in zip(normalised, printed, strict=True) if a != b and a > "\u4e00"}


def _without_titles(found: Iterable[tuple[int, Target]], headings: dict[str, int]) -> list[Target]:
    """A task's title that states the figure its body states again counts once, in the body."""
    kept: list[Target] = []
    at = 0
    for start, target in found:
        previous = kept[-1] if kept else None
        if previous and previous.task is not None and previous.task == target.task:
            titled = at < headings[previous.task] <= start
            if titled and _restates(previous, target):
                kept.pop()
        kept.append(target)
        at = start
    return kept


def _restates(title: Target, body: Target) -> bool:
    if body.value is None or (title.value, title.unit) != (body.value, body.unit) or title.span == body.span:
        return False
    first, second = set(title.indicator), set(body.indicator)
    return len(first & second) >= 0.6 * min(len(first), len(second))


def _numbered(targets: list[Target]) -> list[Target]:
    counts: dict[str, int] = {}
    for target in targets:
        counts[target.annex] = counts.get(target.annex, 0) + 1
        target.id = f"{target.annex}:t{counts[target.annex]}"
    return targets
