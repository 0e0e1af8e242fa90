"""Lights (亮灯): an ordered rule over recorded facts. The first step that holds gives the colour and says why.

The last step has no condition, so every set of facts has exactly one colour: a rule cannot have a hole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Template
from typing import Literal

from luoshi.core.calendar import WorkingCalendar
from luoshi.progress.quantities import Percent, Points, difference, shown

Colour = Literal["green", "yellow", "orange", "red", "blue", "grey", "purple"]
COLOURS: tuple[Colour, ...] = ("red", "orange", "yellow", "blue", "green", "purple", "grey")
Life = Literal["waiting", "open", "claimed", "done", "paused"]


class RuleError(ValueError):
    """A rule cannot be used; the message names the step and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a task on a day. None means: not known (yet)."""

    life: Life
    start: date | None = None
    due: date | None = None
    completion: Percent | None = None
    pace: Percent | None = None
    done_on: date | None = None
    reports_missed: int = 0
    growth: Percent | None = None
    planned_growth: Percent | None = None
    average_growth: Percent | None = None
    was_red: bool = False
    headroom: Decimal | None = None
    ceiling: Decimal | None = None
    about: Mapping[str, str] = field(default_factory=dict)  # which target a measure is of: gap, growth, headroom

    @property
    def gap(self) -> Points | None:
        """Completion minus pace, in percentage points; None while one of them is unknown."""
        if self.completion is None or self.pace is None:
            return None
        return difference(self.completion, self.pace)

    @property
    def shortfall(self) -> Percent | None:
        """How much of the pace is missing, in percent of the pace (三亚: ≤ 50 % below); None while unknown."""
        gap = self.gap
        if gap is None or self.pace is None or self.pace <= 0:
            return None
        return Percent(-gap / self.pace * 100)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a step; every given part must hold. An empty condition always holds."""

    life: frozenset[Life] = frozenset()
    overdue: bool | None = None
    due_within: int | None = None  # working days
    overdue_more_than: int | None = None  # calendar days
    known: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    below: Mapping[str, Decimal] = field(default_factory=dict)
    at_most: Mapping[str, Decimal] = field(default_factory=dict)
    above: Mapping[str, Decimal] = field(default_factory=dict)
    below_measure: Mapping[str, str] = field(default_factory=dict)
    was_red: bool | None = None
    finished_late: bool | None = None

    @property
    def is_empty(self) -> bool:
        return self == Condition()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a rule. The words are templates with $gap, $completion, $pace, $due, $days_over, $workdays, $now, …

    Where a measure is of one target, its name stands before the words.
    """

    name: str
    colour: Colour
    when: Condition
    because_zh: str
    because_en: str


@dataclass(frozen=True, slots=True)
class LightRule:
    """A named, versioned, ordered rule. Raises RuleError when it could leave facts without a colour."""

    id: str
    version: int
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if not self.steps or not self.steps[-1].when.is_empty:
            raise RuleError(f"rule {self.id}: the last step must have no condition, so that every case has a colour")
        for step in self.steps[:-1]:
            if step.when.is_empty:
                raise RuleError(f"rule {self.id}: step {step.name} has no condition, so the steps after it are dead")
        if len(set(names)) != len(names):
            raise RuleError(f"rule {self.id}: two steps have the same name")


@dataclass(frozen=True, slots=True)
class Light:
    """A judgement: the colour, why in words, by which rule, from which inputs, and as of which day."""

    colour: Colour
    reason_zh: str
    reason_en: str
    rule: str
    rule_version: int
    step: str
    inputs: Mapping[str, str]
    as_of: date

    def reason(self, language: str) -> str:
        return self.reason_zh if language.startswith("zh") else self.reason_en


MEASURES = (
    "completion", "pace", "gap", "shortfall", "growth", "planned_growth", "average_growth", "reports_missed",
    "headroom", "ceiling",
)  # fmt: skip
# By which words of a template one sees whose figure it tells.
TOLD_BY = {"gap": ("$gap", "$completion", "$pace"), "growth": ("$growth",), "headroom": ("$now", "$headroom")}


def light(rule: LightRule, facts: Facts, as_of: date, calendar: WorkingCalendar | None = None) -> Light:
    """Judge the facts by the rule as of a day; the result carries all that is needed to check it."""
    days = calendar or WorkingCalendar()
    for step in rule.steps:
        if _holds(step.when, facts, as_of, days):
            return _judged(rule, step, facts, as_of, days)
    raise AssertionError("a rule always ends with a step that holds")


def _judged(rule: LightRule, step: Step, facts: Facts, as_of: date, days: WorkingCalendar) -> Light:
    inputs = _inputs(facts, as_of)
    words = dict(inputs)
    words["gap"] = shown(abs(facts.gap)) if facts.gap is not None else "—"
    needed = f"{step.because_zh}{step.because_en}"
    if facts.due is not None and "$workdays" in needed:
        words["workdays"] = str(days.count(as_of, facts.due))
    if facts.ceiling is not None and facts.headroom is not None:
        words["now"] = shown(facts.ceiling - facts.headroom)
    zh, en = (_template(text).safe_substitute(words) for text in (step.because_zh, step.because_en))
    name = _whose(step, facts)
    if name:
        zh, en = f"“{name}”：{zh}", f"“{name}”: {en}"
    return Light(step.colour, zh, en, rule.id, rule.version, step.name, inputs, as_of)


@lru_cache(maxsize=512)
def _template(text: str) -> Template:
    return Template(text)


def _whose(step: Step, facts: Facts) -> str:
    """The target of which the words tell, if it is one and not the task as a whole."""
    for measure, marks in TOLD_BY.items():
        if any(mark in step.because_en for mark in marks):
            return facts.about.get(measure, "")
    return ""


def _inputs(facts: Facts, as_of: date) -> dict[str, str]:
    found: dict[str, str] = {"life": facts.life}
    for name in ("start", "due", "done_on"):
        day: date | None = getattr(facts, name)
        if day is not None:
            found[name] = day.isoformat()
    for name in MEASURES:
        measure = _measure(facts, name)
        if measure is not None:
            found[name] = shown(measure)
    found |= {f"about_{measure}": name for measure, name in facts.about.items()}
    if facts.due is not None and facts.due < as_of:
        found["days_over"] = str((as_of - facts.due).days)
    return found


def _measure(facts: Facts, name: str) -> Decimal | None:
    value = getattr(facts, name)
    return None if value is None else Decimal(value)


def _holds(when: Condition, facts: Facts, as_of: date, days: WorkingCalendar) -> bool:
    return _life_holds(when, facts) and _dates_hold(when, facts, as_of, days) and _figures_hold(when, facts)


def _life_holds(when: Condition, facts: Facts) -> bool:
    if when.life and facts.life not in when.life:
        return False
    if when.was_red is not None and facts.was_red != when.was_red:
        return False
    late = facts.done_on is not None and facts.due is not None and facts.done_on > facts.due
    return when.finished_late is None or late == when.finished_late


def _dates_hold(when: Condition, facts: Facts, as_of: date, days: WorkingCalendar) -> bool:
    over = (as_of - facts.due).days if facts.due is not None else 0
    if when.overdue is not None and (over > 0) != when.overdue:
        return False
    if when.overdue_more_than is not None and over <= when.overdue_more_than:
        return False
    if when.due_within is None:
        return True
    return facts.due is not None and as_of <= facts.due <= days.add_working_days(as_of, when.due_within)


def _figures_hold(when: Condition, facts: Facts) -> bool:
    def number(name: str) -> Decimal | None:
        return _measure(facts, name)

    def compared(limits: Mapping[str, Decimal], sign: int, strict: bool) -> bool:
        for name, limit in limits.items():
            value = number(name)
            if value is None or (value - limit) * sign < 0 or (strict and value == limit):
                return False
        return True

    if any(getattr(facts, name) is None for name in when.known):
        return False
    if any(getattr(facts, name) is not None for name in when.unknown):
        return False
    if not (compared(when.below, -1, True) and compared(when.at_most, -1, False) and compared(when.above, 1, True)):
        return False
    pairs = [(number(name), number(other)) for name, other in when.below_measure.items()]
    return all(one is not None and other is not None and one < other for one, other in pairs)
