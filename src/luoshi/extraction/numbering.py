"""The numbering that opens a line: 第一章, 一、, （一）, 1., （1）, ①. Which kind it is, and its value."""

import re
from functools import lru_cache
from typing import NamedTuple

from luoshi.core.numerals import parse_number, to_chinese

_HAN = "[一二三四五六七八九十百零〇]"
# The kinds in the order of GB/T 9704 and of plans; a document may show another order (see outline.ranks).
KINDS = (
    "volume",
    "chapter",
    "section",
    "article",
    "han",
    "han-bracket",
    "named",
    "dotted",
    "digit",
    "digit-bracket",
    "closed",
    "circle",
)
_GLYPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_OPENERS = frozenset(f"第任举措行工专战一二三四五六七八九十百零〇（0123456789-•●◆■★▲□#{_CIRCLES}{_GLYPHS}")
_MARKER = re.compile(
    rf"[-•●◆■★▲□#]*(?:"
    rf"(?P<volume>第(?:{_HAN}{{1,3}}|\d{{1,2}})(?:[篇编]|部分))[：、]?|"
    rf"(?P<chapter>第(?:{_HAN}{{1,3}}|\d{{1,3}})章)[：、]?|"
    rf"(?P<section>第(?:{_HAN}{{1,3}}|\d{{1,3}})节)[：、]?|"
    rf"(?P<article>第(?:{_HAN}{{1,4}}|\d{{1,3}})条)[：、]?|"
    rf"(?P<han>{_HAN}{{1,4}})[、.]|"
    rf"（(?P<han_bracket>{_HAN}{{1,4}})）[、.]?|"
    rf"(?P<named>(?:任务|举措|措施|行动|工程|专项|战役)(?:{_HAN}{{1,3}}|\d{{1,2}}))[：、.]|"
    rf"(?P<dotted>\d{{1,2}}(?:-\d{{1,2}}|\.\d{{1,2}}){{1,2}})[.、]?(?=[“《\u4e00-\u9fff])(?![年月日号时分万亿千百个家元倍吨米公平立亩度级种类条项人户名次所座辆])|"
    rf"(?P<digit>\d{{1,3}})(?:、(?!\d{{1,3}}、)|\.(?!\d)|\.(?=(?:19|20)\d\d年))|"
    rf"（(?P<digit_bracket>\d{{1,3}})）[、.]?|"
    rf"(?P<closed>\d{{1,2}})[）)]|"
    rf"(?P<circle>[①-⑳])[、.]?|(?P<glyph>[㈠-㈩⑴-⒇⒈-⒛])[、.]?)"
)


class Marker(NamedTuple):
    """One printed number: its kind, its value, the step it adds to a path (一, （一）, 1, （1）), and its end."""

    kind: str
    value: int
    step: str
    end: int


def read_marker(text: str, start: int, end: int) -> Marker | None:
    """The number that opens text[start:end], or None."""
    if start < end and text[start] not in _OPENERS:
        return None
    found = _MARKER.match(text, start, end)
    if not found or not found.lastgroup:
        return None
    return Marker(*_read(found.lastgroup, found[found.lastgroup]), found.end())


@lru_cache(maxsize=1024)  # a plan counts from one again and again
def _read(group: str, printed: str) -> tuple[str, int, str]:
    """The kind, the value and the step of a printed number."""
    kind = group.replace("_", "-")
    if kind == "glyph":
        kind, printed = _spelt(printed)
    return kind, _value(kind, printed), _step(kind, printed)


def _spelt(glyph: str) -> tuple[str, str]:
    """The kind and the words of a number that is a single character: ㈠ is （一）, ⒈ is 1., ⑴ is （1）."""
    for first, kind in (("㈠", "han-bracket"), ("⒈", "digit"), ("⑴", "digit-bracket")):
        value = ord(glyph) - ord(first) + 1
        if 1 <= value <= 20:
            return kind, to_chinese(value) if kind == "han-bracket" else str(value)
    raise ValueError(f"{glyph!r} is no numbering character")


def _value(kind: str, printed: str) -> int:
    if kind == "circle":
        return ord(printed) - ord("①") + 1
    digits = re.split("[-.]", printed)[-1].strip("第篇编部分章节条任务举措施行动工程专项战役")
    try:
        return int(parse_number(digits))
    except ValueError:
        return 0


def _step(kind: str, printed: str) -> str:
    if kind in ("han-bracket", "digit-bracket"):
        return f"（{printed}）"
    return f"{printed}）" if kind == "closed" else printed
