"""Dates and periods as plans print them: 2026年6月底前, 三季度末, “十五五”期间, 每月5日前, 2026—2028年.

Rules of the last day: a period is met on its last day; 底/末 is the end of the period; 初 of a year is January and of
a month its first ten days; 中 of a year is June and of a month the 20th; 前 after a day, 底 or 末 includes that day;
前 after a bare month, quarter or year means before it begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from luoshi.core.numerals import parse_number

FIVE_YEAR_PLANS = {
    "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031, "十七五": 2036,
}  # fmt: skip

Kind = Literal["day", "month", "quarter", "half", "year", "years", "plan", "recurring"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end on {self.last} before it begins on {self.first}")

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last


class DatePhrase(NamedTuple):
    """One time phrase of a text. `period` and `due` are None for a recurring time (每月5日前).

    `due` is the last day on which something promised for this time is still met. `stated` tells a year that the
    phrase prints from one that was taken from `issued`; `edge` is the printed 底, 末, 初 or 中, `before` a printed 前.
    """

    start: int
    end: int
    kind: Kind
    period: Period | None
    due: date | None
    stated: bool
    edge: str
    before: bool


_YEAR = r"(?:(?:19|20)[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})"
_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BEFORE = r"(?P<before>之前|以前|前)?"
_PHRASE = re.compile(
    rf"(?P<recurring>每(?:个)?(?:半年|季度|季|年|月|周|旬|日|天|两年|三年)(?:度)?(?:末|底|初)?(?:(?:前|后)?[0-9]{{1,2}}(?:日|个工作日))?(?:之?前|内)?)"
    rf"|(?P<from>{_YEAR})年?(?:—{{1,2}}|～|~|-|–|至|到)(?P<to>{_YEAR})年"
    rf"|“?(?P<plan>十[一二三四五六七]五)”?(?:规划)?(?P<plan_edge>期?末|末期|初期|中期|期间|时期)?"
    rf"|(?:(?P<year>{_YEAR})年(?:度)?|(?P<relative>今年|本年度?|明年|当年|次年|翌年|去年|上年度?))?"
    rf"(?:(?P<month>{_NUMBER})月份?(?:(?P<day>{_NUMBER})[日号]|(?P<part>[上中下]旬)|(?P<month_edge>[底末初中]))?"
    rf"|(?P<quarter>第?[一二三四1-4]季度|[一二三四]季)(?P<quarter_edge>[底末初])?"
    rf"|(?P<half>上半年|下半年)"
    rf"|(?P<year_edge>年底|年末|年终|年初|年中|年内|全年|(?<=年)[底末初中内]))?{_BEFORE}"
)
_STARTER = re.compile(
    rf"(?:每(?:个)?(?:[半季年月周旬日天]|两年|三年)|{_YEAR}(?=年|—|～|~|-|–|至|到)|“?十[一二三四五六七]五|今年|本年|明年|当年|次年|翌年|去年|上年"
    rf"|(?<![0-9一二三四五六七八九十]){_NUMBER}月(?!票)|第?[一二三四1-4]季度|(?<!半)[一二三四]季(?=[底末])|上半年|下半年|(?<![0-9一二两三四五六七八九十几])年[底末终初中内]|全年)"
)
# What follows the first character of a phrase. The engine skips to such characters many times faster than to phrases.
_OPENINGS = {
    **{"每": "[个半季年月周旬日天两三]", "“": "十", "第": "[一二三四1-4]季", "年": "[底末终初中内]"},
    **{"上": "[年半]", "下": "半", "1": "9[0-9]", "2": "0[0-9]"},
    **dict.fromkeys("今本明当次翌去全", "年"),
}
_NUMBERS = dict.fromkeys("0123456789", "[0-9]?[月季]") | dict.fromkeys(
    "一二三四五六七八九十", "[一二三四五六七八九十]{0,2}[月季五〇零○]"
)
_OPENING = re.compile(
    "|".join(f"{first}(?={after})" for group in (_OPENINGS, _NUMBERS) for first, after in group.items())
)
_ONE_DAY = timedelta(days=1)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - _ONE_DAY


def plan_period(name: str) -> Period:
    """The five years of 十四五, 十五五 …; raises KeyError for an unknown name."""
    first = FIVE_YEAR_PLANS[name]
    return Period(date(first, 1, 1), date(first + 4, 12, 31))


def find_dates(
    text: str, start: int = 0, end: int | None = None, *, issued: date | None = None
) -> Iterator[DatePhrase]:
    """Every time phrase between two offsets of normalised text; a missing year is taken from `issued`."""
    limit = len(text) if end is None else end
    for opening in _OPENING.finditer(text, start, limit):
        at = opening.start()
        match = _STARTER.match(text, at, limit) if at >= start else None
        if match:
            phrase = _phrase_at(text, at, limit, issued)
            start = phrase.end if phrase else match.end()
            if phrase:
                yield phrase


def date_at(text: str, start: int, end: int, *, issued: date | None = None) -> DatePhrase | None:
    """The time phrase that begins at one offset and ends before another, or None."""
    begins = _OPENING.match(text, start, end) and _STARTER.match(text, start, end)
    return _phrase_at(text, start, end, issued) if begins else None


def parse_date(text: str, *, issued: date | None = None) -> DatePhrase:
    """The one time phrase that a text is. Raises ValueError when it is none or more than one."""
    phrase = _phrase_at(text, 0, len(text), issued)
    if phrase is None or phrase.end != len(text):
        raise ValueError(f"{text!r} is not a date or period")
    return phrase


def _phrase_at(text: str, start: int, limit: int, issued: date | None) -> DatePhrase | None:
    match = _PHRASE.match(text, start, limit)
    if not match or match.end() == start:
        return None
    if match["recurring"]:
        return DatePhrase(start, match.end(), "recurring", None, None, False, "", False)
    try:
        found = _resolve(match, issued)
    except ValueError:
        return None
    if found is None:
        return None
    kind, period, edge, stated = found
    before = bool(match["before"])
    return DatePhrase(start, match.end(), kind, period, _due(kind, period, edge, before), stated, edge, before)


_Resolved = tuple[Kind, Period, str, bool]


def _resolve(match: re.Match[str], issued: date | None) -> _Resolved | None:
    if match["from"]:
        return "years", Period(date(_year(match["from"]), 1, 1), date(_year(match["to"]), 12, 31)), "", True
    if match["plan"]:
        return "plan", plan_period(match["plan"]), _edge(match["plan_edge"]), True
    stated = match["year"] is not None
    year = _year(match["year"]) if stated else _relative_year(match["relative"], issued)
    if year is None:
        return None
    if match["month"]:
        return _month(match, year, stated)
    if match["quarter"]:
        quarter = int(parse_number(match["quarter"].removeprefix("第")[0]))
        period = Period(date(year, quarter * 3 - 2, 1), last_day(year, quarter * 3))
        return "quarter", period, match["quarter_edge"] or "", stated
    if match["half"]:
        first = 1 if match["half"] == "上半年" else 7
        return "half", Period(date(year, first, 1), last_day(year, first + 5)), "", stated
    return "year", Period(date(year, 1, 1), date(year, 12, 31)), _edge(match["year_edge"]), stated


def _month(match: re.Match[str], year: int, stated: bool) -> _Resolved:
    month = int(parse_number(match["month"]))
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    if match["day"]:
        day = date(year, month, int(parse_number(match["day"])))
        return "day", Period(day, day), "", stated
    if match["part"]:
        first = {"上": 1, "中": 11, "下": 21}[match["part"][0]]
        last = last_day(year, month) if first == 21 else date(year, month, first + 9)
        return "month", Period(date(year, month, first), last), "旬", stated
    return "month", Period(date(year, month, 1), last_day(year, month)), match["month_edge"] or "", stated


def _year(text: str) -> int:
    return int(parse_number(text.replace("○", "〇")))


def _relative_year(word: str | None, issued: date | None) -> int | None:
    if issued is None:
        return None
    shift = {"明年": 1, "次年": 1, "翌年": 1, "去年": -1, "上年": -1, "上年度": -1}
    return issued.year + shift.get(word or "", 0)


def _edge(text: str | None) -> str:
    for letter in "底末终初中":
        if text and letter in text:
            return "末" if letter == "终" else letter
    return ""


def _due(kind: Kind, period: Period, edge: str, before: bool) -> date:
    if edge == "初":
        return date(period.first.year, 1, 31) if kind in ("year", "plan") else period.first + timedelta(days=9)
    if edge == "中":
        return date(period.first.year, 6, 30) if kind == "year" else _middle(kind, period)
    if before and not edge and kind != "day":
        return period.first - _ONE_DAY
    return period.last


def _middle(kind: Kind, period: Period) -> date:
    return date(period.first.year + 2, 12, 31) if kind == "plan" else period.first + timedelta(days=19)
