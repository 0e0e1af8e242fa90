"""One target by its own measure: how far it is, how far it should be, what is still to be brought.

A rising target is reached from below, a falling one from above; a ceiling is kept or broken and has no completion; a
growth rate is compared with the planned rate, never turned into a completion (a published rate is a fact).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from luoshi.progress import completion, pace
from luoshi.progress.catchup import Ask, catch_up, required_growth
from luoshi.progress.completion import CompletionError
from luoshi.progress.quantities import Percent, Points, difference

Kind = Literal["rising", "falling", "ceiling", "growth"]
Curve = Literal["", "split", "past"]
QUARTERS = 4
Years = Sequence[Sequence[Decimal]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, by when, and along which curve.

    Without a curve the pace is even by days; `split` has one year of planned amounts, `past` some years of real ones,
    each of twelve months or four quarters.
    """

    kind: Kind
    value: Decimal
    start: date
    due: date | None
    baseline: Decimal | None = None
    curve: Curve = ""
    years: Years = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest figure, and the last day that it covers."""

    value: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands on a day; None where it is not known or makes no sense for its kind.

    `headroom` is in the target's own unit, negative above the ceiling; `needed_growth` is what the rest of the year
    must grow by (缺口倒排测算).
    """

    kind: Kind
    latest: Decimal | None = None
    completion: Percent | None = None
    pace: Percent | None = None
    headroom: Decimal | None = None
    ask: Ask | None = None
    needed_growth: Percent | None = None

    @property
    def gap(self) -> Points | None:
        """Completion minus pace, in percentage points."""
        if self.completion is None or self.pace is None:
            return None
        return difference(self.completion, self.pace)


def months_of(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Twelve monthly amounts; of four quarterly ones each is counted when its quarter is over.

    Raises PaceError for any other number.
    """
    if len(amounts) == QUARTERS:
        nothing = Decimal(0)
        return [share for amount in amounts for share in (nothing, nothing, amount)]
    if len(amounts) != pace.MONTHS:
        raise pace.PaceError("a year has twelve monthly or four quarterly amounts")
    return list(amounts)


def standing(goal: Goal, reading: Reading | None, on: date) -> Standing:
    """How the target stands on a day, from its latest figure."""
    latest = reading.value if reading else None
    if goal.kind == "ceiling":
        room = None if latest is None else completion.headroom(latest, goal.value)
        return Standing("ceiling", latest, headroom=room)
    due_share = _pace(goal, on)
    if goal.kind == "growth":
        return Standing("growth", latest, pace=due_share, needed_growth=_needed_growth(goal, reading))
    return Standing(goal.kind, latest, _completion(goal, latest), due_share, ask=_ask(goal, reading))


def _completion(goal: Goal, latest: Decimal | None) -> Percent | None:
    if latest is None:
        return None
    try:
        if goal.kind == "rising":
            return completion.increasing(latest, goal.value, goal.baseline or Decimal(0))
        return None if goal.baseline is None else completion.decreasing(latest, goal.value, goal.baseline)
    except CompletionError:
        return None  # a target on the wrong side of its baseline: the figures cannot be right


def _pace(goal: Goal, on: date) -> Percent | None:
    if goal.due is None or goal.due < goal.start:
        return None
    if goal.curve:
        years = [months_of(year) for year in goal.years]
        return pace.same_period(years, pace.whole_months(goal.due.year, on))
    return pace.linear(goal.start, goal.due, on)


def _ask(goal: Goal, reading: Reading | None) -> Ask | None:
    """What each remaining month must bring; falling targets are asked for their fall."""
    if goal.due is None or (goal.kind == "falling" and reading is None):
        return None
    months = _months_between(reading.on, goal.due) if reading else _months_between(goal.start, goal.due) + 1
    now = reading.value if reading else goal.baseline or Decimal(0)
    wanted, done = (now, goal.value) if goal.kind == "falling" else (goal.value, now)
    try:
        return catch_up(wanted, done, months)
    except CompletionError:
        return Ask(max(wanted - done, Decimal(0)), 0, Decimal(0))


def _needed_growth(goal: Goal, reading: Reading | None) -> Percent | None:
    """From shares of the year alone: last year is 1, and what was reached so far is last year's share grown."""
    if reading is None or goal.due is None:
        return None
    months = pace.whole_months(goal.due.year, reading.on)
    share = Fraction(months, pace.MONTHS)
    if goal.curve == "past":
        share = Fraction(pace.same_period([months_of(year) for year in goal.years], months)) / 100
    so_far = share * (1 + Fraction(reading.value) / 100)
    try:
        return required_growth(Percent(goal.value), Decimal(1), _decimal(share), _decimal(so_far))
    except CompletionError:
        return None


def _decimal(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)


def _months_between(first: date, last: date) -> int:
    """Whole months that begin after one day's month and end with the other's."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month)


def kind_of(comparator: str, basis: str) -> Kind | None:
    """Which kind a printed target most likely is; None where a person has to say so."""
    if basis == "growth":
        return "growth"
    if comparator in ("<=", "<"):
        return "ceiling"
    if comparator in (">=", ">", "=") and basis in ("count", "amount", "level", "share"):
        return "rising"
    return None
