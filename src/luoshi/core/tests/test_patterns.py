"""An expression for a list of words finds what a plain a|b|c finds, the longest word first."""

import re

from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.patterns import any_of

WORDS = st.lists(st.text("甲乙丙.", min_size=1, max_size=4), min_size=1, max_size=12)


@given(WORDS, st.text("甲乙丙.丁", max_size=30))
def test_it_finds_what_the_words_side_by_side_find(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(any_of(words), text) == re.findall(plain, text)


@given(WORDS, st.text("甲乙丙.丁", max_size=30))
def test_it_gives_way_to_a_shorter_word_where_what_follows_asks_for_it(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(f"{any_of(words)}丁", text) == re.findall(f"(?:{plain})丁", text)


def test_no_words_make_an_empty_expression() -> None:
    assert any_of([]) == ""
