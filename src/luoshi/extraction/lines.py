"""The lines a grammar reads: the paragraphs of a text, with run-together documents unfolded at their numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luoshi.extraction.numbering import read_marker


class Line(NamedTuple):
    """The range of one line in the normal text."""

    start: int
    end: int


_LINE = re.compile(r"[^\n]+")
_UNFOLDING_LENGTH = 100
_INNER = re.compile(
    r"(?<=[^第十百\d、和至—-])(?=[一二三四五六七八九十]{1,3}、[^一二三四五六七八九十])|(?=（[一二三四五六七八九十]{1,3}）)|"
    r"(?<=[^\d.、第（])(?=\d{1,3}[.、][^\d])|(?<=[。；：）])(?=\d{1,3}\.\d{4}年)|(?<=[。；：])(?=（\d{1,2}）)|"
    r"(?<=[。）])(?=附件\d{0,2}[：:\s]?[^、，。；）]{4,40}(?:方案|清单|计划|表))"
)


def lines_of(text: str, covered: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """The lines outside the covered ranges (tables), in order."""
    found = (Line(*match.span()) for match in _LINE.finditer(text))
    return [line for whole in _outside(found, sorted(covered)) for line in _unfold(text, whole)]


def _outside(lines: Iterator[Line], covered: list[tuple[int, int]]) -> Iterator[Line]:
    at = 0
    for line in lines:
        while at < len(covered) and covered[at][1] <= line.start:
            at += 1
        if at == len(covered) or covered[at][0] >= line.end:
            yield line


def _runs_together(text: str, line: Line) -> bool:
    """Whether a chapter 一、 and a chapter 二、 stand on one line; found by search alone, however long the line is."""
    first = text.find("一、", line.start, line.end)
    second = text.find("二、", first + 11, line.end) if first >= 0 else -1
    while second >= 0 and text[second - 1] == "第":
        second = text.find("二、", second + 2, line.end)
    return second >= 0


def _unfold(text: str, line: Line) -> Iterator[Line]:
    """A document printed as one line is cut before each number that continues or opens a sequence."""
    if line.end - line.start < _UNFOLDING_LENGTH or not _runs_together(text, line):
        yield line
        return
    start = line.start
    last: dict[str, int] = {}
    order: list[str] = []
    for place in _INNER.finditer(text, line.start + 1, line.end):
        marker = read_marker(text, place.start(), line.end)
        if marker is None:
            cut = text.startswith("附件", place.start())
        elif marker.kind in order:
            cut = marker.value == last[marker.kind] + 1
            if cut:
                del order[order.index(marker.kind) + 1 :]
        else:
            cut = marker.value in (1, last.get(marker.kind, 0) + 1)  # numbers may run on across chapters
            if cut:
                order.append(marker.kind)
        if not cut:
            continue
        if marker:
            last[marker.kind] = marker.value
        else:
            order.clear()
        if place.start() > start:
            yield Line(start, place.start())
        start = place.start()
    yield Line(start, line.end)
