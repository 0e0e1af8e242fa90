"""Quantities in running text: the number, its printed unit, its range and the bound words around it.

`find_quantities` makes one pass with one compiled expression; every quantity costs a few local looks, so the time
is linear in the text. Values keep the printed scale: 1.5亿元 is 1.5 with unit 亿元.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from luoshi.core.numerals import LARGE_SCALES, SMALL_SCALES, parse_fraction, parse_number
from luoshi.core.patterns import any_of
from luoshi.core.units import DIMENSIONS, Dimension, dimension_of

Bound = Literal[">=", "<=", "=", "~", ">", "<", "range"]

Numeral = Literal["digits", "chinese", "rank", "fraction", "plain"]

AFTER_BOUNDS: dict[str, Bound] = {
    "以上": ">=", "及以上": ">=", "之上": ">=",
    "以内": "<=", "之内": "<=", "以下": "<=", "及以下": "<=", "之下": "<=", "内": "<=",
    "左右": "~", "上下": "~",
}  # fmt: skip
BEFORE_BOUNDS: dict[str, Bound] = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "不得低于": ">=", "不得少于": ">=", "至少": ">=", "最低": ">=",
    "低限": ">=", "突破": ">=", "不短于": ">=", "大于等于": ">=", "≥": ">=", "不下于": ">=", "不弱于": ">=",
    "超过": ">", "超": ">", "过": ">", "逾": ">", "高于": ">", "大于": ">", "多于": ">", "优于": ">", ">": ">",
    "不超过": "<=", "不高于": "<=", "不多于": "<=", "不大于": "<=", "不得超过": "<=", "不得高于": "<=", "不超": "<=",
    "至多": "<=", "最多": "<=", "控制在": "<=", "压缩在": "<=", "≤": "<=", "小于等于": "<=", "不突破": "<=",
    "低于": "<", "少于": "<", "小于": "<", "＜": "<", "<": "<",
    "约": "~", "大约": "~", "约为": "~", "近": "~", "接近": "~", "将近": "~", "大概": "~", "大致": "~",
}  # fmt: skip

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = r"[一二两三四五六七八九十百千万亿半零〇]{1,20}"  # bounded: a run of them costs no more than its length
_DASH = r"(?:—{1,2}|～|~|-|–|―|至|到)"

_COMPOUND = (
    rf"[十百千万亿]{{0,4}}{any_of(DIMENSIONS)}(?:[/·每／][十百千万亿]{{0,4}}{any_of([*DIMENSIONS, *'月年季日人户'])})*"
)
_AFTER = rf"(?:（含）|\(含\)|（含本数）)?{any_of(AFTER_BOUNDS)}"

_FIRST = "[第前翻0-9一二两三四五六七八九十百千万亿半零〇]"  # spares the expression most of the text
# Each form of a quantity is a group that holds those of its parts; the group that closes last names the form.
QUANTITY = re.compile(
    rf"(?={_FIRST})(?:(?P<rank>第(?:[0-9]+|[一二三四五六七八九十]{{1,8}})[位名]|前(?:[0-9]+|[一二三四五六七八九十百]{{1,8}})(?:[位名强]|(?=[，。；、]|$)))"
    rf"|(?P<digits>(?<![A-Za-z0-9.+×第〔])(?P<low>{_ARABIC})"
    rf"(?:(?P<low_unit>{_COMPOUND}|[十百千万亿]{{1,4}})?{_DASH}(?P<high>{_ARABIC}))?"
    rf"(?:(?P<scale>[十百千万亿]{{0,4}})(?P<more>[余多来]))?(?P<unit>{_COMPOUND})(?P<after>{_AFTER})?)"
    rf"|(?P<fraction>(?P<part>[一二三四五六七八九十百千]{{1,8}}分之[一二三四五六七八九十百点零〇]{{1,12}})(?P<part_after>{_AFTER})?)"
    rf"|(?P<doubled>翻(?P<times>[一两二三])?番)"
    rf"|(?P<chinese>(?<![0-9第零〇一二两三四五六七八九十百千万亿])(?P<han_low>{_CHINESE})"
    rf"(?:{_DASH}(?P<han_high>{_CHINESE}))?(?P<han_more>[余多来])?(?P<han_unit>{_COMPOUND})(?P<han_after>{_AFTER})?)"
    rf"|(?P<plain>(?<=[到至为在达超过于])(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<number_after>{_AFTER})?(?=[，。；、）\n]|$))"
    rf"|(?P<money>(?<=[过超破达])(?P<bare>[0-9.]+|[一二两三四五六七八九十百千]{{1,8}})(?P<bare_scale>万亿|亿)(?=[，。；、]|以上|左右|$)))"
)
_BEFORE = re.compile(rf"(?<![签履违集预公附最临通经]){any_of(BEFORE_BOUNDS)}$")  # 签约 3 家, 通过 5 项
_BEFORE_ENDS = frozenset(word[-1] for word in BEFORE_BOUNDS)
_LONGEST_BEFORE = max(map(len, BEFORE_BOUNDS))
_TAIL_SCALE = re.compile(r"(.+?)([万亿]+)$")


class Quantity(NamedTuple):
    """One quantity. `start`/`end` cover number, unit and bound word after it; `before` is where a bound word begins.

    `value_max` is the upper end of a range. Fractions that have no finite decimal are rounded to 28 digits.
    `numeral` tells digits from Chinese numerals, which are far more often mere words (一体化, 三大).
    """

    start: int
    end: int
    before: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    dimension: Dimension
    bound: Bound
    numeral: Numeral

    @property
    def bounded(self) -> bool:
        return self.bound != "="


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Every quantity of normalised text (half-width digits, no white space) between two offsets, in order."""
    for match in QUANTITY.finditer(text, start, len(text) if end is None else end):
        try:
            quantity = _READERS[match.lastgroup or ""](text, match)
        except ValueError:  # only looks like a number: 一半万, 1.2.3亿
            continue
        if quantity is not None:
            yield quantity


def _digits(text: str, match: re.Match[str]) -> Quantity | None:
    low, low_unit, high, scale, more, unit, after = match.group(
        "low", "low_unit", "high", "scale", "more", "unit", "after"
    )
    if scale:
        unit = scale + unit
    if _is_year(low, unit):
        return None
    value = parse_number(low)
    value_max = parse_number(high) if high else None
    if value_max is not None:
        value *= _rescale(low_unit, unit)
    return _counted(text, match, (value, value_max, unit), _bound_after(after, more), "digits")


def _chinese(text: str, match: re.Match[str]) -> Quantity | None:
    low, high, more, unit, after = match.group("han_low", "han_high", "han_more", "han_unit", "han_after")
    low, high, unit = _move_scale(low, high, unit)
    value, value_max = parse_number(low), parse_number(high) if high else None
    bound = _bound_after(after, more)
    alone = bound == "=" and value_max is None and not low.strip("百千万亿")
    if alone and _bound_before(text, match.start())[1] == "=":
        return None  # 亿元项目, 百亿元企业: a class of things
    return _counted(text, match, (value, value_max, unit), bound, "chinese")


def _counted(
    text: str,
    match: re.Match[str],
    measured: tuple[Decimal, Decimal | None, str],
    bound: Bound,
    numeral: Numeral,
) -> Quantity | None:
    value, value_max, printed = measured
    unit, dimension = _known(printed)
    if dimension is None or (value_max is not None and value_max <= value):
        return None
    return _build(text, match, (value, value_max, unit), dimension, bound, numeral)


@lru_cache(maxsize=1024)
def _known(printed: str) -> tuple[str, Dimension | None]:
    """A printed unit in half-width signs, and its dimension."""
    unit = printed.replace("％", "%").replace("／", "/")
    return unit, dimension_of(unit)


def _rescale(low_unit: str | None, unit: str) -> Decimal:
    """What brings the lower end to the printed scale of the upper: 8000万—1亿元 is 0.8—1 亿元."""
    scale = _leading_scale(low_unit or "")
    return Decimal(scale) / Decimal(_leading_scale(unit)) if scale > 1 else Decimal(1)


def _leading_scale(unit: str) -> int:
    if unit in DIMENSIONS:
        return 1
    scale = 1
    for character in unit:
        step = SMALL_SCALES.get(character) or LARGE_SCALES.get(character)
        if step is None:
            break
        scale *= step
    return scale


def _is_year(number: str, unit: str) -> bool:
    return len(number) == 4 and unit[0] == "年" and number.isdigit()


def _move_scale(low: str, high: str | None, unit: str) -> tuple[str, str | None, str]:
    """二十万亿 + 元 → 二十 + 万亿元: the scale of a Chinese numeral is printed with the unit."""
    tail = _TAIL_SCALE.fullmatch(high or low)
    if not tail:
        return low, high, unit
    unit = tail[2] + unit
    return (low, tail[1], unit) if high else (tail[1], None, unit)


def _rank(text: str, match: re.Match[str]) -> Quantity:
    printed = match["rank"]
    unit = printed[-1] if printed[-1] in "位名强" else "位"
    number = parse_number(printed[1:].rstrip("位名强"))
    return _build(text, match, (number, None, unit), "rank", "=" if printed[0] == "第" else "<=", "rank")


def _fraction(text: str, match: re.Match[str]) -> Quantity:
    part = match["part"]
    if part.startswith(("百分之", "千分之")):
        value, unit = parse_number(part[3:]), "%" if part[0] == "百" else "‰"
    else:
        exact = parse_fraction(part)
        value, unit = Decimal(exact.numerator) / Decimal(exact.denominator), ""
    return _build(text, match, (value, None, unit), "rate", _bound_after(match["part_after"]), "fraction")


def _doubled(text: str, match: re.Match[str]) -> Quantity:
    return _build(text, match, (parse_number(match["times"] or "一"), None, "番"), "multiple", "=", "chinese")


def _plain(text: str, match: re.Match[str]) -> Quantity:
    measured = parse_number(match["number"]), None, ""
    return _build(text, match, measured, "pure", _bound_after(match["number_after"]), "plain")


def _bare_money(text: str, match: re.Match[str]) -> Quantity:
    """突破千亿: money whose 元 is not printed; the unit is completed."""
    scale = match["bare_scale"]
    value = parse_number(match["bare"])
    return _build(text, match, (value, None, scale + "元"), "money", "=", "digits")


_READERS: dict[str, Callable[[str, re.Match[str]], Quantity | None]] = {
    "rank": _rank,
    "digits": _digits,
    "fraction": _fraction,
    "doubled": _doubled,
    "chinese": _chinese,
    "plain": _plain,
    "money": _bare_money,
}


def _build(
    text: str,
    match: re.Match[str],
    measured: tuple[Decimal, Decimal | None, str],
    dimension: Dimension,
    bound: Bound,
    numeral: Numeral,
) -> Quantity:
    value, value_max, unit = measured
    start, end = match.span()
    before, early = _bound_before(text, start)
    if value_max is not None:
        bound = "range"
    elif bound == "=":
        bound = early
    return Quantity(start, end, before, value, value_max, unit, dimension, bound, numeral)


def _bound_after(word: str | None, more: str | None = None) -> Bound:
    """What a bound word after the unit says or, without one, a 余, 多 or 来 before it."""
    if not word:
        return ">" if more else "="
    return AFTER_BOUNDS[word.removeprefix("（含）").removeprefix("(含)").removeprefix("（含本数）")]


def _bound_before(text: str, start: int) -> tuple[int, Bound]:
    """The bound word that ends at `start`, also across 达到: 超过达到… does not occur, 控制在 does."""
    if text[start - 1 : start] not in _BEFORE_ENDS:
        return start, "="
    match = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    return (match.start(), BEFORE_BOUNDS[match[0]]) if match else (start, "=")
