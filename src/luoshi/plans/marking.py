"""Overlapping marks laid flat over the text, paragraph by paragraph, ready to be printed as HTML. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.plans.payloads import Mark


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks."""

    start: int
    text: str
    kinds: tuple[str, ...]
    items: tuple[int, ...]
    is_markup: bool = False  # `**`, which the page hides

    @property
    def css(self) -> str:
        """The class names of the run."""
        return " ".join(["markup"] if self.is_markup else [f"m-{kind}" for kind in self.kinds])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source that is not blank."""

    start: int
    segments: tuple[Segment, ...]
    is_heading: bool


def lay_out(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Paragraph]:
    """The paragraphs of text[start:end], each cut into runs under the same marks. Blank lines are left out."""
    ordered = sorted((mark for mark in marks if mark.start < end and mark.end > start), key=lambda mark: mark.start)
    paragraphs = []
    for first, last in _lines(text, start, end):
        segments = tuple(_segments(text, first, last, _touching(ordered, first, last)))
        is_heading = any("heading" in segment.kinds for segment in segments)
        paragraphs.append(Paragraph(first, segments, is_heading))
    return paragraphs


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield here, here + len(line)
        here += len(line) + 1


def _touching(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < end and mark.end > start]


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    hidden = set(_markup(text, start, end))
    edges = {start, end, *hidden, *(place + 2 for place in hidden)}
    for mark in marks:
        edges.update((max(start, mark.start), min(end, mark.end)))
    ordered = sorted(edges)
    for here, there in pairwise(ordered):
        over = [mark for mark in marks if mark.start <= here and mark.end >= there]
        yield Segment(
            here,
            text[here:there],
            tuple(dict.fromkeys(mark.kind for mark in over)),
            tuple(dict.fromkeys(mark.item for mark in over if mark.item is not None)),
            here in hidden,
        )


def _markup(text: str, start: int, end: int) -> Iterator[int]:
    place = text.find("**", start, end)
    while place >= 0:
        yield place
        place = text.find("**", place + 2, end)
