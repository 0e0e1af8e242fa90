"""Ranges of the normal text as units of the draft: printed name, source span, restored prefix."""

from collections.abc import Sequence

from luoshi.extraction.draft import Unit
from luoshi.extraction.units import restored
from luoshi.reading.normal import NormalText


def units_of(normal: NormalText, ranges: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units at these ranges, in the order given; a prefix printed once for the list is restored in `full`."""
    names = [normal.text[start:end] for start, end in ranges]
    full = restored(names)
    spans = [normal.span(start, end) for start, end in ranges]
    return [Unit(normal.at(span), span, whole) for span, whole in zip(spans, full, strict=True)]
