"""How much of a document has been read and decided, and which sentences nobody has read yet. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Range = tuple[int, int]

_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_RESPONSIBILITY = re.compile(r"牵头|责任(?:单位|部门|主体)|负责|配合单位|(?:承办|主办|协办)单位")
_QUANTITY = re.compile(
    r"(?<![\d〔（(.])\d[\d,.]*\s*(?:%|％|个百分点|[万亿]|元|家|个|件|户|亩|人|项|公里|千米|吨|公顷|平方|套|座|条|处|名|场|次|所|台|倍)"
    r"|(?:达到|不低于|不少于|不超过|超过|突破|控制在|提高到|增长)[^，。；\n]{0,12}\d"
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that looks as if it bound somebody, and that no item covers."""

    start: int
    end: int
    reason: str  # "responsibility" or "quantity"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares from 0 to 1: of the text covered by kept items, and of the items decided."""

    covered: float
    decided: float
    items: int
    pending: int

    @property
    def covered_percent(self) -> int:
        return int(self.covered * 100)

    @property
    def decided_percent(self) -> int:
        return int(self.decided * 100)


def union(ranges: Iterable[Range]) -> list[Range]:
    """The same ground without overlaps, in order."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def measure(body: Iterable[Range], kept: Iterable[Range], *, items: int, pending: int) -> Coverage:
    """Coverage of the body (the parts, without the covering notice) by kept items."""
    ground = union(body)
    total = sum(end - start for start, end in ground)
    covered = sum(_overlap(ground, piece) for piece in union(kept))
    return Coverage(covered / total if total else 0.0, (items - pending) / items if items else 1.0, items, pending)


def find_unread(text: str, start: int, end: int, *, units: Iterable[Range], figures: Iterable[Range]) -> list[Unread]:
    """Sentences between two offsets that speak of responsibility or of quantities and hold no unit or no figure.

    `units` are the places of units and groups that some item names; `figures` those of targets and indicators.
    """
    unit_ground, figure_ground = union(units), union(figures)
    return [
        Unread(first, last, reason)
        for first, last in _sentences(text, start, end)
        if (reason := _reason(text[first:last], first, last, unit_ground, figure_ground))
    ]


def _reason(sentence: str, first: int, last: int, units: Sequence[Range], figures: Sequence[Range]) -> str:
    if _RESPONSIBILITY.search(sentence) and not _touches(units, first, last):
        return "responsibility"
    if _QUANTITY.search(sentence) and not _touches(figures, first, last):
        return "quantity"
    return ""


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    for match in _SENTENCE.finditer(text, start, end):
        sentence = match.group()
        if sentence.strip():
            yield match.start() + len(sentence) - len(sentence.lstrip()), match.end()


def _touches(ground: Sequence[Range], start: int, end: int) -> bool:
    index = bisect_left(ground, (end, end))
    return index > 0 and ground[index - 1][1] > start


def _overlap(ground: Sequence[Range], piece: Range) -> int:
    return sum(max(0, min(end, piece[1]) - max(start, piece[0])) for start, end in ground)
