"""The parts of a document: the overall plan and its annexes, found by marker, by the printed list, or by title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from luoshi.extraction.draft import PartKind
from luoshi.extraction.lines import Line
from luoshi.extraction.numbering import read_marker

_LIST_HEAD = re.compile(r"[-•●]*附件[：:]?(?=[-•●]*$|[-•●]*1[.、])|[-•●]*附件：(?=.)")
_LIST_ITEM = re.compile(r"[-•●]*(\d{1,2})[.、](?=[^\d])")
_MARKER = re.compile(r"[-•●]*附[件录](?P<no>\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[-—]\d)?[：:.、]?(?P<title>.*)$")
_TITLE_LENGTH = 60
_PLAN_WORD = re.compile(
    r"(?:方案|计划|要点|规划|纲要|清单|分工|意见|措施|细则|办法|分解表?|任务表|台账|一览表|目录|指引|安排|名单|预案)(?:（[^（）]{1,20}）)?$"
)
_SIMILAR, _DIFFERENCE, _SHORT = 85, 4, 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part: its number ("0" is the overall plan), its title's range and its lines' range [first, last)."""

    annex: str
    kind: PartKind
    title: tuple[int, int] | None
    start: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The printed list of annexes: the lines it takes and its titles, in order."""

    first: int
    last: int
    titles: tuple[tuple[int, int], ...]


def find_list(text: str, lines: Sequence[Line]) -> Listed | None:
    """The list “附件：1.… 2.…” of a plan; a single unnumbered annex counts as a list of one."""
    for at, line in enumerate(lines):
        head = _LIST_HEAD.match(text, line.start, line.end)
        if not head:
            continue
        titles: list[tuple[int, int]] = []
        if head.end() < line.end:
            titles.append(_item(text, head.end(), line.end))
        after = at + 1
        while after < len(lines) and _continues(text, lines[after], len(titles) + 1):
            titles.append(_item(text, lines[after].start, lines[after].end))
            after += 1
        if titles:
            return Listed(at, after, tuple(titles))
    return None


def _continues(text: str, line: Line, number: int) -> bool:
    found = _LIST_ITEM.match(text, line.start, line.end)
    return bool(found and int(found[1]) == number and line.end - line.start < _TITLE_LENGTH + 10)


def _item(text: str, start: int, end: int) -> tuple[int, int]:
    found = _LIST_ITEM.match(text, start, end)
    start = found.end() if found else start
    while end > start and text[end - 1] in "。；，":
        end -= 1
    return start, end


def find_annexes(text: str, lines: Sequence[Line], listed: Listed | None) -> list[Stretch]:
    """The annexes in order. A title that differs a little from the list still opens its annex."""
    begin = listed.last if listed else 0
    wanted = [text[start:end] for start, end in listed.titles] if listed else []
    starts: list[tuple[int, int, str, tuple[int, int] | None]] = []  # line, first line of the body, number, title
    at = begin
    while at < len(lines):
        opened = _opens(text, lines, at, wanted, len(starts))
        if opened:
            starts.append(opened)
            at = max(opened[1], at + 1)
        else:
            at += 1
    starts = starts or _by_title(text, lines, begin)
    bounds = [start[0] for start in starts[1:]] + [len(lines)]
    return [
        Stretch(number, "annex", title, lines[line].start, body, last)
        for (line, body, number, title), last in zip(starts, bounds, strict=False)
    ]


def _by_title(text: str, lines: Sequence[Line], begin: int) -> list[tuple[int, int, str, tuple[int, int] | None]]:
    """Annexes that no marker and no list announces: a plan's title alone on its line, below which 一、 starts anew."""
    numbered = False
    starts: list[tuple[int, int, str, tuple[int, int] | None]] = []
    for at in range(begin, len(lines)):
        line = lines[at]
        if read_marker(text, line.start, line.end):
            numbered = True
        elif numbered and _is_title(text, line) and _starts_anew(text, lines, at + 1):
            starts.append((at, at + 1, str(len(starts) + 1), (line.start, line.end)))
    return starts


def _is_title(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return 6 <= len(words) <= 45 and bool(_PLAN_WORD.search(words)) and not re.search("[，。；：、]", words)


def _starts_anew(text: str, lines: Sequence[Line], at: int) -> bool:
    for line in lines[at : at + 4]:
        marker = read_marker(text, line.start, line.end)
        if marker:
            return marker.value == 1 and marker.kind in ("han", "chapter", "volume")
    return False


def _opens(
    text: str, lines: Sequence[Line], at: int, wanted: list[str], found: int
) -> tuple[int, int, str, tuple[int, int] | None] | None:
    line = lines[at]
    length = line.end - line.start
    if length > _TITLE_LENGTH + 10:
        return None
    marker = (
        _MARKER.match(text, line.start, line.end) if text.startswith("附", line.start + _bullet(text, line)) else None
    )
    if marker and not re.search(r"[。；]|（略）", marker["title"]):
        number = _number(marker["no"], found)
        if marker["title"]:
            return at, at + 1, number, marker.span("title")
        title, body = _title_after(text, lines, at + 1)
        return at, body, number, title
    if found < len(wanted):
        title = (line.start, line.end)
        words = text[line.start : line.end]
        for index in range(found, len(wanted)):
            if _alike(words, wanted[index]) and not read_marker(text, line.start, line.end):
                return at, at + 1, str(index + 1), title
    return None


def _bullet(text: str, line: Line) -> int:
    return 1 if text[line.start] in "-•●" else 0


def _number(printed: str | None, found: int) -> str:
    if not printed:
        return str(found + 1)
    if printed.isdigit():
        return str(int(printed))
    return str("一二三四五六七八九十".find(printed) + 1 or found + 1)


def _title_after(text: str, lines: Sequence[Line], at: int) -> tuple[tuple[int, int] | None, int]:
    """The title below a marker; it may be printed over two lines."""
    if at >= len(lines) or read_marker(text, lines[at].start, lines[at].end):
        return None, at
    start, end = lines[at]
    if end - start > _TITLE_LENGTH or "。" in text[start:end]:
        return None, at
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following and not _PLAN_WORD.search(text[start:end]) and _second_half(text, following):
        return (start, following.end), at + 2
    return (start, end), at + 1


def _second_half(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return len(words) < 40 and bool(_PLAN_WORD.search(words)) and "。" not in words


def _alike(printed: str, listed: str) -> bool:
    if not -_DIFFERENCE <= len(printed) - len(listed) <= _DIFFERENCE:
        return False
    return printed == listed or (len(listed) > _SHORT and fuzz.ratio(printed, listed) >= _SIMILAR)
