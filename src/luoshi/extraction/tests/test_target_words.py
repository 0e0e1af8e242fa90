"""Goals without a number."""

import pytest

from luoshi.extraction.tests.target_support import targets_in

CLEAR = [
    ("固定资产投资实现正增长。", "固定资产投资"),
    ("推动隐性债务动态清零。", "隐性债务"),
    ("全县医疗救助全覆盖。", "全县医疗救助"),
    ("确保财政科技投入只增不减。", "财政科技投入"),
    ("居民收入增速高于全市平均水平。", "居民收入"),
    ("坚决遏制较大及以上生产安全事故。", "较大及以上生产安全事故"),
    ("守牢不发生规模性返贫底线。", "规模性返贫"),
    ("全县地表水水质优良比例达到省定目标。", "全县地表水水质优良比例"),
]


@pytest.mark.parametrize(("sentence", "indicator"), CLEAR)
def test_it_reads_a_clear_goal_in_words(sentence: str, indicator: str) -> None:
    (target,) = targets_in(sentence)
    assert (target.indicator, target.comparator, target.value) == (indicator, "qualitative", None)


def test_it_takes_a_trend_only_from_a_goals_section() -> None:
    sentence = "空气质量持续改善，生产安全事故总量持续下降。"
    assert [target.indicator for target in targets_in(sentence, task=None)] == ["空气质量", "生产安全事故总量"]
    assert targets_in(sentence) == []


def test_it_gives_a_comparison_the_subject_of_the_figure_before_it() -> None:
    figure, comparison = targets_in("地区生产总值增长5.3%左右、高于全市平均。")
    assert comparison.indicator == figure.indicator == "地区生产总值"


def test_it_leaves_slogans_alone() -> None:
    assert targets_in("打造一流环境，凝聚强大合力，推动高质量发展。", task=None) == []
