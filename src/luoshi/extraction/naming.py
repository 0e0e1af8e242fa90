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
    units: list[Unit] = []
    for (start, end), name, whole in zip(ranges, names, full, strict=True):
        span = normal.span(start, end)
        said = normal.at(span)
        units.append(Unit(said, span, whole or (name if len(said) > len(name) else None)))
    return units
