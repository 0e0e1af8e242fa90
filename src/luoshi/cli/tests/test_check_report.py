"""The report of `luoshi check`: what stands where, in cells as a terminal counts them."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from luoshi.checking import Finding, Place, Words
from luoshi.checking.finding import Severity
from luoshi.cli.check_report import FIRST, NO_BEGINNING, Report, arrange, excerpt, fold
from luoshi.core.spans import Span
from luoshi.reading.document import Document

TEXT = (
    "第一段。\n力争全年培育规上工业企业12家以上，新增高新技术企业6家，实现“个转企”300户，税收增长5%以上，就业稳定。\n"
)


def place(words: str, text: str = TEXT) -> Place:
    start = text.index(words)
    return Place(Span(start, start + len(words)), text.count("\n", 0, start) + 1, words)


def finding(severity: Severity, rule: str, *places: Place) -> Finding:
    return Finding(rule, severity, Words("Something is wrong.", "有问题。"), places)


@pytest.mark.parametrize("words", ["力争全年", "高新技术企业6家", "税收增长5%以上", "就业稳定。", TEXT.splitlines()[1]])
@pytest.mark.parametrize("width", [24, 40, 70, 110])
def test_the_mark_stands_under_the_words(words: str, width: int) -> None:
    shown, before, marked = excerpt(TEXT, place(words), width)
    by_cell = [character for character in shown for _ in range(cell_len(character))]
    assert len(by_cell) <= width
    assert 1 <= marked <= cell_len(words)
    marked_cells = by_cell[before : before + marked]
    assert marked_cells == [character for character in words for _ in range(cell_len(character))][:marked]


def test_a_place_that_runs_over_lines_is_shown_to_the_end_of_its_first() -> None:
    text = "甲局、乙\n\n局负责\n"
    shown, before, marked = excerpt(text, Place(Span(3, 8), 1, "乙局"), 60)
    assert (shown, before, marked) == ("甲局、乙", 6, 2)


def test_tabs_and_control_characters_take_the_cells_they_are_counted_for() -> None:
    text = "甲\t乙\x07丙\n"
    shown, before, marked = excerpt(text, Place(Span(4, 5), 1, "丙"), 60)
    assert (shown, before, marked) == ("甲 乙 丙", 6, 2)


@pytest.mark.parametrize("width", [12, 20, 33])
def test_notes_are_folded_by_cells_and_no_line_opens_with_a_mark(width: int) -> None:
    words = "说明：同一指标在不同地方的目标值不一致，无法判断何时算完成。建议：确定以哪个数为准，改正其余各处。"
    lines = fold(words, width)
    assert "".join(lines) == words
    assert all(cell_len(line) <= width for line in lines)
    assert not any(line[0] in NO_BEGINNING for line in lines)


def test_english_notes_break_at_blanks() -> None:
    assert fold("what to do about it", 12) == ["what to do", "about it"]


def test_the_gravest_stand_first_and_one_rule_together() -> None:
    first, second = place("力争全年"), place("就业稳定。")
    found = [
        finding("info", "a", first), finding("error", "b", first), finding("warning", "c", first),
        finding("error", "d", second), finding("error", "b", second), finding("error", "e", first).accept("可以"),
    ]  # fmt: skip
    assert [each.rule for each in arrange(found)] == ["b", "b", "d", "c", "a", "e"]


def test_places_beyond_the_first_few_are_named_by_their_lines() -> None:
    out = io.StringIO()
    places = [place("第一段"), *[place("力争全年")] * 5]
    report = Report(Console(file=out, width=80), Document("方案.txt", "text/plain", "0" * 64, TEXT), "zh")
    report.print([finding("error", "a", *places)])
    assert "另有2处，在第2行" in out.getvalue()
    assert sum("^" in line for line in out.getvalue().splitlines()) == FIRST
    report.every_place = True
    report.print([finding("error", "a", *places)])
    assert sum("^" in line for line in out.getvalue().splitlines()) == FIRST + len(places)
