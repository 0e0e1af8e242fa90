"""Looking up where words stand."""

from luoshi.core.spans import Span
from luoshi.exporting.places import LONGEST, Places, squeeze
from luoshi.reading.document import Document


def places(text: str) -> Places:
    return Places(Document("x.txt", "text/plain", "0" * 64, text), [])


def test_a_document_of_one_single_line_is_cut_at_sentence_ends() -> None:
    found = places("修建水渠，保障灌溉。" * 1000).passages
    assert all(len(passage.text) <= LONGEST and passage.text.endswith("。") for passage in found)
    assert "".join(passage.text for passage in found) == "修建水渠，保障灌溉。" * 1000


def test_blank_lines_are_no_passages_but_count_as_lines() -> None:
    assert [(passage.line, passage.text) for passage in places("甲\n\n  \n乙").passages] == [(1, "甲"), (4, "乙")]


def test_a_sentence_ends_at_its_own_line() -> None:
    assert places("前文。修渠三条，清淤\n后文。").sentence(4) == "修渠三条，清淤"


def test_an_empty_document_has_no_passage() -> None:
    assert places("").passage(Span(0, 0)) is None


def test_squeezing_keeps_the_space_between_latin_words() -> None:
    assert squeeze("建 设 **5G** base\nstation 站") == "建设5G base station站"
