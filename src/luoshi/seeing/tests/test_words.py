"""Folding and cutting: offsets stay true, and a term is found exactly where Python finds it."""

from hypothesis import given
from hypothesis import strategies as some

from luoshi.seeing import words

TEXT = some.text(alphabet=some.sampled_from('低保城乡网络零售额aAｂ９9%_\\ ，。\n"*:é'), max_size=40)


@given(some.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(words.folded(text)) == len(text)


def test_folding_takes_width_and_case_away() -> None:
    assert words.folded("ＰＭ２．５　Ａbc") == "pm2.5 abc"


@given(TEXT, some.text(alphabet="低保城乡a9", min_size=1, max_size=3))
def test_marked_pieces_are_the_text_and_its_hits(text: str, query: str) -> None:
    pieces = words.marked(text, words.terms(query))
    assert "".join(piece for piece, _hit in pieces) == text
    below = words.folded(text)
    assert any(hit for _piece, hit in pieces) == any(term in below for term in words.terms(query))


@given(TEXT, some.text(alphabet="低保城乡a9%，", min_size=1, max_size=4))
def test_a_text_with_a_term_has_all_its_grams(text: str, query: str) -> None:
    for term in words.terms(query):
        if term in words.folded(text):
            assert set(words.gram_query(term)) <= set(words.grams(words.folded(text)))


def test_an_excerpt_shows_the_first_hit() -> None:
    text = "甲" * 300 + "低保" + "乙" * 300
    shown = words.excerpt(text, ["低保"])
    assert "低保" in shown and shown.startswith("…") and shown.endswith("…")


def test_a_like_pattern_takes_wildcards_for_what_they_are() -> None:
    assert words.like("5%_\\") == "%5\\%\\_\\\\%"
