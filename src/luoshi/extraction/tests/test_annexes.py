"""Annexes: by marker, by the printed list, by a title that differs a little from it."""

import pytest

from luoshi.extraction.tests.reading import draft_of

OVERALL = (
    "青禾县水利总体方案\n为兴修水利，制定本方案。\n一、重点任务\n（一）修渠。清淤十公里。\n（二）修闸。换门五扇。\n"
)
LIST = "附件：1.修渠攻坚实施方案\n2.修闸攻坚实施方案\n"
ANNEX = "为做好工作，制定本方案。\n一、工作任务\n（一）先行\n1. 清淤。挖十公里。（县水利局负责）\n"


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.annex, part.title) for part in draft_of(text).parts]


EXPECTED = [("0", "青禾县水利总体方案"), ("1", "修渠攻坚实施方案"), ("2", "修闸攻坚实施方案")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("附件1\n修渠攻坚实施方案", "附件2\n修闸攻坚实施方案"),
        ("附件 1 修渠攻坚实施方案", "附件 2 修闸攻坚实施方案"),
        ("附件1：修渠攻坚实施方案", "附件2：修闸攻坚实施方案"),
        ("附件一\n修渠攻坚实施方案", "附件二\n修闸攻坚实施方案"),
        ("修渠攻坚实施方案", "修闸攻坚实施方案"),
        ("修渠攻坚实施方案", "附件2\n修闸攻坚\n实施方案"),
    ],
)
def test_it_finds_annexes(first: str, second: str) -> None:
    text = f"{OVERALL}{LIST}{first}\n{ANNEX}{second}\n{ANNEX}"
    assert parts(text) == EXPECTED
    assert [task.id for task in draft_of(text).tasks] == [
        "0:一/（一）",
        "0:一/（二）",
        "1:一/（一）/1",
        "2:一/（一）/1",
    ]


def test_it_finds_an_annex_whose_title_differs_a_little_from_the_list() -> None:
    text = f"{OVERALL}{LIST}修渠攻关实施方案\n{ANNEX}修闸攻坚实施方案\n{ANNEX}"
    assert parts(text)[1] == ("1", "修渠攻关实施方案")


def test_it_finds_annexes_that_no_list_names() -> None:
    assert parts(f"{OVERALL}附件1\n修渠攻坚实施方案\n{ANNEX}附件2\n修闸攻坚实施方案\n{ANNEX}") == EXPECTED


def test_the_printed_list_is_no_list_of_tasks() -> None:
    assert [task.number for task in draft_of(OVERALL + LIST).tasks] == ["一/（一）", "一/（二）"]


def test_sub_schemes_with_goals_of_their_own_are_halves() -> None:
    scheme = "（一）主要目标\n渠系畅通。\n（二）工作任务\n1. 清淤。挖十公里。（县水利局负责）\n"
    text = f"{OVERALL}附件1\n修渠攻坚实施方案\n一、修好东渠\n{scheme}二、修好西渠\n{scheme}"
    draft = draft_of(text)
    assert [(part.annex, part.kind) for part in draft.parts] == [
        ("0", "overall"),
        ("1", "annex"),
        ("1a", "half"),
        ("1b", "half"),
    ]
    assert [task.id for task in draft.tasks if task.annex == "1"] == ["1:一/（二）/1", "1:二/（二）/1"]


def test_it_finds_annexes_by_their_titles_alone() -> None:
    assert parts(f"{OVERALL}修渠攻坚实施方案\n{ANNEX}修闸攻坚实施方案\n{ANNEX}") == EXPECTED
