"""The tree of a plan's numbered items. The order of the levels is learnt from each document."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.extraction.lines import Line
from luoshi.extraction.numbering import KINDS, Marker, read_marker

_TITLE_END = re.compile(r"[。；\n]|：(?=\n|$)")
_LONG_TITLE = 60
_CERTAIN = 2  # votes that let a document's own order of levels overrule the usual one
_LABEL_END = re.compile(r"[^，。；：]{2,18}(?=：)")
_CLAUSE_END, _PART_END = re.compile(r"[，：]"), re.compile("、")


@dataclass(slots=True)
class Node:
    """One numbered item. Its own text runs from `start` to `own_end`, where its first child or its successor begins."""

    marker: Marker
    start: int
    title: tuple[int, int]
    own_end: int
    end: int
    path: str = ""
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)  # the paragraphs of its own text, the first one with its number

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1


def ranks(sequences: Sequence[Sequence[Marker]]) -> dict[str, int]:
    """The rank of each kind of number, 0 the highest: the usual order, corrected by what nests in what here."""
    votes: Counter[tuple[str, str]] = Counter()
    for markers in sequences:
        for before, marker in pairwise(markers):
            if marker.value == 1 and before.kind != marker.kind:
                votes[before.kind, marker.kind] += _CERTAIN if _names_its_parent(marker, before) else 1
    order = list(KINDS)
    for low, high in votes:
        enough = votes[low, high] >= _CERTAIN and votes[low, high] > 2 * votes[high, low]
        if enough and order.index(low) > order.index(high) and high != "han":
            order.remove(low)
            order.insert(order.index(high), low)
    return {kind: rank for rank, kind in enumerate(order)}


def _names_its_parent(marker: Marker, before: Marker) -> bool:
    """1.1 or 1-1 below 1."""
    return marker.kind == "dotted" and before.kind == "digit" and re.split("[-.]", marker.step)[0] == str(before.value)


Numbered = Sequence[tuple[Line, Marker | None]]


def numbered(text: str, lines: Sequence[Line]) -> Numbered:
    """Each line with the number that opens it."""
    return [(line, read_marker(text, line.start, line.end)) for line in lines]


def build(text: str, lines: Numbered, end: int, order: dict[str, int]) -> list[Node]:
    """The items among the lines of one part, in order of appearance, each linked to its parent and children."""
    nodes: list[Node] = []
    stack: list[Node] = []
    for line, marker in lines:
        if marker is None:
            if nodes:
                nodes[-1].lines.append(line)
            continue
        while stack and order[stack[-1].marker.kind] >= order[marker.kind]:
            stack.pop().end = line.start
        parent = stack[-1] if stack else None
        node = Node(marker, line.start, title_of(text, marker.end, line.end), end, end, parent=parent, lines=[line])
        node.path = f"{parent.path}/{marker.step}" if parent else marker.step
        if nodes:
            nodes[-1].own_end = line.start
        if parent:
            parent.children.append(node)
        nodes.append(node)
        stack.append(node)
    return nodes


def title_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The run-in heading: up to the first full stop or semicolon; of a long one, its first clause."""
    stop = _TITLE_END.search(text, start, end)
    limit = stop.start() if stop else end
    limit = _outside_brackets(text, start, limit, end)
    label = _LABEL_END.match(text, start, limit)
    if label and not text.count("“", *label.span()) > text.count("”", *label.span()):
        return label.span()
    if limit - start > _LONG_TITLE:
        clause = _CLAUSE_END.search(text, start + 6, start + _LONG_TITLE) or _PART_END.search(text, start + 6, limit)
        limit = clause.start() if clause else limit
    return start, limit


def _outside_brackets(text: str, start: int, limit: int, end: int) -> int:
    """Move a limit that fell inside 《》 or “” to the next full stop after them."""
    for opener, closer in ("《》", "“”"):
        if text.rfind(opener, start, limit) > text.rfind(closer, start, limit):
            close = text.find(closer, limit, min(end, limit + 40))
            if close >= 0:
                stop = _TITLE_END.search(text, close, end)
                return stop.start() if stop else end
    return limit
