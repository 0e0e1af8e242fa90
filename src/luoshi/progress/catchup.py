"""Catch-up (缺口倒排测算) and forecast: transparent arithmetic, never a model that cannot be checked by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from luoshi.progress.completion import CompletionError
from luoshi.progress.quantities import Percent, percent


@dataclass(frozen=True, slots=True)
class Ask:
    """What is left, and what each remaining period must bring on average to reach the target in time."""

    left: Decimal
    periods: int
    per_period: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the average speed so far leads: the percentage at the due date, and the day on which 100 % is reached."""

    at_due: Percent
    reached_on: date | None


def catch_up(target: Decimal, done: Decimal, periods_left: int) -> Ask:
    """The even share per remaining period. Raises CompletionError when no period is left and something is missing."""
    left = max(target - done, Decimal(0))
    if left and periods_left < 1:
        raise CompletionError("no period is left in which the rest could be done")
    return Ask(left, periods_left, left / periods_left if periods_left else Decimal(0))


def required_growth(growth: Percent, last_year: Decimal, last_year_so_far: Decimal, so_far: Decimal) -> Percent:
    """The growth which the rest of the year must have so that the whole year grows by `growth`.

    ((1 + g)·B − A) / (B − b) − 1, with B last year's total, b last year's and A this year's sum so far.
    Raises CompletionError when last year has no rest to grow from.
    """
    rest = last_year - last_year_so_far
    if rest <= 0:
        raise CompletionError("last year's figure for the remaining months is not positive")
    wanted = (1 + Fraction(growth) / 100) * Fraction(last_year) - Fraction(so_far)
    return percent(wanted / Fraction(rest) - 1)


def forecast(start: date, due: date, completion: Percent, on: date) -> Forecast:
    """The average speed since `start`, carried on. Nothing done yet, or not begun: 0 at the due date, never reached."""
    days = (on - start).days + 1
    if completion <= 0 or days < 1:
        return Forecast(Percent(Decimal(0)), None)
    if completion >= 100:
        return Forecast(completion, on)
    speed = Fraction(completion) / days
    at_due = percent(min(speed * ((due - start).days + 1), Fraction(100)) / 100)
    days_needed = -(-Fraction(100) // speed)
    reached = start + timedelta(days=int(days_needed) - 1) if days_needed < 3_000_000 - start.toordinal() else None
    return Forecast(Percent(max(at_due, completion)), reached)
