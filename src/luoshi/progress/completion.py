"""Completion (完成率) of a target, by the direction in which it is to be moved."""

from decimal import Decimal
from fractions import Fraction

from luoshi.progress.quantities import Percent, percent


class CompletionError(ValueError):
    """The completion is not defined for these figures; the message says why."""


def increasing(now: Decimal, target: Decimal, baseline: Decimal = Decimal(0)) -> Percent:
    """The part of the way from baseline up to target. May exceed 100, or be negative after a fall.

    Raises CompletionError when the target is not above the baseline.
    """
    if target <= baseline:
        raise CompletionError(f"a rising target ({target}) must be above its baseline ({baseline})")
    return percent(Fraction(now - baseline) / Fraction(target - baseline))


def decreasing(now: Decimal, target: Decimal, baseline: Decimal) -> Percent:
    """The part of the way from baseline down to target (PM2.5, energy use): (base − now) / (base − target).

    Raises CompletionError when the target is not below the baseline.
    """
    if target >= baseline:
        raise CompletionError(f"a falling target ({target}) must be below its baseline ({baseline})")
    return percent(Fraction(baseline - now) / Fraction(baseline - target))


def headroom(now: Decimal, ceiling: Decimal) -> Decimal:
    """How far the figure is still under its ceiling (控制在…以内), in its own unit; negative when it is above.

    A ceiling has no completion: it is kept or broken.
    """
    return ceiling - now
