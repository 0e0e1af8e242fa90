"""Numbers as they are printed, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.numerals import parse_fraction, parse_number, to_chinese

PRINTED = [
    ("1,100.9", "1100.9"), ("１２", "12"), ("1.5亿", "150000000"), ("十", "10"), ("十二", "12"), ("二十", "20"),
    ("一百零五", "105"), ("一百五", "150"),
    ("两千", "2000"), ("二十万亿", "20000000000000"), ("三千五百万", "35000000"),
    ("一亿二千万", "120000000"), ("二〇三五", "2035"), ("三点五", "3.5"), ("三点五亿", "350000000"), ("半", "0.5"),
    ("零", "0"), ("十万零五百", "100500"), ("3千", "3000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), PRINTED)
def test_it_reads_a_printed_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "一体化", "1.2.3", "点五点", "十大", "abc", "-3"])
def test_it_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert parse_number(to_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_a_number_with_separators_reads_back(whole: int, cents: int) -> None:
    assert parse_number(f"{whole:,}.{cents:02}") == Decimal(f"{whole}.{cents:02}")


def test_it_writes_the_usual_form() -> None:
    assert [to_chinese(n) for n in (0, 10, 15, 105, 1010, 20000)] == [
        "零",
        "十",
        "十五",
        "一百零五",
        "一千零一十",
        "二万",
    ]


def test_it_writes_no_number_it_cannot_read() -> None:
    with pytest.raises(ValueError, match="outside"):
        to_chinese(10**16)


def test_it_reads_fractions_exactly() -> None:
    assert parse_fraction("三分之二") == Fraction(2, 3)
    assert parse_fraction("百分之五点五") == Fraction(55, 1000)


@pytest.mark.parametrize("text", ["三分", "零分之一", "三分之"])
def test_it_refuses_what_is_no_fraction(text: str) -> None:
    with pytest.raises(ValueError):
        parse_fraction(text)
