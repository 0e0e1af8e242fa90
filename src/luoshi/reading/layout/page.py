"""A page as the layout formats give it: pieces of text and ruling lines. Units are free; `top` grows downwards."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """Text printed in one go on one line. `starts` is each character's left edge."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    starts: Sequence[float]

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_visible(self) -> bool:
        """Whether it has an extent: faulty files place text nowhere or give it no height."""
        return self.height > 0 and all(map(math.isfinite, (self.left, self.top, self.right, self.bottom)))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line, horizontal or vertical; its two short sides count as one coordinate."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page. `template` pieces are known to be furniture because the format says so."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    template: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A line of print within one column."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def is_strip(rules: Sequence[Rule], widest: float) -> bool:
    """Whether a filled shape is a line: every rule of it runs along one narrow strip."""
    if not rules:
        return False
    width = max(rule.right for rule in rules) - min(rule.left for rule in rules)
    height = max(rule.bottom for rule in rules) - min(rule.top for rule in rules)
    return min(width, height) <= widest


def split_at(piece: Piece, edges: Sequence[float]) -> list[Piece]:
    """Cut a piece where a vertical edge runs through it, between characters."""
    cuts = [0]
    for edge in edges:
        if piece.left < edge < piece.right:
            cut = next((at for at, start in enumerate(piece.starts) if start >= edge - 0.15 * piece.height), None)
            if cut is not None and cut > cuts[-1]:
                cuts.append(cut)
    if len(cuts) == 1:
        return [piece]
    cuts.append(len(piece.text))
    return [_slice(piece, start, end) for start, end in itertools.pairwise(cuts)]


def _slice(piece: Piece, start: int, end: int) -> Piece:
    right = piece.right if end == len(piece.text) else min(piece.right, piece.starts[end - 1] + piece.height)
    return Piece(piece.text[start:end], piece.starts[start], piece.top, right, piece.bottom, piece.starts[start:end])
