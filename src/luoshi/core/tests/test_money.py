"""Amounts and their value in yuan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.money import Money, parse_money, scale_of


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1.5亿元", "150000000"),
        ("3,541.07万元", "35410700"),
        ("三千万元", "30000000"),
        ("770元/月", "770"),
        ("1.2万亿元", "1200000000000"),
    ],
)
def test_it_knows_the_value_in_yuan(text: str, yuan: str) -> None:
    assert parse_money(text).to_yuan() == Decimal(yuan)


def test_it_keeps_the_printed_scale() -> None:
    assert parse_money("1.5亿元") == Money(Decimal("1.5"), "亿元")
    assert str(parse_money("1.5亿元")) == "1.5亿元"


def test_a_foreign_amount_has_no_value_in_yuan() -> None:
    dollars = parse_money("2400万美元")
    assert dollars.currency == "美元"
    with pytest.raises(ValueError, match="not in yuan"):
        dollars.to_yuan()


@pytest.mark.parametrize("text", ["元", "五个", "1.5亿", ""])
def test_it_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_money(text)


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["元", "万元", "亿元", "万亿元"]))
def test_a_written_amount_reads_back(amount: Decimal, unit: str) -> None:
    money = parse_money(f"{amount}{unit}")
    assert money.to_yuan() == amount * scale_of(unit)
