"""Which of many stretches of a text lies innermost over a place; in time that grows with the answer, not the text."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

Range = tuple[int, int]


class Stretches:
    """Stretches that may lie in each other, ready to be asked about places."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._order = sorted(range(len(ranges)), key=lambda index: ranges[index])
        self._ranges = [ranges[index] for index in self._order]
        self._starts = [start for start, _end in self._ranges]
        self._reach = list(accumulate((end for _start, end in self._ranges), max))

    def innermost(self, start: int, end: int) -> int | None:
        """The index of the shortest stretch that touches text[start:end], the first of equal ones; None for none."""
        best: tuple[int, int] | None = None
        place = bisect_left(self._starts, end) - 1
        while place >= 0 and self._reach[place] > start:  # nothing before this one reaches as far as the place
            first, last = self._ranges[place]
            if last > start and (best is None or last - first <= best[0]):
                best = (last - first, place)
            place -= 1
        return self._order[best[1]] if best else None
