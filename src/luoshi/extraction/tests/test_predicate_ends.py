"""A predicate is looked for only where words end as predicates end, so that the ends must be complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.extraction import targets_words as words

CHINESE = st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FFF)


@pytest.mark.parametrize("form", words._PREDICATE_FORMS)
@given(data=st.data())
def test_each_form_ends_only_in_the_characters_beside_it(form: str, data: st.DataObject) -> None:
    said = data.draw(st.from_regex(form, fullmatch=True, alphabet=st.one_of(CHINESE, st.sampled_from("0123456789"))))
    assert said[-1] in words._PREDICATE_FORMS[form]


def test_each_word_ends_in_one_of_the_ends() -> None:
    assert {word[-1] for word in words._PREDICATES.split()} <= words.PREDICATE_ENDS
