"""Indicator tables of other plans: other headings, other merges, other notations."""

from luoshi.extraction.tests.tables_support import found, from_cells, one_cell_a_line


def test_actual_and_target_years_are_told_apart() -> None:
    document = from_cells(
        [
            ["序号", "指标", "单位", "2020年实际", "2025年目标", "年均增速[累计]", "属性"],
            ["1", "粮食总产量", "万吨", "30", "32", "[2]", "约束性"],
            ["2", "高新企业数", "家", "12", "≥40", "27.2%", "预期性"],
        ],
        "青川县主要指标表",
    )
    first, second = found(document).indicators
    assert (first.baseline, first.target, first.growth, first.nature) == ("30", "32", "[2]", "约束性")
    assert (second.baseline, second.target, second.unit) == ("12", "≥40", "家")


def test_bare_years_are_baseline_and_target() -> None:
    rows = [["类别", "指标名称", "2025年", "2030年", "属性"], ["创新", "研发投入强度（%）", "1.8", "2.6", "预期性"]]
    (indicator,) = found(from_cells([*rows, ["", "专利数（件）", "40", "90", "预期性"]])).indicators[:1]
    assert (indicator.baseline, indicator.target, indicator.unit) == ("1.8", "2.6", "%")
    assert indicator.category == "创新"


def test_a_row_that_spans_the_table_is_a_category() -> None:
    document = from_cells(
        [
            ["序号", "指标名称", "单位", "2025年", "2030年"],
            [("一、经济发展", 1, 5), None, None, None, None],
            ["1", "生产总值", "亿元", "210", "300"],
            [("二、民生改善", 1, 5), None, None, None, None],
            ["2", "人均寿命", "岁", "78", "79"],
        ]
    )
    assert [(each.category, each.name) for each in found(document).indicators] == [
        ("经济发展", "生产总值"),
        ("民生改善", "人均寿命"),
    ]


def test_a_later_milestone_is_noted() -> None:
    document = from_cells(
        [["指标名称", "2025年", "2030年", "2035年"], ["森林覆盖率", "61%", "62%", "63%"], ["甲", "1", "2", "3"]]
    )
    indicator = found(document).indicators[0]
    assert (indicator.baseline, indicator.target, indicator.note) == ("61%", "62%", "2035年：63%")


def test_the_one_cell_a_line_notation_tolerates_merges_and_repeated_headings() -> None:
    head = ["类别", "序号", "指标名称", "2025年", "2030年", "年均增速", "属性"]
    text = one_cell_a_line(
        [
            ["专栏3　青川县发展指标"],
            head,
            ["经济", "1", "生产总值（亿元）", "210", "300", "7.4", "预期性"],
            ["", "2", "进出口总额（万美元）", "—", "完成市下达任务", "预期性"],
            head,
            ["民生", "3", "失业率（%）", "5", "5以内", "—", "预期性"],
            ["注：生产总值按可比价计算。"],
        ]
    )
    result = found(f"上文。\n{text}\n\n\n下文。")
    assert [row[0] for row in result.tables[0].rows] == ["经济", None, "民生"]
    assert result.tables[0].rows[1][3:] == ["—", "完成市下达任务", None, "预期性"]
    assert result.tables[0].notes == ["注：生产总值按可比价计算。"]
    assert [each.category for each in result.indicators] == ["经济", "经济", "民生"]


def test_a_flattened_table_without_any_mark_is_laid_on_its_columns() -> None:
    cells = (
        "序号 指标名称 单位 2020年 2025年 年均增速 属性 1 生产总值 亿元 400 600 8 预期性 2 粮食产量 万吨 28 30 — 约束性"
    )
    cells += " 3 失业率 % 5.5 5.5以内 预期性 4 人均寿命 岁 77 78 预期性"
    result = found("主要指标如下。\n" + cells.replace(" ", "\n") + "\n二、重点工作\n（一）抓好产业。推进园区建设。\n")
    assert [row[1] for row in result.tables[0].rows] == ["生产总值", "粮食产量", "失业率", "人均寿命"]
    assert result.tables[0].rows[3] == ["4", "人均寿命", "岁", "77", "78", None, "预期性"]


def test_a_table_whose_cells_only_blanks_part_is_read() -> None:
    text = "表1 主要指标\n序号 指标名称 单位 2025年 2030年 属性\n"
    text += "1 生产总值 亿元 210 300 预期性\n2 耕地 万亩 50 50 约束性\n\n正文。\n"
    assert found(text).tables[0].rows == [
        ["1", "生产总值", "亿元", "210", "300", "预期性"],
        ["2", "耕地", "万亩", "50", "50", "约束性"],
    ]
