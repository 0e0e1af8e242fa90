"""Responsibility clauses: every notation in which plans say who does what."""

import pytest

from luoshi.extraction.tests.reading import draft_of, names, task_of, who

LEADING = ["县水利局"]
PAIR = ["县水利局", "县财政局"]
CLAUSES = [
    ("（县水利局牵头，县财政局、县林业局等按职责分工负责）", LEADING, ["县财政局", "县林业局"], [], "explicit"),
    ("(县水利局牵头,县财政局配合)", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局、县财政局牵头）", PAIR, [], [], "explicit"),
    ("（县水利局、县财政局分别牵头，其他有关单位配合）", PAIR, [], ["其他有关单位"], "explicit"),
    ("（县水利局牵头负责）", LEADING, [], [], "explicit"),
    ("（由县水利局牵头，县财政局协助）", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局牵头、县财政局、各乡镇（街道）负责）", LEADING, ["县财政局"], ["各乡镇（街道）"], "explicit"),
    ("（县水利局、县财政局按职责分工牵头负责）", PAIR, [], [], "explicit"),
    ("（县水利局、县财政局按职责分工负责）", PAIR, [], [], "joint"),
    ("（县水利局、县财政局等负责。）", PAIR, [], [], "joint"),
    ("（县水利局、县财政局等按职责分工）", PAIR, [], [], "joint"),
    ("（县水利局负责）", LEADING, [], [], "joint"),
    ("（县水利局、县财政局）", PAIR, [], [], "joint"),
    ("（相关部门按职责分工负责）", [], [], ["相关部门"], "collective"),
    ("（县水利局牵头，各镇、街道、场按职责分工负责）", LEADING, [], ["各镇、街道、场"], "explicit"),
    ("（牵头单位：县水利局；配合单位：县财政局、县林业局）", LEADING, ["县财政局", "县林业局"], [], "explicit"),
    ("（牵头单位：县水利局，责任单位：县财政局，各乡镇）", LEADING, ["县财政局"], ["各乡镇"], "explicit"),
    ("（牵头部门:县水利局、县财政局）", PAIR, [], [], "explicit"),
    ("〔责任单位：县水利局、县财政局〕", PAIR, [], [], "joint"),
    ("【责任单位：县水利局、县财政局】", PAIR, [], [], "joint"),
    ("[牵头单位：县水利局]", LEADING, [], [], "explicit"),
    ("责任单位：县水利局、县财政局", PAIR, [], [], "joint"),
    ("\n牵头单位：县水利局\n配合单位：县财政局\n完成时限：2026年底前", LEADING, ["县财政局"], [], "explicit"),
    ("\n（县水利局牵头，县财政局配合）", LEADING, ["县财政局"], [], "explicit"),
    ("县水利局牵头，县财政局、县林业局按职责分工负责。", LEADING, ["县财政局", "县林业局"], [], "explicit"),
    ("（县水利局会同县财政局负责）", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局牵\n\n头，县财政局配合)", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局牵头，县财政局配合", LEADING, ["县财政局"], [], "explicit"),
    ("（责任单位：县水利局（牵头）、县财政局）", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局（牵头）、县财政局、县林业局（配合））", LEADING, ["县财政局", "县林业局"], [], "explicit"),
    ("（县水利局主责，县财政局参与）", LEADING, ["县财政局"], [], "explicit"),
    ("（县水利局、Greenfield农业公司负责）", ["县水利局", "Greenfield农业公司"], [], [], "joint"),
]


@pytest.mark.parametrize(("clause", "leads", "supports", "collectives", "basis"), CLAUSES, ids=[c[0] for c in CLAUSES])
def test_it_reads_who_does_what(
    clause: str, leads: list[str], supports: list[str], collectives: list[str], basis: str
) -> None:
    task = task_of(f"修渠方案\n一、重点任务\n1. 修好渠道。清淤十公里，先易后难。{clause}\n")
    assert who(task) == (leads, supports, collectives, basis)


@pytest.mark.parametrize(
    "name",
    [
        "县发展和改革局",
        "县住房和城乡建设局",
        "县卫生健康和体育局",
        "县人力资源和社会保障局",
        "县机关事务和接待服务中心",
    ],
)
def test_it_keeps_and_inside_a_name(name: str) -> None:
    task = task_of(f"一、任务\n1. 修渠。清淤。（{name}和县水利局按职责分工负责）")
    assert names(task.leads) == [name, "县水利局"]


def test_it_restores_a_prefix_printed_once() -> None:
    task = task_of("一、任务\n1. 修渠。清淤。（省发改委、水利厅、民航云川监管局负责）")
    assert [unit.full for unit in task.leads] == [None, "省水利厅", None]
    assert names(task.leads) == ["省发改委", "水利厅", "民航云川监管局"]


def test_it_keeps_several_brackets_of_one_task_apart() -> None:
    task = task_of("一、任务\n1. 修渠。清淤（牵头单位：县水利局）；绿化渠岸。（牵头单位：县林业局）")
    assert names(task.leads) == ["县水利局", "县林业局"]
    assert [names(segment.leads) for segment in task.segments] == [["县水利局"], ["县林业局"]]


def test_it_makes_the_first_listed_unit_the_lead_once_a_sentence_says_so() -> None:
    text = (
        "一、任务\n1. 修渠。清淤。（县水利局、县财政局负责）\n"
        "2. 修路。硬化。（县交通局、县财政局负责，排在第一位的部门为牵头部门，"
        "下同）\n3. 修桥。加固。（县住建局、县交通局负责）"
    )
    tasks = draft_of(text).tasks
    assert [who(task) for task in tasks] == [
        (["县水利局", "县财政局"], [], [], "joint"),
        (["县交通局"], ["县财政局"], [], "first-listed"),
        (["县住建局"], ["县交通局"], [], "first-listed"),
    ]


def test_it_adds_units_that_a_sentence_adds_to_all_later_tasks() -> None:
    text = (
        "一、任务\n1. 修渠。清淤。以下各项任务均需县财政局配合，不再列出。（县水利局负责）\n"
        "2. 修路。硬化。（县交通局牵头）\n3. 修桥。加固。"
    )
    first, second, third = draft_of(text).tasks
    assert who(first)[1] == []
    assert who(second) == (["县交通局"], ["县财政局"], [], "explicit")
    assert who(third) == ([], ["县财政局"], [], "default")


def test_items_inherit_from_their_heading() -> None:
    text = "一、任务\n（一）水利（责任单位：县水利局）\n1. 修渠。清淤十公里。\n2. 修闸。换门五扇。"
    assert [who(task) for task in draft_of(text).tasks] == [(["县水利局"], [], [], "inherited")] * 2


def test_a_closing_sentence_speaks_for_the_items_above_it() -> None:
    text = "一、任务\n（一）水利\n1. 修渠。清淤十公里。\n2. 修闸。换门五扇。\n以上由县水利局牵头，县财政局配合。"
    assert [who(task)[:2] for task in draft_of(text).tasks] == [(["县水利局"], ["县财政局"])] * 2


def test_a_clause_after_the_last_measure_closes_the_item_above() -> None:
    item = "{}. 修好{}。办好三件事：\n（1）清淤。\n（2）衬砌。\n（3）绿化。（县水利局牵头）\n"
    draft = draft_of("一、任务\n" + item.format(1, "东渠") + item.format(2, "西渠"))
    assert [(task.number, who(task)[0]) for task in draft.tasks] == [("一/1", ["县水利局"]), ("一/2", ["县水利局"])]


def test_labelled_paragraphs_with_their_own_clauses_are_tasks() -> None:
    text = "一、任务\n1. 做强产业。\n水稻：扩种三万亩。（县农业农村局牵头）\n茶叶：改造两千亩。（县林业局牵头）"
    assert [(task.number, names(task.leads)) for task in draft_of(text).tasks] == [
        ("一/1/水稻", ["县农业农村局"]),
        ("一/1/茶叶", ["县林业局"]),
    ]


def test_persons_are_no_units() -> None:
    task = task_of("一、任务\n1. 修渠。清淤。（责任领导：赵志刚；责任单位：县水利局）")
    assert (names(task.leads), names(task.people)) == (["县水利局"], ["赵志刚"])


def test_a_body_to_keep_in_touch_with_is_no_lead() -> None:
    draft = draft_of("一、任务\n1. 修渠。清淤。（牵头单位：县水利局，对接市水文中心）")
    assert names(draft.tasks[0].leads) == ["县水利局"]
    assert [note.code for note in draft.notes] == ["liaison-unit"]


def test_words_on_responsibility_that_name_nobody_are_noted() -> None:
    draft = draft_of("一、任务\n1. 修渠。清淤。（谁受益谁负责）")
    assert draft.tasks[0].basis == "none"
    assert [note.code for note in draft.notes] == ["unread-bracket"]


def test_brackets_in_prose_are_no_clauses() -> None:
    task = task_of("一、任务\n1. 修渠。按照“六有”（有场地、有人员、有投入）要求，建好工程（技术）中心（含分中心）。")
    assert who(task) == ([], [], [], "none")
