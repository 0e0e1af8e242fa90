"""The indicators of an upper plan beside a lower one's: what each asks, and whether that is less."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.checking import naming
from luoshi.checking.figures import less_is_better, number
from luoshi.extraction.draft import Comparator, Indicator, PlanDraft, Target, TargetBasis

# above and below mean: asks more, or less, than the upper plan. A share is a part of a sum that several carry.
Verdict = Literal["equal", "above", "below", "share", "different-kind", "words-only", "not-taken-up"]
SAME_INDICATOR = 0.86  # of two keys, from 0 to 1
LONG = 4  # characters of a key from which a longer name may mean it too


@dataclass(frozen=True, slots=True)
class MatchedIndicator:
    """One indicator of the upper plan and what the lower plan says of it."""

    name: str
    upper: Target
    lower: Target | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Relation:
    """How two plans stand to each other, as far as it decides whether a smaller sum is a shortfall."""

    one_place: bool  # two years, or two plans, of one place
    several_years: bool  # the upper plan sums up several years


def match_indicators(
    upper: Iterable[Target], lower: Sequence[Target], relation: Relation
) -> Iterator[MatchedIndicator]:
    """One row per indicator of the upper plan; what the overall plan says goes before what an annex says."""
    index, told = LowerTargets(lower), Told()
    for target in sorted(upper, key=lambda target: (target.annex != "0", target.span)):
        if target.value is not None and naming.name_of(target.indicator).specific and not told.before(target):
            match = index.best(target)
            yield MatchedIndicator(target.indicator, target, match, verdict(target, match, relation))


class Told:
    """The indicators that have a row already, so that a plan that says a figure twice is matched once."""

    def __init__(self) -> None:
        self.kinds: set[tuple[str, Measure]] = set()
        self.figures: set[tuple[str, Measure, float | None]] = set()
        self.shorter: set[tuple[str, Measure, float | None]] = set()

    def before(self, target: Target) -> bool:
        """Whether this indicator, or the same figure under a name that is nearly the same, was told before."""
        key, kind, value = naming.name_of(target.indicator).key, measure(target), target.value
        short = naming.shortened(key)
        again = (key, kind) in self.kinds or (key, kind, value) in self.shorter
        again = again or any((name, kind, value) in self.figures for name in short)
        self.kinds.add((key, kind))
        self.figures.add((key, kind, value))
        self.shorter.update((name, kind, value) for name in short)
        return again


def stated(draft: PlanDraft) -> list[Target]:
    """Every target of a plan, and the rows of its indicator tables as targets of the overall plan."""
    past = {row.table for row in draft.indicators if row.actual or row.actual_growth}
    rows = [target_of(row) for row in draft.indicators if row.table not in past]
    return [*draft.targets, *(row for row in rows if row is not None)]


_BOUNDS: tuple[tuple[str, Comparator], ...] = (
    ("以上", ">="), ("不低于", ">="), ("以内", "<="), ("不超过", "<="), ("以下", "<="), ("左右", "~"),
)  # fmt: skip
_GROWTH = re.compile(r"(?:增长|增速|增幅)(?:率)?$")


def target_of(indicator: Indicator) -> Target | None:
    """A row of a table of aims as a target; None for one without a figure."""
    by_growth = indicator.target is None and indicator.growth is not None
    cell = (indicator.growth if by_growth else indicator.target) or ""
    value = number(cell)
    if value is None or indicator.span is None:
        return None
    bound: Comparator = next((sign for word, sign in _BOUNDS if word in cell), "=")
    basis: TargetBasis = "growth" if by_growth or _GROWTH.search(indicator.name) else "level"
    return Target(
        id=f"table:{indicator.table}:{indicator.no or indicator.name}",
        annex="0",
        task=None,
        quote=indicator.name,
        span=indicator.span,
        indicator=indicator.name,
        comparator=bound,
        value=value,
        unit="%" if by_growth else indicator.unit,
        basis=basis,
    )


class LowerTargets:
    """The lower plan's targets by key, so that a match is looked up and only look-alikes are compared."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.by_key: dict[str, list[Target]] = {}
        self.by_end: dict[str, set[str]] = {}
        for target in targets:
            key = naming.name_of(target.indicator).key
            self.by_key.setdefault(key, []).append(target)
            self.by_end.setdefault(key[-2:], set()).add(key)
        self.longer: dict[str, set[str]] = {}
        for key in self.by_key:
            for short in naming.shortened(key):
                self.longer.setdefault(short, set()).add(key)

    def best(self, upper: Target) -> Target | None:
        """The target that means the same indicator; one that is measured alike goes first, then the overall plan's."""
        name = naming.name_of(upper.indicator)
        near = [
            (score, target)
            for key, score in self.alike(name).items()
            for target in self.by_key[key]
            if score == 1 or target.value is None or comparable(upper, target)
        ]

        def rank(pair: tuple[float, Target]) -> tuple[bool, bool, float, bool, tuple[int, int]]:
            score, target = pair
            return (target.value is None, measure(target) != measure(upper), -score, target.annex != "0", target.span)

        return min(near, key=rank)[1] if near else None

    def alike(self, name: naming.Name) -> dict[str, float]:
        """The keys that mean this name, and how surely."""
        ends = self.by_end.get(name.key[-2:], set())
        found = {key: naming.alike(name, naming.name_of(key)) for key in ends}
        near = {short for short in naming.shortened(name.key) if short in self.by_key}
        near |= self.longer.get(name.key, set()) | {key for key in ends if verb_before(key, name.key)}
        found |= {key: SAME_INDICATOR for key in near if key != name.key and nearly(name, naming.name_of(key))}
        return {key: score for key, score in found.items() if score >= SAME_INDICATOR}


_PLACE = re.compile(r"[省市县区镇乡]")
_VERB = re.compile(r"(?:突破|实现|完成|建成|达到|新增)$")


def nearly(one: naming.Name, other: naming.Name) -> bool:
    """Whether names that differ by an insertion may mean one thing: 白石市GDP is not the GDP of another place."""
    short, long = sorted((one.key, other.key), key=len)
    return len(short) >= LONG and one.marks == other.marks and not _PLACE.search(naming.inserted(short, long))


def verb_before(one: str, other: str) -> bool:
    """…推广项目新增设施大棚 and 设施大棚: what stands before is what is done, not what is counted."""
    short, long = sorted((one, other), key=len)
    return len(short) >= LONG and long.endswith(short) and bool(_VERB.search(long.removesuffix(short)))


Measure = tuple[str, str, str]


def measure(target: Target) -> Measure:
    """What is measured: growth or level, in which unit, and whether what is added or what there is."""
    basis = "growth" if target.basis == "growth" else "level"
    flow = naming.kind(target) or "" if target.basis in ("count", "amount") else ""
    return basis, scaled(target)[1], flow


SCALES = (("亿", 1e8), ("万", 1e4), ("千", 1e3))


def scaled(target: Target) -> tuple[float, str]:
    """The value in its plain unit: 2.5 万人 is 25000 人."""
    unit = naming.counter(target.unit)
    if unit.endswith("元/年"):
        return (target.value or 0.0) / 12, unit.replace("/年", "/月")
    scale = next((scale for mark, scale in SCALES if unit.startswith(mark) and len(unit) > 1), None)
    return (target.value or 0.0) * (scale or 1.0), unit[1:] if scale else unit


_PER = re.compile(r"^每|人均|户均|亩均|地均|^[十百千万]人|率$|比重$|占比$")


def relative(target: Target) -> bool:
    """Whether the figure is a ratio, of which nobody carries a part."""
    return (
        naming.counter(target.unit) in ("%", "‰", "个百分点")
        or "/" in (target.unit or "")
        or bool(_PER.search(target.indicator))
    )


def verdict(upper: Target, lower: Target | None, relation: Relation) -> Verdict:
    if lower is None:
        return "not-taken-up"
    if lower.value is None:
        return "words-only"
    if not comparable(upper, lower):
        return "different-kind"
    above, below = scaled(upper)[0], scaled(lower)[0]
    if below == above:
        return "equal"
    parts = not relation.one_place or (relation.several_years and naming.kind(upper) != "stock")
    falling = less_is_better(upper.indicator, quote=upper.quote, comparator=upper.comparator)
    if parts and not relative(upper) and not falling and below < above:
        return "share"  # a county carries part of a city's sum; that is no shortfall
    return "below" if (below < above) is not falling else "above"


def comparable(upper: Target, lower: Target) -> bool:
    """One basis, one unit, and not what is added against what there is."""
    one, other = measure(upper), measure(lower)
    return one[:2] == other[:2] and (one[2] == other[2] or not one[2] or not other[2])
