"""One project, slogan or figure under two names."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan


def titles(one: str, other: str) -> list[str]:
    text = plan(first=FIRST.replace("逐户制定方案", one).replace("完善园区道路管网", other))
    return [finding.words.zh for finding in findings(text, "title-mismatch")]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("加快创建国家农业高新技术示范区", "建设国家农业高新技术产业示范区", True),
        ("建好紫云半导体科技园", "推进紫云建江半导体科技园", True),
        ("创建优质农产品供应基地", "建设优质农产品供应示范基地", False),
        ("创建全域旅游示范区", "申报省级全域旅游示范区", False),
        ("建设青螺湿地公园", "建设白鹭湿地公园", False),
    ],
)
def test_it_finds_one_project_under_two_names(one: str, other: str, told: bool) -> None:
    assert bool(titles(one, other)) is told


def test_it_finds_one_thing_under_two_labels() -> None:
    assert any(
        "两" in words or "2种提法" in words for words in titles("围绕“一核两带”特色产业体系", "对接“3+5”特色产业体系")
    )
    assert titles("围绕“一核两带”特色产业体系", "延伸“一核两带”特色产业体系") == []
    assert titles("建立“红黄绿”预警", "完善“四比四看”机制") == []


def test_it_finds_one_figure_under_two_names() -> None:
    text = plan(overall="技术合同交易成交额增长8%以上。", first_target="技术合同成交额增长8%以上。")
    assert ["两种叫法" in finding.words.zh for finding in findings(text, "title-mismatch")] == [True]
    other = plan(overall="技术合同成交额增长8%以上。", first_target="技术合同成交额增长8%以上。")
    assert findings(other, "title-mismatch") == []


def test_a_group_may_bear_the_name_of_its_annex_and_no_third() -> None:
    odd = plan().replace("成立产业升级行动工作专班", "成立产业升级攻坚工作专班")
    assert any("专班名称不统一" in finding.words.zh for finding in findings(odd, "title-mismatch"))
    commanded = plan().replace("成立产业升级行动工作专班", "成立青螺县产业升级分指挥部")
    assert not any("种叫法" in finding.words.zh for finding in findings(commanded, "title-mismatch"))
