"""Project tables, livelihood tables, boxes of prose, and what is no table."""

from luoshi.extraction.tables import find_tables
from luoshi.extraction.tests.tables_support import found, from_cells
from luoshi.reading.normal import normalise

PROJECTS = [
    ["序号", "项目名称", "建设内容", "总投资（万元）", "年度投资（万元）", "责任单位", "开工时间"],
    ["1", "青川产业园", "建成厂房三座", "12000", "3000", "县工信局", "2026年3月"],
    ["2", "城北水厂", "新建泵站一座", "5600", "2000", "县水利局", "2026年5月"],
]


def test_a_project_table_keeps_its_columns_and_rows() -> None:
    result = found(from_cells(PROJECTS, "青川县重点项目表"))
    assert (result.tables[0].kind, result.tables[0].columns, result.tables[0].rows) == (
        "projects",
        PROJECTS[0],
        PROJECTS[1:],
    )
    assert not result.tasks


def test_a_list_of_livelihood_items_is_of_that_kind() -> None:
    rows = [["序号", "实事名称", "工作目标", "责任单位"], ["1", "增加学位", "新增500个", "县教育局"]]
    assert found(from_cells(rows, "2026年十件民生实事")).tables[0].kind == "livelihood"


def test_a_box_of_prose_ends_before_the_text_that_follows() -> None:
    text = (
        "推进枢纽建设。\n专栏1　交通重点工程\n铁路。建成城北站。\n公路。改造三条县道。\n"
        "加快建设物流体系。推进园区建设。\n第二节　产业\n发展工业。\n"
    )
    (box,) = found(text).tables
    assert box.rows == [["铁路", "建成城北站。"], ["公路", "改造三条县道。"]]
    assert (box.title, box.kind) == ("专栏1 交通重点工程", "projects")


def test_a_sentence_cut_by_a_page_inside_a_box_is_joined() -> None:
    text = "\t专栏2　卫生工程\n\n\t防控体系：建设三\n\n\t级网络。\n县医院：提质扩能。\n\n\n正文。"
    (box,) = found(text).tables
    assert box.rows == [["防控体系", "建设三级网络。"], ["县医院", "提质扩能。"]]


def test_a_frame_with_a_box_title_is_a_box() -> None:
    document = from_cells([["专栏4　数字工程"], ["网络。建设基站50座。"], ["平台。建成一个平台。"]])
    (box,) = found(document).tables
    assert [row[0] for row in box.rows] == ["网络", "平台"]


def test_covered_ranges_hold_the_cells_and_nothing_else() -> None:
    document = from_cells(PROJECTS, "青川县重点项目表")
    normal = normalise(document)
    ((start, end),) = find_tables(document, normal).covered
    assert normal.text[start:].startswith("序号")
    assert normal.text[:end].endswith("2026年5月")


def test_prose_indented_with_tabs_is_no_table() -> None:
    assert not found("\t一、总体要求\n\t坚持改革。\n\t（一）抓产业。\n\n\t二、任务\n\t建设园区。\n").tables


def test_a_list_of_headings_is_no_table() -> None:
    assert not found("工作目标\n重点任务\n保障措施\n\n一、工作目标\n坚持改革创新，推进各项工作。\n").tables
