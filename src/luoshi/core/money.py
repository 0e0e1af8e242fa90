"""Amounts of money as printed (1.5亿元, 3,541.07万元, 770元/月) and their value in yuan."""

import re
from dataclasses import dataclass
from decimal import Decimal

from luoshi.core.numerals import LARGE_SCALES, SMALL_SCALES, parse_number

_AMOUNT = re.compile(
    r"(?P<number>[0-9０-９][0-9０-９,，.．]*|[一二两三四五六七八九十百千半零〇]+?)(?P<unit>[十百千万亿]*(?:元|美元|欧元|港元|日元).*)"
)
_FOREIGN = ("美元", "欧元", "港元", "日元")


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount with the unit it was printed in: Money(Decimal("1.5"), "亿元")."""

    amount: Decimal
    unit: str

    @property
    def currency(self) -> str:
        """元 for the yuan, else the printed currency."""
        return next((name for name in _FOREIGN if name in self.unit), "元")

    def to_yuan(self) -> Decimal:
        """The amount in yuan. Raises ValueError for a foreign currency, which has no fixed rate."""
        if self.currency != "元":
            raise ValueError(f"{self.amount}{self.unit} is not in yuan")
        return self.amount * scale_of(self.unit)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def scale_of(unit: str) -> Decimal:
    """What one printed unit is worth in its currency: 亿元 → 100000000, 元/月 → 1."""
    scale = Decimal(1)
    for character in unit:
        step = SMALL_SCALES.get(character) or LARGE_SCALES.get(character)
        if step is None:
            break
        scale *= step
    return scale


def parse_money(text: str) -> Money:
    """The amount a text is, scale kept as printed. Raises ValueError when it is none."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not an amount of money")
    return Money(parse_number(match["number"].replace("，", ",")), match["unit"])
