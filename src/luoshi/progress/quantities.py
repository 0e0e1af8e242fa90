"""A percentage and a difference of percentages are two types: 5 % and 5 percentage points are never mixed."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NewType

Percent = NewType("Percent", Decimal)
Points = NewType("Points", Decimal)

HUNDREDTH = Decimal("0.01")


def percent(share: Fraction) -> Percent:
    """A share (0…1, or beyond) as a percentage, rounded half up to two decimals."""
    return Percent(_rounded(share * 100))


def difference(first: Percent, second: Percent) -> Points:
    """How many percentage points `first` is above `second`; negative when it is below."""
    return Points(first - second)


def shown(number: Decimal) -> str:
    """A number as people write it: no trailing zeros, no exponent."""
    text = f"{number.quantize(HUNDREDTH, rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Fraction) -> Decimal:
    scaled = number * 100
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole).scaleb(-2)
