"""Laying marks flat over the text."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.plans.marking import lay_out
from luoshi.plans.payloads import Mark


def test_it_cuts_nested_marks_into_runs() -> None:
    (paragraph,) = lay_out("abcdef", 0, 6, [Mark(0, 6, "task", 1), Mark(2, 4, "lead", 1), Mark(3, 5, "target", 2)])
    assert [(run.text, run.kinds, run.items) for run in paragraph.segments] == [
        ("ab", ("task",), (1,)),
        ("c", ("task", "lead"), (1,)),
        ("d", ("task", "lead", "target"), (1, 2)),
        ("e", ("task", "target"), (1, 2)),
        ("f", ("task",), (1,)),
    ]


def test_it_hides_bold_markers_without_moving_any_offset() -> None:
    (paragraph,) = lay_out("**甲**乙", 0, 6, [])
    assert [(run.start, run.text, run.is_markup) for run in paragraph.segments] == [
        (0, "**", True),
        (2, "甲", False),
        (3, "**", True),
        (5, "乙", False),
    ]


def test_it_marks_a_heading_paragraph() -> None:
    first, second = lay_out("一、目标\n正文", 0, 7, [Mark(0, 4, "heading")])
    assert (first.is_heading, second.is_heading) == (True, False)


marks = st.builds(
    lambda start, length, kind: Mark(start, start + length, kind, start),
    st.integers(0, 60), st.integers(1, 30), st.sampled_from(["task", "lead", "target"]),
)  # fmt: skip


@given(st.text(alphabet="甲*\n", max_size=60), st.lists(marks, max_size=12))
def test_it_loses_no_character_of_any_line(text: str, marks: list[Mark]) -> None:
    lines = ["".join(run.text for run in paragraph.segments) for paragraph in lay_out(text, 0, len(text), marks)]
    assert lines == [line for line in text.split("\n") if line.strip()]
    for paragraph in lay_out(text, 0, len(text), marks):
        for run in paragraph.segments:
            assert text[run.start : run.start + len(run.text)] == run.text
