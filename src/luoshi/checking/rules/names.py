"""One project, park or institute printed under two names that differ by a word."""

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words
from luoshi.core.spans import Span

_KIND = re.compile(r"示范区|研究院|科技园|产业园|工业园|科技城|电站|电厂|实验室|博物馆|机场|枢纽|基地|大桥|公园|水库")
LONGEST = 16  # characters before the kind that may belong to the name
INSERTED = 4  # characters that one of the two names may have more
SHARED = 8  # characters that the names must share, besides the kind at their end
_BOUNDARY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9·]")


def named_twice(case: Case) -> Iterator[Finding]:
    """国家农业高新技术示范区 here, 国家农业高新技术产业示范区 there."""
    printed: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    text = case.normal.text
    for match in _KIND.finditer(text):
        before = _BOUNDARY.split(text[max(match.start() - LONGEST, 0) : match.start()])[-1]
        printed[match.group()][before].append(Span(match.start() - len(before), match.end()))
    told: set[tuple[str, str]] = set()
    for kind, names in printed.items():
        for one, other in pairs(sorted(names)):
            short, long = shared_names(one, other)
            if short and (short, long) not in told:
                told.add((short, long))
                yield finding(case, short + kind, long + kind, [*names[one], *names[other]])


def pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names whose last two characters agree, or whose last characters differ by an insertion only."""
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if one and other and not one.endswith(other) and not other.endswith(one):
                yield one, other


def shared_names(one: str, other: str) -> tuple[str, str]:
    """The two names cut to what they share and the one insertion between; empty texts if they are not one name."""
    for short, long in ((one, other), (other, one)):
        end = common_end(short, long)
        for inserted in range(1, INSERTED + 1):
            start = common_end(short[: len(short) - end], long[: len(long) - end - inserted])
            if start >= 2 and start + end >= SHARED:
                return short[len(short) - end - start :], long[len(long) - end - inserted - start :]
    return "", ""


def common_end(one: str, other: str) -> int:
    """How many characters two texts share at their ends."""
    pairs = enumerate(zip(reversed(one), reversed(other), strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def finding(case: Case, one: str, other: str, spans: list[Span]) -> Finding:
    words = Words(
        f"«{one}» and «{other}» are probably one thing under two names.",
        f"“{one}”和“{other}”可能是同一事物的两种叫法。",
    )
    return case.find("title-mismatch", "info", words, [case.normal.span(*span) for span in spans], names=[one, other])
