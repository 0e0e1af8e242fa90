"""A span: where in a source text something stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open offsets, in Unicode code points, into the text of one document."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
