"""Figures as a reader writes them, and what of a target's sentence tells two equal-sounding figures apart."""

import re
from collections.abc import Iterable

from luoshi.extraction.draft import Target

_SIGNS = {">=": "≥", "<=": "≤", "=": "", "~": "≈", "range": "", "qualitative": ""}


def figure(target: Target) -> str:
    """The figure as a reader would write it: ≥7.5%."""
    sign = _SIGNS.get(target.comparator, target.comparator)
    value = "" if target.value is None else f"{target.value:.10g}"
    upper = "" if target.value_max is None else f"–{target.value_max:.10g}"
    return f"{sign}{value}{upper}{target.unit or ''}"


def distinct(targets: Iterable[Target]) -> list[Target]:
    """One target for each way in which a figure is written, in the order of the text."""
    seen: dict[str, Target] = {}
    for target in targets:
        seen.setdefault(figure(target), target)
    return list(seen.values())


_REWORK = re.compile(r"改造|改扩建|改建|提质|修缮|维修|整治")
_BUILD = re.compile(r"新建|新增|新设|扩建(?<!改扩建)")


def reworks(target: Target) -> bool:
    """Whether the figure counts what is renewed and not what is new: two counts of schools need not agree."""
    return bool(_REWORK.search(target.quote)) and not _BUILD.search(target.quote)


# Words before a figure that narrow what it counts: 六县（市）, 县域, 中心城区.
_SCOPE = re.compile(
    r"(?:[二三四五六七八九十]|\d{1,2})(?:个?(?:县市区|县(?:[（(]市[）)])?)|个(?:市|区|镇|乡|街道))|县域|中心城区|主城区"
)


def scope(before: str) -> str:
    """The narrowing word in the sentence before a figure; empty where there is none."""
    found = _SCOPE.findall(before)
    return found[-1] if found else ""


_EACH = re.compile(
    r"(?:每个?|各个?)(行政村|建制村|村|社区|街道|乡镇|镇|乡|县市区|县区|县|区(?!域))(?:[（(][^）)]{1,6}[）)])?"
)


def each(clause: str) -> str:
    """The kind of place of which every one must reach the figure: 村 in 每个村至少建成1家. Empty for a total."""
    found = _EACH.search(clause)
    return found[1] if found else ""


_BURDEN = re.compile(
    r"失业|浓度|能耗|能源消耗|水耗|排放|费用|成本|死亡|事故|发案|案件|时限|时间|天数(?<!优良天数)|负债|债务率|投诉"
)
_CUT = re.compile(r"(?:下降|降低|压缩|压减|减少|削减|缩短|节约)(?![至到为])")


def less_is_better(name: str, *, quote: str = "", comparator: str = "=") -> bool:
    """Whether a smaller figure is the greater effort: an unemployment rate, a ceiling; but not the size of a cut."""
    if _CUT.search(name) or _CUT.search(quote):
        return False
    return comparator in ("<=", "<") or bool(_BURDEN.search(name))


_NUMBER = re.compile(r"[\[［]?\s*[＞>≥＜<≤约]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*[\]］]?(?:以上|以内|左右|以下)?\s*%?$")


def number(cell: str | None) -> float | None:
    """The figure of a cell, its bounds left out; None where the cell holds words, a dash or nothing."""
    found = _NUMBER.match((cell or "").removeprefix("不低于").removeprefix("不超过").strip())
    return float(found[1].replace(",", "")) if found else None
