"""One thing under two figures, and what only looks like it."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan, quotes


def said(overall: str, first: str = "", second: str = "城镇新增就业3200人。") -> list[str]:
    found = findings(plan(overall=overall, first_target=first, second_target=second), "conflicting-target")
    return [f"{finding.severity}: {finding.words.zh}" for finding in found]


def test_it_names_every_figure_and_where_it_stands() -> None:
    assert said("规模工业增加值增长8%左右。", "规模工业增加值增长9%以上。") == [
        "error: 规模工业增加值各处目标值不一致：总体方案为≈8%；附件1为≥9%。"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第一产业增长3.6%。", "第一产业增加值增长3.6%以上。"),
        ("政务服务一网通办率达到90%。", "一网通办率达到90%以上。"),
        ("空气质量优良天数比例达到92%。", "空气质量优良率达到92%以上。"),
        ("粮食播种面积稳定在40万亩、总产量16.08万吨以上。", "产量稳定在16.08万吨左右。"),
    ],
)
def test_it_knows_an_indicator_under_its_established_names(one: str, other: str) -> None:
    assert len(said(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高新技术企业达到100家。", "三县（市）高新技术企业达到40家。"),
        ("新建小学5所。", "改扩建小学4所。"),
        ("新增智慧社区12个。", "各乡镇至少建成1个智慧社区。"),
    ],
)
def test_it_keeps_apart_what_counts_something_else(one: str, other: str) -> None:
    assert [words for words in said(one, other) if words.startswith("error")] == []


def test_two_lists_of_projects_in_boxes_may_each_add_the_same_thing() -> None:
    boxes = (
        "专栏1 养老工程\n| 项目 | 内容 |\n| --- | --- |\n| 敬老院 | 新增养老床位500张 |\n\n"
        "专栏2 康养工程\n| 项目 | 内容 |\n| --- | --- |\n| 康养中心 | 新增养老床位300张 |\n"
    )
    assert findings(plan().replace("二、重点任务", boxes + "\n二、重点任务", 1), "conflicting-target") == []


def test_it_asks_whether_a_total_is_enough_for_every_village() -> None:
    words = said("每个村至少建成1家日间照料中心。", "建设日间照料中心60家。")
    assert words == ["info: 日间照料中心要求每个村≥1家，总数为60家，只够60个村，请核对是否够分。"]


def test_it_is_silent_where_a_total_is_enough_for_any_number_of_counties() -> None:
    assert said("各县市区至少建成2家示范性养老机构。", "全市新建50家示范性养老机构。") == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("新增充电桩168个。", "新增公共充电桩160个以上。", True),
        ("智能生产线5条。", "建设智能制造生产线10条。", True),
        ("群众满意率达到95%。", "满意率达到96%。", False),
        ("省级龙头企业2家。", "市级龙头企业6家。", False),
        ("规上企业14家。", "规上工业企业4家。", False),
    ],
)
def test_it_suspects_one_thing_behind_two_names_that_differ_by_a_word(one: str, other: str, told: bool) -> None:
    warnings = [words for words in said(one, other) if words.startswith("warning")]
    assert bool(warnings) is told


@pytest.mark.parametrize(
    ("overall", "first", "told"),
    [
        ("旅游收入同步增长。", "旅游收入增长20%。", True),
        ("民间投资占比保持在合理区间。", "民间投资占比有效提升。", True),
        ("固定资产投资实现正增长。", "固定资产投资实现正增长。", False),
        ("不发生系统性风险。", "坚决防范系统性风险。", False),
    ],
)
def test_it_finds_words_where_another_part_has_a_figure_or_other_words(overall: str, first: str, told: bool) -> None:
    assert bool(said(overall, first)) is told


def test_it_finds_a_pointer_to_the_upper_level_where_another_part_has_a_figure() -> None:
    pointer = FIRST.replace("逐户制定方案", "提升技术合同成交额，完成上级下达任务指标")
    text = plan(overall="技术合同成交额增长7%以上。", first=pointer)
    assert "完成上级下达" in quotes(findings(text, "conflicting-target"))
    elsewhere = FIRST.replace("逐户制定方案", "提升服务水平，完成上级下达任务指标")
    assert findings(plan(overall="技术合同成交额增长7%以上。", first=elsewhere), "conflicting-target") == []


def test_one_figure_as_share_and_as_growth_is_a_slip() -> None:
    share, growth = "数字经济核心产业增加值占GDP比重达到10%。", "数字经济核心产业增加值增长10%。"
    assert any("写错" in words for words in said(share, growth))
    assert said(share, growth.replace("10%", "12%")) == []
