"""Indicator tables against themselves, each other and the text."""

import pytest

from luoshi.checking.tests.plans import findings, plan

AIMS = """专栏2 “十五五”主要指标

| 类别 | 序号 | 指标名称 | 单位 | 2025年 | 2030年 | 年均增速（%） | 属性 |
| --- | --- | --- | --- | --- | --- | --- | --- |
{rows}
"""
REACHED = """专栏1 “十四五”规划主要目标完成情况

| 序号 | 指标名称 | 单位 | 规划目标/2025年 | 规划目标/年均增长(%) | 实际完成/2025年 | 实际完成/年均增长(%) |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
"""


def said(*tables: str, overall: str = "社会消费品零售总额增长6%。") -> list[str]:
    text = plan(overall=overall).replace("二、重点任务", "\n\n".join([*tables, "二、重点任务"]), 1)
    return [finding.words.zh for finding in findings(text, "table-mismatch")]


def aims(*rows: str) -> str:
    return AIMS.format(rows="\n".join(f"| 发展 | {number} | {row} |" for number, row in enumerate(rows, 1)))


def reached(*rows: str) -> str:
    return REACHED.format(rows="\n".join(f"| {number} | {row} |" for number, row in enumerate(rows, 1)))


def test_base_and_growth_must_lead_to_the_target() -> None:
    assert said(aims("地区生产总值 | 亿元 | 200 | 281 | 7 | 预期性")) == []
    (words,) = said(aims("地区生产总值 | 亿元 | 200 | 320 | 7 | 预期性"))
    assert "280.5" in words and "320" in words


def test_a_target_behind_its_base_needs_a_note() -> None:
    assert len(said(aims("森林覆盖率 | % | 41.6 | 40 | — | 约束性"))) == 1
    assert said(aims("城镇调查失业率 | % | 5.5 | 5.2 | — | 预期性")) == []
    noted = aims("优良天数比例 | % | 90.7 | 86 | — | 约束性") + "注：优良天数比例2025年受气象条件影响，数值偏高。\n"
    assert said(noted) == []


def test_target_and_outcome_start_from_one_base() -> None:
    assert len(said(reached("地区生产总值 | 亿元 | 300 | 9 | 250 | 6.5"))) == 1
    assert said(reached("地区生产总值 | 亿元 | 300 | 9 | 268 | 6.5")) == []


def test_an_outcome_eight_times_its_target_lost_a_digit() -> None:
    assert any("漏了一位" in words for words in said(reached("非化石能源占比 | % | 1.42 | — | 16 | —")))
    assert said(reached("非化石能源占比 | % | 15 | — | 16 | —")) == []


def test_the_next_table_starts_from_what_was_reached() -> None:
    before = reached("好于Ⅲ类水体比例 | % | 95 | — | 95.2 | —")
    assert any(
        "95.2" in words for words in said(before, aims("地表水达到或好于Ⅲ类水体比例 | % | 91.4 | 97 | — | 约束性"))
    )
    assert said(before, aims("地表水达到或好于Ⅲ类水体比例 | % | 95.2 | 97 | — | 约束性")) == []


@pytest.mark.parametrize(("figure", "wrong"), [("3.52", True), ("3.25", False)])
def test_the_text_repeats_what_the_table_says_was_reached(figure: str, wrong: bool) -> None:
    past = f"回顾过去五年，每万人有效发明专利拥有量达到{figure}件，比五年前增加一倍。\n\n"
    table = reached("每万人发明专利拥有量 | 件 | 3 | — | 3.25 | —")
    text = past + plan().replace("二、重点任务", f"{table}\n二、重点任务", 1)
    assert bool(findings(text, "table-mismatch")) is wrong


@pytest.mark.parametrize(("figure", "wrong"), [("64", True), ("65", False)])
def test_the_text_asks_for_what_the_table_asks_for(figure: str, wrong: bool) -> None:
    table = aims("常住人口城镇化率 | % | 60.8 | 65 | — | 预期性")
    assert bool(said(table, overall=f"常住人口城镇化率达到{figure}%。")) is wrong


def test_two_shares_of_two_industries_are_two_indicators() -> None:
    before = reached("服务业增加值占GDP比重 | % | 47 | — | 48 | —")
    assert said(before, aims("制造业增加值占GDP比重 | % | 31.8 | 33 | — | 预期性")) == []
