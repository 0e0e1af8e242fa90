"""Ranges of the normal text as units of the draft: printed name, source span, restored prefix."""

from collections.abc import Sequence

from luoshi.extraction.draft import Unit
from luoshi.extraction.units import restored
from luoshi.reading.normal import NormalText


def units_of(normal: NormalText, ranges: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units at these ranges, in the order given.

    `full` restores a prefix printed once for the list, and a name that a page number interrupts.
    """
    if not ranges:
        return []
    names = [normal.text[start:end] for start, end in ranges]
    full = restored(names)
    spans = [normal.span(start, end) for start, end in ranges]
    printed = [normal.at(span) for span in spans]
    return [
        Unit(said, span, whole or (name if len(said) > len(name) else None))
        for said, span, name, whole in zip(printed, spans, names, full, strict=True)
    ]
