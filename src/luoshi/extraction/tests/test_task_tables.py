"""Task tables: synonyms of headings, merged cells, headings repeated on each page, every notation."""

import pytest

from luoshi.extraction.task_tables import TaskRow
from luoshi.extraction.tests.tables_support import found, from_cells, one_cell_a_line

HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "建成青川产业园一期", "县发改局", "县工信局、县财政局", "2026年6月底前"],
    ["2", "引进企业12家", "县商务局", "县投促中心", "2026年12月"],
    ["3", "新建公办幼儿园2所", "县教育局", "县住建局，各乡镇", "长期坚持"],
]


def essence(rows: list[TaskRow]) -> list[list[str]]:
    return [
        [
            row.number,
            row.title.text if row.title else "",
            *("、".join(entry.text for entry in entries) for entries in (row.leads, row.supports)),
            row.deadline.text if row.deadline else "",
        ]
        for row in rows
    ]


NOTATIONS = {
    "pipes": "\n".join("| " + " | ".join(row) + " |" for row in [HEAD, ["---"] * 5, *ROWS]),
    "tabs": "\n".join("\t".join(row) for row in [HEAD, *ROWS]),
    "a cell a line": one_cell_a_line([HEAD, *ROWS]),
    "flattened": "\n".join(cell for row in [HEAD, *ROWS] for cell in row),
    "flattened with blank lines": "\n\n".join(cell for row in [HEAD, *ROWS] for cell in row),
    "blanks": "\n".join("  ".join(row) for row in [HEAD, *ROWS]),
}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_notation_gives_the_same_rows(notation: str) -> None:
    result = found(f"青川县任务分工表\n\n{NOTATIONS[notation]}\n\n\n三、保障措施\n（一）加强领导。各单位要抓好落实。\n")
    assert essence(result.tasks) == ROWS
    assert (result.tables[0].title, result.tables[0].kind) == ("青川县任务分工表", "tasks")


def test_declared_cells_give_the_same_rows() -> None:
    assert essence(found(from_cells([HEAD, *ROWS])).tasks) == ROWS


@pytest.mark.parametrize(
    "heads",
    [
        ["编号", "任务名称", "主责单位", "协同单位", "时间节点"],
        ["序号", "工作任务", "牵头部门", "参与单位", "时限要求"],
        ["序号", "主要内容", "牵头责任单位", "协办单位", "完成时间"],
        ["序 号", "工作举措", "牵 头 单 位", "支持单位", "办结时限"],
        ["序號", "重點任務", "牽頭單位", "配合單位", "完成時限"],
    ],
)
def test_headings_are_known_by_their_synonyms(heads: list[str]) -> None:
    assert essence(found(from_cells([heads, *ROWS])).tasks) == ROWS


def test_merged_categories_and_merged_units_reach_down() -> None:
    document = from_cells(
        [
            ["类别", "序号", "工作任务", "责任单位", "完成时限"],
            [("一、产业", 2, 1), "1", "建成厂房", ("县工信局", 2, 1), "6月底"],
            [None, "2", "引进企业", None, "12月底"],
            ["二、民生", "3", "新建学校", "县教育局", "8月底"],
        ]
    )
    tasks = found(document).tasks
    assert [task.category.text for task in tasks if task.category] == ["一、产业", "一、产业", "二、民生"]
    assert [task.responsible[0].text for task in tasks] == ["县工信局", "县工信局", "县教育局"]


def test_a_heading_of_two_tiers_is_read_as_one() -> None:
    document = from_cells(
        [
            [("序号", 2, 1), ("任务", 2, 1), ("责任分工", 1, 2), None, ("时限", 2, 1)],
            [None, None, "牵头单位", "配合单位", None],
            *ROWS,
        ]
    )
    result = found(document)
    assert essence(result.tasks) == ROWS
    assert result.tables[0].columns == ["序号", "任务", "责任分工/牵头单位", "责任分工/配合单位", "时限"]


def test_a_table_that_goes_on_after_a_page_break_is_one_table() -> None:
    text = one_cell_a_line([HEAD, *ROWS[:2], HEAD, ROWS[2]])
    result = found(f"{text}\n\n\n正文。")
    assert essence(result.tasks) == ROWS
    assert len(result.tables) == 1


def test_rows_under_one_merged_number_are_tasks_of_their_own() -> None:
    document = from_cells(
        [
            ["序号", "重点任务", "具体措施", "责任单位"],
            [("1", 2, 1), ("壮大产业", 2, 1), "建成厂房三座", "县工信局"],
            [None, None, "引进企业两家", "县商务局"],
            ["2", "改善民生", "新建学校一所", "县教育局"],
        ]
    )
    tasks = found(document).tasks
    assert [(task.number, task.title.text) for task in tasks if task.title] == [
        ("1/1", "建成厂房三座"),
        ("1/2", "引进企业两家"),
        ("2", "改善民生"),
    ]


def test_a_table_without_numbers_is_counted() -> None:
    rows = [["任务", "责任单位"], ["建成厂房", "县工信局"], ["新建学校", "县教育局"]]
    assert [task.number for task in found(from_cells(rows)).tasks] == ["1", "2"]


def test_what_a_page_break_cut_off_goes_on_with_the_row_above() -> None:
    rows = [
        ["序号", "任务", "具体措施", "责任单位"],
        ["1", "建厂房", "平整土地，", "县工信局"],
        ["", "", "建成三座。", ""],
    ]
    (task,) = found(from_cells([*rows])).tasks
    assert [entry.text for entry in task.contents] == ["平整土地，", "建成三座。"]
