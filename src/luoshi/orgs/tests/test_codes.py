"""Codes of areas and organisations are checked by their standards, not by their looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.orgs.codes import (
    ALPHABET,
    BadCode,
    above,
    check_credit_code,
    check_region,
    credit_check_character,
    region_level,
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("330000", "province"),
        ("330100", "city"),
        ("330106", "county"),
        ("429004", "county"),
        ("330106001", "town"),
        ("330106001002", "village"),
    ],
)
def test_it_reads_the_level_from_the_digits(code: str, level: str) -> None:
    assert region_level(code) == level


@pytest.mark.parametrize(
    "code", ["", "33010", "33010a", "000000", "338500", "330106000", "330000001", "330106001000", "３３０１０６"]
)
def test_it_refuses_what_is_no_code(code: str) -> None:
    with pytest.raises(BadCode):
        region_level(code)


def test_it_wants_a_code_inside_the_code_above() -> None:
    check_region("330106", "county", "330100")
    check_region("330106", "county", "330000")
    with pytest.raises(BadCode, match="parent"):
        check_region("330206", "county", "330100")
    with pytest.raises(BadCode, match="city"):
        check_region("330106", "city")


def test_it_knows_the_codes_above() -> None:
    assert above("330106001") == ["330106", "330100", "330000"]
    assert above("330000") == []


def test_it_accepts_the_worked_example_of_the_standard() -> None:
    assert credit_check_character("91350100M000100Y4") == "3"
    check_credit_code("91350100M000100Y43")


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "91350100M000100I43", "91350100M000100Y4", "９1350100M000100Y43"]
)
def test_it_refuses_a_wrong_credit_code(code: str) -> None:
    with pytest.raises(BadCode):
        check_credit_code(code)


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_it_notices_every_single_typo(body: str, place: int, other: str) -> None:
    code = body + credit_check_character(body)
    check_credit_code(code)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(BadCode):
            check_credit_code(wrong)
