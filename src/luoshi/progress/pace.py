"""Pace (序时进度): the percentage that should be done by a day. Four curves, each a pure function of recorded facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from luoshi.progress.quantities import Percent, percent

MONTHS = 12


class PaceError(ValueError):
    """The curve cannot be drawn from what was given; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of a task: its day, its weight (any positive unit), and the day on which it was done, if any."""

    due: date
    weight: Decimal
    done_on: date | None = None


@lru_cache(maxsize=4096)
def linear(start: date, due: date, on: date) -> Percent:
    """By days, evenly: 0 on the day before `start`, 100 on `due` and after it.

    Raises PaceError when `due` is before `start`.
    """
    if due < start:
        raise PaceError(f"the due date {due} is before the start {start}")
    total = (due - start).days + 1
    elapsed = min(max((on - start).days + 1, 0), total)
    return percent(Fraction(elapsed, total))


def milestones_due(steps: Sequence[Step], on: date) -> Percent:
    """The weight of the milestones whose day has come, of the whole weight. Raises PaceError without weight."""
    return _weight_of(steps, [step for step in steps if step.due <= on])


def milestones_done(steps: Sequence[Step], on: date) -> Percent:
    """The weight of the milestones done by that day: the completion that belongs to `milestones_due`."""
    return _weight_of(steps, [step for step in steps if step.done_on is not None and step.done_on <= on])


def planned(monthly: Sequence[Decimal], months_done: int) -> Percent:
    """The planned share of the year after `months_done` whole months; `monthly` holds twelve planned amounts.

    Raises PaceError unless there are twelve amounts, none negative, with a positive sum.
    """
    if len(monthly) != MONTHS or any(amount < 0 for amount in monthly) or sum(monthly) <= 0:
        raise PaceError("a planned curve needs twelve amounts, none negative, not all zero")
    counted = min(max(months_done, 0), MONTHS)
    return percent(Fraction(sum(monthly[:counted], Decimal(0))) / Fraction(sum(monthly, Decimal(0))))


def same_period(years: Sequence[Sequence[Decimal]], months_done: int) -> Percent:
    """The mean share that past years had reached by the same month; each year is twelve monthly amounts.

    For seasonal figures, where m/12 would be wrong. Raises PaceError without a past year.
    """
    if not years:
        raise PaceError("a same-period curve needs at least one past year")
    shares = [Fraction(planned(year, months_done)) for year in years]
    return percent(sum(shares, Fraction(0)) / len(shares) / 100)


def whole_months(year: int, on: date) -> int:
    """How many whole months of that year are over when the day ends: 0 before it, 12 after it."""
    if on.year != year:
        return 0 if on.year < year else MONTHS
    return on.month if (on + timedelta(days=1)).month != on.month else on.month - 1


def _weight_of(steps: Sequence[Step], chosen: Sequence[Step]) -> Percent:
    total = sum((Fraction(step.weight) for step in steps), Fraction(0))
    if total <= 0 or any(step.weight < 0 for step in steps):
        raise PaceError("milestones need weights that are not negative and not all zero")
    return percent(sum((Fraction(step.weight) for step in chosen), Fraction(0)) / total)
