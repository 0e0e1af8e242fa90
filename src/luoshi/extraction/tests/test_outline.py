"""The outline: which numbers are items, how they nest, and which items are tasks."""

import pytest

from luoshi.extraction.tests.reading import draft_of, names

DONE = "清淤十公里。（县水利局负责）"


def numbers(text: str) -> list[str]:
    return [task.number for task in draft_of(text).tasks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"一、任务\n（一）水利\n1. 修渠。{DONE}\n2. 修闸。{DONE}\n（二）农业\n1. 扩种。{DONE}",
            ["一/（一）/1", "一/（一）/2", "一/（二）/1"],
        ),
        (f"一、任务\n(一)水利\n1．修渠。{DONE}\n（二）农业\n2．扩种。{DONE}", ["一/（一）/1", "一/（二）/2"]),
        (f"一、水利\n1、修渠。{DONE}\n2、修闸。{DONE}\n二、农业\n3、扩种。{DONE}", ["一/1", "一/2", "二/3"]),
        (f"一、水利。{DONE}\n二、农业。{DONE}", ["一", "二"]),
        (f"1. 水利。{DONE}\n2. 农业。{DONE}", ["1", "2"]),
        (
            f"一、任务\n（一）水利\n1. 修渠\n（1）东渠。{DONE}\n(2) 西渠。{DONE}",
            ["一/（一）/1/（1）", "一/（一）/1/（2）"],
        ),
        (f"一、任务\n（一）水利\n①修渠。{DONE}\n②修闸。{DONE}", ["一/（一）/①", "一/（一）/②"]),
        (
            f"第一章 水利\n第一节 渠道\n一、修渠。{DONE}\n第二节 水闸\n二、修闸。{DONE}",
            ["第一章/第一节/一", "第一章/第二节/二"],
        ),
        (
            f"1. 水利\n（一）修渠。{DONE}\n（二）修闸。{DONE}\n2. 农业\n"
            f"（一）扩种。{DONE}\n（二）改良。{DONE}\n3. 林业\n（一）造林。{DONE}",
            ["1/（一）", "1/（二）", "2/（一）", "2/（二）", "3/（一）"],
        ),
        (f"一、任务\n7. 2026 年修渠。{DONE}\n8. 2026年修闸。{DONE}", ["一/7", "一/8"]),
    ],
    ids=[
        "usual",
        "runs on",
        "comma",
        "one level",
        "digits only",
        "four levels",
        "circles",
        "chapters",
        "digits above",
        "years",
    ],
)
def test_it_learns_the_levels_of_a_document(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_numbers_inside_a_paragraph_are_no_items() -> None:
    assert numbers(f"一、任务\n1. 修渠。分三步：1.清淤；2.衬砌；3.绿化。{DONE}") == ["一/1"]


def test_a_decimal_that_opens_a_line_is_no_item() -> None:
    assert numbers(f"一、任务\n1. 修渠。今年修渠，\n3.5公里。{DONE}") == ["一/1"]


def test_goals_and_machinery_are_no_tasks() -> None:
    text = (
        "一、工作目标\n（一）水利。渠系畅通。\n二、重点任务\n"
        "（一）修渠。清淤十公里。\n三、保障措施\n（一）组织领导。加强统筹。"
    )
    draft = draft_of(text)
    assert [task.number for task in draft.tasks] == ["二/（一）"]
    assert [section.number for section in draft.sections] == ["一", "一/（一）", "二", "三", "三/（一）"]


def test_a_clause_makes_a_task_of_any_item() -> None:
    assert numbers("一、任务\n（一）修渠。清淤。\n二、保障措施\n（一）组织领导。加强统筹。（县政府办负责）") == [
        "一/（一）",
        "二/（一）",
    ]


def test_a_document_without_responsibility_has_its_leaves_as_tasks() -> None:
    draft = draft_of("人居环境整治方案\n一、整治内容\n（一）清垃圾。清河道。\n（二）清污水。通沟渠。")
    assert [(task.title, task.basis) for task in draft.tasks] == [("清垃圾", "none"), ("清污水", "none")]


def test_a_chapter_that_numbers_none_of_its_measures_has_them_by_their_headings() -> None:
    body = "统筹推进全域河湖治理与农田水利设施建设，完善管护机制。"
    draft = draft_of(f"第一章 兴修水利\n第一节 夯实基础\n修好骨干渠道。{body}\n建好泵站水闸。{body}")
    assert [task.number for task in draft.tasks] == ["第一章/第一节/修好骨干渠道", "第一章/第一节/建好泵站水闸"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1. 修好渠道。先清淤。", "修好渠道"),
        ("1. 修好渠道；（县水利局负责）", "修好渠道"),
        ("1. 修好渠道（县水利局负责）", "修好渠道"),
        ("1. 修好渠道", "修好渠道"),
        ("1. 落实《渠道管护办法。试行》要求。先清淤。", "落实《渠道管护办法。试行》要求"),
        ("1. " + "统筹推进全县河湖治理" * 4 + "，" + "加快推进各项工程建设" * 4 + "。", "统筹推进全县河湖治理" * 4),
    ],
)
def test_it_takes_the_run_in_heading_as_the_title(line: str, title: str) -> None:
    assert draft_of(f"一、任务\n{line}").tasks[0].title == title


def test_doubled_and_skipped_numbers_are_noted_and_kept() -> None:
    draft = draft_of(f"一、任务\n1. 修渠。{DONE}\n1. 修闸。{DONE}\n4. 修桥。{DONE}")
    assert [task.id for task in draft.tasks] == ["0:一/1", "0:一/1#2", "0:一/4"]
    assert {note.code for note in draft.notes} == {"doubled-number", "odd-numbering"}


def test_an_unnumbered_paragraph_belongs_to_the_item_above_until_its_clause() -> None:
    draft = draft_of("一、任务\n1. 修渠。清淤十公里。\n再衬砌五公里。（县水利局牵头）\n2. 修闸。换门。（县住建局牵头）")
    assert [names(task.leads) for task in draft.tasks] == [["县水利局"], ["县住建局"]]
