"""Slogans that name another place than the plan's own: what is left of a text copied from the level above."""

import re
from collections import Counter
from collections.abc import Iterator

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words
from luoshi.core.spans import Span

_SLOGAN = r"(健康|平安|法治|数字|美丽|幸福|智慧|清廉|诚信|信用|文明|活力|品质|投资|乐购|宜居)"
_TRADE = re.compile(r"“([\u4e00-\u9fff])字号")
_TRADES_OF_NO_PLACE = "老新中国名"


def of_another_place(case: Case) -> Iterator[Finding]:
    """健康青螺 here and 健康云汀 there, where 云汀 is known as a place."""
    own = case.home
    if not own:
        return
    places = other_places(case.normal.text, own)
    slogans = {match.group(1) for match in re.finditer(_SLOGAN + re.escape(own), case.normal.text)}
    for slogan in sorted(slogans):
        for match in re.finditer(slogan + r"([\u4e00-\u9fff]{2})", case.normal.text):
            if match.group(1) in places:
                yield finding(case, match.group(), f"{slogan}{own}", case.normal.span(*match.span()))
    yield from trade_of_another_place(case, own)


_CITY = re.compile(r"([\u4e00-\u9fff]{2})市(?![场级政民直区县域委属容值化\u3001])")
OFTEN = 3  # mentions from which two characters before 市 are a place and no chance meeting


def other_places(text: str, own: str) -> set[str]:
    """Cities of two characters that the text names again and again, besides the plan's own place."""
    counted = Counter(match.group(1) for match in _CITY.finditer(text))
    return {place for place, count in counted.items() if count >= OFTEN and place != own}


def trade_of_another_place(case: Case, own: str) -> Iterator[Finding]:
    """“青字号” and “云字号”: traders are called home under the first character of one place."""
    found = [match for match in _TRADE.finditer(case.normal.text) if match.group(1) not in _TRADES_OF_NO_PLACE]
    if any(match.group(1) == own[0] for match in found):
        for match in found:
            if match.group(1) != own[0]:
                yield finding(case, match.group()[1:], f"{own[0]}字号", case.normal.span(*match.span()))


def finding(case: Case, printed: str, meant: str, span: Span) -> Finding:
    words = Words(
        f"«{printed}» speaks of another place; elsewhere it is «{meant}».",
        f"“{printed}”说的是别的地方，别处写的是“{meant}”，可能照抄了上级文件。",
    )
    return case.find("leftover", "info", words, [span])
