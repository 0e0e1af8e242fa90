"""Two plans side by side: values, tasks taken up, and what falls short."""

import time

import pytest

from luoshi.checking.alignment import Alignment, align, shortfalls
from luoshi.checking.tests.plans import FIRST, SECOND, plan
from luoshi.extraction import extract
from luoshi.reading.document import Document

ABROAD = "\n4.扩大对外开放。组织外贸企业参加境外展会，开拓东南亚市场。（县商务局牵头，县财政局配合）"
TABLE = """专栏1 “十五五”主要指标
| 类别 | 序号 | 指标名称 | 单位 | 2025年 | 2030年 | 属性 |
| --- | --- | --- | --- | --- | --- | --- |
| 绿色 | 1 | 森林覆盖率 | % | 41.2 | 42.5 | 约束性 |
| 绿色 | 2 | 单位GDP能耗降低 | % | 2.1 | 13 | 约束性 |
"""


def of_the_city(text: str) -> str:
    """The same plan, one level up."""
    return text.replace("青螺县", "云汀市").replace("县", "市")


def document(text: str) -> Document:
    return Document("方案.txt", "text/plain", "0" * 64, text)


def compared(upper: str, lower: str) -> Alignment:
    return align(extract(document(upper)), upper, extract(document(lower)), lower)


def verdicts(upper: str, lower: str, *, one_place: bool = False) -> dict[str, str]:
    """What the comparison says of each indicator of an upper plan with these targets."""
    above = plan(overall=upper, first_target="", second_target="")
    alignment = compared(
        above if one_place else of_the_city(above), plan(overall=lower, first_target="", second_target="")
    )
    return {match.name: match.verdict for match in alignment.indicators}


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("规模工业增加值增长8%左右。", "规上工业增加值增长7%。", "below"),
        ("规模工业增加值增长8%左右。", "规上工业增加值增长8%以上。", "equal"),
        ("规模工业增加值增长8%左右。", "规上工业增加值增长9%。", "above"),
        ("规模工业增加值增长8%左右。", "城镇新增就业3000人。", "not-taken-up"),
        ("固定资产投资增长6%。", "固定资产投资实现正增长。", "words-only"),
        ("外贸进出口总额增长6%。", "外贸进出口总额完成3亿元。", "different-kind"),
        ("高新技术企业总量达到900家。", "新增高新技术企业8家。", "different-kind"),
    ],
)
def test_it_compares_what_is_measured_alike(upper: str, lower: str, verdict: str) -> None:
    assert list(verdicts(upper, lower).values()) == [verdict]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("城镇调查失业率控制在5.3%以内。", "城镇调查失业率控制在5.6%以内。", "below"),
        ("城镇调查失业率控制在5.3%以内。", "城镇调查失业率控制在5.0%以内。", "above"),
        ("单位GDP能耗下降3%。", "单位GDP能耗下降2%。", "below"),
        ("审批时限压缩30%以上。", "审批时限压缩40%以上。", "above"),
        ("企业开办时间不超过2个工作日。", "企业开办时间不超过1个工作日。", "above"),
    ],
)
def test_less_is_more_under_a_ceiling_and_more_is_more_in_a_cut(upper: str, lower: str, verdict: str) -> None:
    assert list(verdicts(upper, lower).values()) == [verdict]


def test_a_county_carries_part_of_a_citys_sum_but_all_of_its_ratios() -> None:
    said = verdicts("新建高标准农田30万亩，城镇化率达到62%。", "新建高标准农田5万亩，城镇化率达到60%。")
    assert said == {"高标准农田": "share", "城镇化率": "below"}


def test_one_place_carries_the_whole_sum_in_the_next_year() -> None:
    said = verdicts("新建高标准农田6万亩。", "新建高标准农田5万亩。", one_place=True)
    assert said == {"高标准农田": "below"}


def test_a_standard_by_the_year_is_compared_with_one_by_the_month() -> None:
    assert verdicts("农村低保标准不低于8400元/年。", "农村低保指导标准不低于720元/月。") == {"农村低保标准": "above"}


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("服务业增加值增长8%。", "培育服务业企业5家。"),
        ("新建生产线1条以上。", "新建智能生产线10条。"),
        ("白石市生产总值达到700亿元。", "地区生产总值达到500亿元。"),
        ("省级龙头企业新增4家。", "市级龙头企业新增6家。"),
        ("城镇居民人均可支配收入增长6%。", "农村居民人均可支配收入增长7%。"),
        ("有研发活动的规上工业企业达到80家。", "规上工业企业达到60家。"),
    ],
)
def test_it_matches_nothing_that_only_sounds_alike(upper: str, lower: str) -> None:
    assert set(verdicts(upper, lower).values()) == {"not-taken-up"}


def test_the_rows_of_an_indicator_table_are_compared_too() -> None:
    upper = of_the_city(plan()).replace("二、重点任务", TABLE + "\n二、重点任务", 1)
    lower = plan(overall="森林覆盖率稳定在42%。")
    said = {match.name: match.verdict for match in compared(upper, lower).indicators}
    assert (said["森林覆盖率"], said["单位GDP能耗降低"]) == ("below", "not-taken-up")


def test_an_indicator_that_is_said_twice_has_one_row() -> None:
    said = [match.name for match in compared(of_the_city(plan()), plan()).indicators]
    assert said.count("规模工业增加值") == 1


def test_it_says_which_tasks_are_taken_up_and_how_surely() -> None:
    matches = {match.upper.title: match for match in compared(plan(first=FIRST + ABROAD), plan()).tasks}
    taken = matches["培育骨干企业"]
    assert taken.lower is not None and taken.lower.title == "培育骨干企业" and taken.score > 0.9
    assert matches["扩大对外开放"].lower is None


def test_generic_words_match_no_tasks() -> None:
    upper = FIRST.replace("培育骨干企业。建立梯度培育名录，逐户制定方案", "建立健全社会信用体系。完善守信激励机制")
    lower = SECOND.replace("稳定就业岗位。举办招聘活动，开发公益岗位", "建立健全社会保障体系。完善养老保险制度")
    matches = {match.upper.title: match for match in compared(plan(first=upper), plan(second=lower)).tasks}
    assert matches["建立健全社会信用体系"].lower is None


def test_one_indicator_ties_two_tasks_that_are_titled_otherwise() -> None:
    upper = FIRST.replace("培育骨干企业。建立梯度培育名录，逐户制定方案", "壮大创新队伍。高新技术企业达到900家")
    lower = FIRST.replace("培育骨干企业。建立梯度培育名录，逐户制定方案", "扶持科技力量。高新技术企业达到60家")
    tasks = compared(of_the_city(plan(first=upper)), plan(first=lower)).tasks
    taken = next(match.lower for match in tasks if match.upper.title == "壮大创新队伍")
    assert taken is not None and taken.title == "扶持科技力量"


def test_a_plan_compared_with_itself_is_equal_throughout() -> None:
    alignment = compared(plan(), plan())
    assert {match.verdict for match in alignment.indicators} == {"equal"}
    assert all(match.lower and match.lower.id == match.upper.id and match.score > 0.99 for match in alignment.tasks)


def test_it_turns_what_falls_short_into_few_findings() -> None:
    lower = plan(overall="规上工业增加值增长7%，城镇调查失业率控制在5.6%以内。", first_target="", second_target="")
    upper = plan(
        overall="规模工业增加值增长8%左右，城镇调查失业率控制在5.3%以内，外贸进出口总额增长6%。",
        first_target="",
        second_target="",
        first=FIRST + ABROAD,
        second=SECOND + ABROAD.replace("4.扩大对外开放", "4.打造医养高地"),
    )
    found = shortfalls(compared(of_the_city(upper), lower), lower)
    assert [finding.rule for finding in found].count("below-upper") == 2
    silent = [finding.words.zh for finding in found if finding.rule == "not-taken-up"]
    assert any("扩大对外开放" in words for words in silent)
    assert any("进出口" in words for words in silent)


def test_two_plans_of_forty_thousand_characters_are_compared_within_seconds() -> None:
    tasks = "\n".join(
        f"{number}.推进第{number}个片区改造。实施{number}号道路和{number + 7}号管网工程，新建{number}处口袋公园。"
        "（县住建局牵头，县财政局配合）"
        for number in range(1, 700)
    )
    long = plan(first=tasks)
    assert len(long) > 40_000
    drafts = extract(document(long)), extract(document(of_the_city(long)))
    begun = time.process_time()
    align(drafts[1], of_the_city(long), drafts[0], long)
    assert time.process_time() - begun < 5
