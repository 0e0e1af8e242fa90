"""Cutting a document into sheets."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.plans.sheets import Heading, cut_sheets, sheet_at


def test_it_gives_each_part_a_sheet_and_the_notice_one_before_them() -> None:
    text = "通知正文\n总体方案\n附件一\n"
    sheets = cut_sheets(text, [Heading(5, "总体方案", 0), Heading(10, "附件一", 0)])
    assert [(sheet.title, sheet.start, sheet.end) for sheet in sheets] == [
        ("", 0, 5),
        ("总体方案", 5, 10),
        ("附件一", 10, len(text)),
    ]


def test_it_cuts_a_long_part_at_a_section() -> None:
    text = "甲" * 70 + "\n" + "乙" * 70
    sheets = cut_sheets(text, [Heading(0, "总", 0), Heading(71, "二", 1)], most=100)
    assert [(sheet.start, sheet.continues) for sheet in sheets] == [(0, False), (71, True)]


def test_it_finds_the_sheet_of_a_character_even_past_the_end() -> None:
    sheets = cut_sheets("一二三四", [Heading(0, "a", 0), Heading(2, "b", 0)])
    assert [sheet_at(sheets, offset).number for offset in (0, 1, 2, 99)] == [1, 1, 2, 2]


@given(
    st.text(alphabet="甲。\n", max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 1)), max_size=8)
)
def test_it_covers_every_character_once_with_sheets_of_bounded_length(text: str, marks: list[tuple[int, int]]) -> None:
    headings = [Heading(start, "x", level) for start, level in set(marks) if start <= len(text)]
    sheets = cut_sheets(text, headings, most=50)
    assert "".join(text[sheet.start : sheet.end] for sheet in sheets) == text
    assert all(sheet.end - sheet.start <= 50 for sheet in sheets)
