"""Figures that contradict each other, cannot be, do not add up, or that nobody takes up."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan, quotes


def test_it_finds_one_indicator_with_two_targets() -> None:
    found = findings(plan(first_target="规模工业增加值增长9%以上。"), "conflicting-target")
    assert [finding.severity for finding in found] == ["error"]
    assert "8%" in found[0].message and "9%" in found[0].message
    assert len(found[0].places) == 2


def test_it_tells_a_difference_of_bounds_from_a_difference_of_figures() -> None:
    found = findings(plan(first_target="规模工业增加值增长8%以上。"), "conflicting-target")
    assert [finding.severity for finding in found] == ["info"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增省级龙头企业2家。", "新增市级龙头企业6家。"),
        ("城镇居民人均可支配收入增长6%。", "农村居民人均可支配收入增长7%。"),
        ("第二产业增加值增长6%。", "第三产业增加值增长7%。"),
        ("高新技术企业总量达到80家。", "新增高新技术企业6家。"),
        ("规模工业增加值增长8%左右。", "规上工业增加值增长8%左右。"),
    ],
)
def test_it_keeps_apart_what_only_sounds_alike(one: str, other: str) -> None:
    assert findings(plan(overall=one, first_target=other), "conflicting-target") == []


def test_it_finds_parts_that_exceed_their_total() -> None:
    text = FIRST.replace("逐户制定方案", "实施技改项目40个，其中智能化改造25个、绿色化改造18个")
    assert len(findings(plan(first=text), "sum-mismatch")) == 1
    text = FIRST.replace("逐户制定方案", "实施技改项目43个，其中智能化改造25个、绿色化改造18个")
    assert findings(plan(first=text), "sum-mismatch") == []


def test_it_lets_a_part_of_a_total_be_a_part() -> None:
    text = FIRST.replace("逐户制定方案", "引进资金20亿元，其中工业10亿元、文旅5亿元")
    assert findings(plan(first=text), "sum-mismatch") == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("做强竹木加工、精细化工、绿色食品、装备制造四大产业链", False),
        ("做强竹木加工、精细化工、绿色食品四大产业链", True),
        ("做强竹木加工、精细化工、绿色食品等四大产业链", False),
        ("开展三项行动：企业培育、园区提质和招商引资", False),
        ("开展五项行动：企业培育、园区提质、招商引资", True),
    ],
)
def test_it_counts_what_a_list_says_it_holds(words: str, wrong: bool) -> None:
    found = findings(plan(first=FIRST.replace("逐户制定方案", words)), "count-mismatch")
    assert bool(found) is wrong


def test_it_finds_a_share_above_a_hundred_per_cent() -> None:
    assert findings(plan(second_target="城乡供水覆盖率达到105%。"), "impossible-value")
    assert not findings(plan(second_target="城乡供水覆盖率达到100%。"), "impossible-value")
    assert not findings(plan(second_target="网络零售额增长120%。"), "impossible-value")


def test_it_finds_an_overall_target_that_no_annex_takes_up() -> None:
    found = findings(plan(overall="规模工业增加值增长8%左右，新建口袋公园12个。"), "orphan-target")
    assert "口袋公园" in quotes(found)
    assert "工业增加值" not in quotes(found)


def test_it_asks_for_the_base_of_a_cut() -> None:
    assert findings(plan(second_target="全年政务服务审批时限压缩30%。"), "no-baseline")
    assert not findings(plan(second_target="全年政务服务审批时限较上年压缩30%。"), "no-baseline")


@pytest.mark.parametrize(
    ("overall", "annex"),
    [
        ("引进亿元级项目10个以上。", "投资1亿元项目10个以上。"),
        ("空气质量优良率达到91.5%。", "优良天数比例达到91.5%。"),
        ("谋划储备重点项目320个。", "储备项目320个以上。"),
    ],
)
def test_an_annex_takes_a_figure_up_under_another_name(overall: str, annex: str) -> None:
    assert findings(plan(overall=overall, first_target=annex), "orphan-target") == []


def test_what_the_annexes_name_without_a_figure_is_a_hint_of_its_own() -> None:
    text = plan(overall="新建口袋公园12个。", first=FIRST.replace("逐户制定方案", "因地制宜建设口袋公园"))
    assert [finding.severity for finding in findings(text, "orphan-target")] == ["info"]


def test_parts_in_another_annex_that_were_never_meant_to_make_the_total_are_left_alone() -> None:
    parts = "规上工业企业4家、高新技术企业3家、科技型企业20家、创新型企业4家。"
    assert findings(plan(overall="培育规上企业14家。", first_target=parts), "sum-mismatch") == []


INDICATORS = """专栏1 主要指标

| 类别 | 序号 | 指标名称 | 单位 | 2025年 | 2026年 | 属性 | 牵头单位 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 绿色 | 1 | 森林覆盖率 | % | 41.2 | — | {nature} | {lead} |

"""


@pytest.mark.parametrize(
    ("nature", "lead", "told"),
    [("约束性", "—", True), ("预期性", "—", False), ("约束性", "县林业局", False)],
)
def test_it_finds_a_binding_indicator_that_nobody_answers_for(nature: str, lead: str, told: bool) -> None:
    table = INDICATORS.format(nature=nature, lead=lead)
    text = plan().replace("二、重点任务", table + "二、重点任务", 1)
    assert bool(findings(text, "binding-indicator")) is told
