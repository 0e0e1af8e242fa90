"""A ladder, and the pure question: what is the next step for these facts, when, and why?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from string import Template
from typing import Literal

from luoshi.core.calendar import WorkingCalendar

TriggerKind = Literal["days_before_due", "days_after_due", "report_late", "light_held"]
KINDS: tuple[TriggerKind, ...] = ("days_before_due", "days_after_due", "report_late", "light_held")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One cause of a step; `days` are working days. The words may use $due, $report_due, $light_since, $days."""

    kind: TriggerKind
    days: int
    because_zh: str
    because_en: str
    colours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung: its causes, who is told, who must confirm it first, and the working days given for an answer."""

    name: str
    zh: str
    en: str
    when: tuple[Trigger, ...]
    tell: tuple[str, ...]
    wait: int
    confirm: frozenset[str] = frozenset()
    at_once: bool = False
    robot: bool = False

    def label(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps from the mildest to the gravest; `rest` working days of silence follow whenever a task has moved."""

    id: str
    version: int
    rest: int
    steps: tuple[Step, ...]

    @property
    def rule(self) -> str:
        return f"{self.id}@{self.version}"

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def height(self, name: str) -> int:
        """How high a step stands, from 1; 0 for one that the ladder does not have."""
        return next((place for place, step in enumerate(self.steps, 1) if step.name == name), 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken since the task last moved: sent, or declined by whoever should have confirmed it."""

    step: str
    on: date
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a task. `moved` is the day on which it last moved, `report_due` that of the report it owes.

    `pending` means that an answer is awaited from others: a request, a confirmation. Nothing is due then.
    """

    urgeable: bool
    due: date | None = None
    report_due: date | None = None
    colour: str = "grey"
    light_since: date | None = None
    moved: date | None = None
    taken: tuple[Taken, ...] = ()
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """A step to come: on which day, by which cause; in the future, if nothing changes until then."""

    step: Step
    on: date
    trigger: Trigger
    facts: Facts = field(repr=False)

    def is_due(self, as_of: date) -> bool:
        return self.on <= as_of

    def reason(self, as_of: date, calendar: WorkingCalendar) -> tuple[str, str]:
        """Why, in Chinese and in English, as of a day (the day itself where it lies ahead)."""
        facts, day = self.facts, max(as_of, self.on)
        anchor = _anchor(self.trigger, facts)
        words = {
            "due": str(facts.due or ""),
            "report_due": str(facts.report_due or ""),
            "light_since": str(facts.light_since or ""),
            "days": str(abs(calendar.count(anchor, day)) if anchor else ""),
        }
        zh, en = (Template(text).safe_substitute(words) for text in (self.trigger.because_zh, self.trigger.because_en))
        return zh, en


def next_step(facts: Facts, ladder: Ladder, calendar: WorkingCalendar, as_of: date) -> Next | None:
    """The step that comes next, or nothing while there is no cause for any.

    1. Only steps above the highest one sent since the task moved. 2. Each on the first day on which one of its causes
    holds, but not before the last step's time to answer is over, nor before the rest after a move is over. 3. The
    earliest of them; of two on one day, and of all that are due already, the milder: no step is jumped over.
    """
    if not facts.urgeable or facts.pending:
        return None
    silent_until = _silent_until(facts, ladder, calendar)
    reached = max((ladder.height(taken.step) for taken in facts.taken if not taken.declined), default=0)
    found = [
        Next(step, max(day, silent_until or day), trigger, facts)
        for step in ladder.steps[reached:]
        for trigger, day in _causes(step, facts, calendar)
        if _still_holds(trigger, facts, max(day, silent_until or day, as_of))
    ]
    return min(found, key=lambda one: (max(one.on, as_of), ladder.height(one.step.name), one.on), default=None)


def _silent_until(facts: Facts, ladder: Ladder, calendar: WorkingCalendar) -> date | None:
    """The first day on which something may be said again."""
    days = [add(calendar, facts.moved, ladder.rest)] if facts.moved else []
    for taken in facts.taken:
        step = ladder.step(taken.step)
        days.append(add(calendar, taken.on, max(step.wait, 1) if step else 1))
    return max(days, default=None)


def _causes(step: Step, facts: Facts, calendar: WorkingCalendar) -> Iterator[tuple[Trigger, date]]:
    for trigger in step.when:
        anchor = _anchor(trigger, facts)
        if anchor is not None:
            days = -trigger.days if trigger.kind == "days_before_due" else trigger.days
            yield trigger, add(calendar, anchor, days)


def _anchor(trigger: Trigger, facts: Facts) -> date | None:
    """The day from which a cause counts, if there is one."""
    if trigger.kind == "light_held":
        return facts.light_since if facts.colour in trigger.colours else None
    return facts.report_due if trigger.kind == "report_late" else facts.due


def _still_holds(trigger: Trigger, facts: Facts, day: date) -> bool:
    """A reminder before the due date makes no sense after it."""
    return trigger.kind != "days_before_due" or (facts.due is not None and day <= facts.due)


def add(calendar: WorkingCalendar, day: date, days: int) -> date:
    """The working day so many working days after a day (before it, if negative); of a day off, the next worked one."""
    return calendar.next_workday(calendar.add_working_days(day, days))
