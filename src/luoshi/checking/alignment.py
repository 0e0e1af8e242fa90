"""Two plans side by side: an upper level's and a lower one's, or one year's and the next."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from luoshi.checking import naming
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Place, Words
from luoshi.core.spans import Span
from luoshi.extraction.draft import PlanDraft, Target, Task

Verdict = Literal["equal", "above", "below", "share", "different-kind", "missing"]
TAKEN_UP = 0.18  # cosine of weighted bigrams from which a lower task counts as taking up an upper one
SAME_INDICATOR = 0.86
FALLING = ("失业", "浓度", "能耗", "排放", "费用", "压缩", "下降", "降低", "死亡", "事故")


@dataclass(frozen=True, slots=True)
class MatchedIndicator:
    """One indicator of the upper plan and what the lower plan says of it."""

    name: str
    upper: Target
    lower: Target | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class MatchedTask:
    """One task of the upper plan, the lower task nearest to it, and how near that is (0 to 1)."""

    upper: Task
    lower: Task | None
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    indicators: Sequence[MatchedIndicator]
    tasks: Sequence[MatchedTask]

    def as_contract(self) -> dict[str, Any]:
        """The alignment as `luoshi.findings/1` states it (docs/checking.md)."""
        return {
            "indicators": [
                {
                    "name": match.name,
                    "upper": side(match.upper),
                    "lower": side(match.lower) if match.lower else None,
                    "verdict": match.verdict,
                }
                for match in self.indicators
            ],
            "tasks": [
                {
                    "upper": match.upper.id,
                    "lower": match.lower.id if match.lower else None,
                    "score": round(match.score, 3),
                }
                for match in self.tasks
            ],
        }


def side(target: Target) -> dict[str, Any]:
    return {
        "annex": target.annex,
        "figure": figure(target),
        "value": target.value,
        "unit": target.unit,
        "span": list(target.span),
    }


def align(upper: PlanDraft, upper_text: str, lower: PlanDraft, lower_text: str) -> Alignment:
    """Match the upper plan's indicators and tasks with the lower plan's."""
    return Alignment(
        list(match_indicators(upper.targets, lower.targets)),
        match_tasks(own_tasks(upper), upper_text, own_tasks(lower), lower_text),
    )


def own_tasks(draft: PlanDraft) -> list[Task]:
    """The tasks of the annexes; the overall plan only sums them up, unless there is nothing else."""
    return [task for task in draft.tasks if task.annex != "0"] or draft.tasks


def match_indicators(upper: Iterable[Target], lower: Sequence[Target]) -> Iterable[MatchedIndicator]:
    """One row per indicator of the upper plan; what the overall plan says goes before what an annex says."""
    said: set[tuple[str, str]] = set()
    index = LowerTargets(lower)
    for target in sorted(upper, key=lambda target: (target.annex != "0", target.span)):
        name = naming.name_of(target.indicator)
        if target.value is None or not name.specific or (name.key, kind(target)) in said:
            continue
        said.add((name.key, kind(target)))
        match = index.best(target)
        yield MatchedIndicator(target.indicator, target, match, verdict(target, match))


class LowerTargets:
    """The lower plan's targets by key, so that a match is looked up and only look-alikes are compared."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.by_key: dict[str, list[Target]] = {}
        for target in targets:
            if target.value is not None:
                self.by_key.setdefault(naming.name_of(target.indicator).key, []).append(target)

    def best(self, upper: Target) -> Target | None:
        """The target that means the same indicator; one that is measured alike goes first, then the overall plan's."""
        name = naming.name_of(upper.indicator)
        scored = ((naming.alike(name, naming.name_of(key)), key) for key in self.by_key)
        near = [(score, target) for score, key in scored if score >= SAME_INDICATOR for target in self.by_key[key]]
        if not near:
            return None
        return min(near, key=lambda pair: (kind(pair[1]) != kind(upper), -pair[0], pair[1].annex != "0", pair[1].span))[
            1
        ]


def kind(target: Target) -> str:
    """What is measured: a growth in per cent is not compared with a level in yuan."""
    return f"{'growth' if target.basis == 'growth' else 'level'} {scaled(target)[1]}"


SCALES = (("亿", 1e8), ("万", 1e4), ("千", 1e3))


def scaled(target: Target) -> tuple[float, str]:
    """The value in its plain unit: 2.5 万人 is 25000 人."""
    unit = naming.counter(target.unit)
    scale = next((scale for mark, scale in SCALES if unit.startswith(mark) and len(unit) > 1), None)
    return (target.value or 0.0) * (scale or 1.0), unit[1:] if scale else unit


def verdict(upper: Target, lower: Target | None) -> Verdict:
    if lower is None or upper.value is None or lower.value is None:
        return "missing"
    if kind(upper) != kind(lower):
        return "different-kind"
    above, below = scaled(upper)[0], scaled(lower)[0]
    relative = naming.counter(upper.unit) in ("%", "‰", "个百分点") or "/" in (upper.unit or "")
    if below == above:
        return "equal"
    if not relative and below < above:
        return "share"  # a county carries part of a city's sum; that is no shortfall
    falling = upper.comparator in ("<=", "<") or any(word in upper.indicator for word in FALLING)
    return "below" if (below < above) is not falling else "above"


def match_tasks(upper: Sequence[Task], upper_text: str, lower: Sequence[Task], lower_text: str) -> list[MatchedTask]:
    """For every upper task the nearest lower one by cosine of bigrams, rare ones weighing more."""
    above = [terms(task, upper_text) for task in upper]
    below = [terms(task, lower_text) for task in lower]
    weights = rarity([*above, *below])
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, bag in enumerate(below):
        for term, weight in unit_vector(bag, weights).items():
            postings.setdefault(term, []).append((number, weight))
    return [nearest(task, unit_vector(bag, weights), postings, lower) for task, bag in zip(upper, above, strict=True)]


def nearest(
    task: Task, vector: Mapping[str, float], postings: Mapping[str, list[tuple[int, float]]], lower: Sequence[Task]
) -> MatchedTask:
    scores: Counter[int] = Counter()
    for term, weight in vector.items():
        for number, other in postings.get(term, ()):
            scores[number] += weight * other  # type: ignore[assignment]  # Counter is typed for int counts
    if not scores:
        return MatchedTask(task, None, 0.0)
    number, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
    return MatchedTask(task, lower[number] if score >= TAKEN_UP else None, score)


TITLE_WEIGHT = 3


def terms(task: Task, text: str) -> Counter[str]:
    """A task's bigrams; its title says most about it and counts three times."""
    counted: Counter[str] = Counter()
    for pair in naming.bigrams(task.title):
        counted[pair] += TITLE_WEIGHT
    for pair in naming.bigrams(text[task.span.start : task.span.end]):
        counted[pair] += 1
    return counted


def rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    seen: Counter[str] = Counter(term for bag in bags for term in bag)
    return {term: math.log(len(bags) / count) for term, count in seen.items()}


def unit_vector(bag: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    vector = {term: count * weights[term] for term, count in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def shortfalls(alignment: Alignment, lower_text: str) -> list[Finding]:
    """The matched targets that stay below the upper level's, and the upper tasks nobody took up, as findings."""
    found = [
        Finding(
            "below-upper",
            "warning",
            Words(
                f"{match.name}: {figure(match.lower)} here, {figure(match.upper)} in the upper plan.",
                f"{match.name}：本级{figure(match.lower)}，上级{figure(match.upper)}。",
            ),
            [place(match.lower.span, lower_text)],
        )
        for match in alignment.indicators
        if match.lower and match.verdict == "below"
    ]
    found += [
        Finding(
            "not-taken-up",
            "info",
            Words(
                f"No task takes up {match.upper.number} «{match.upper.title}» of the upper plan.",
                f"上级任务{match.upper.number}《{match.upper.title}》没有任务承接。",
            ),
            [],
        )
        for match in alignment.tasks
        if match.lower is None
    ]
    return found


def place(span: Span, text: str) -> Place:
    return Place(span, text.count("\n", 0, span.start) + 1, "".join(text[span.start : span.end].split())[:60])
