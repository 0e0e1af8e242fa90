"""What has been achieved is no target."""

from luoshi.extraction.tests.target_support import targets_in


def test_it_skips_a_chapter_that_looks_back() -> None:
    text = "第一节 发展成就\n高新技术企业达到120家，城镇化率达到60%。\n第二节 发展目标\n高新技术企业达到200家。"
    assert [target.value for target in targets_in(text, task=None)] == [200]


def test_it_skips_a_paragraph_that_tells_of_the_past() -> None:
    text = "综合实力跃升，成效显著。粮食产量累计达到300万吨，连续五年丰收，获批国家试点3个，建成公路20公里。"
    assert targets_in(text, task=None) == []


def test_it_reads_only_the_end_of_a_change() -> None:
    (target,) = targets_in("污水治理率由35%提高到45%以上。")
    assert (target.indicator, target.comparator, target.value) == ("污水治理率", ">=", 45)


def test_it_skips_a_year_before_the_plan() -> None:
    assert targets_in("2025年，全县完成投资30亿元。") == []


def test_it_keeps_a_goal_that_is_compared_with_the_past() -> None:
    (target,) = targets_in("能耗强度较2020年下降13%。")
    assert (target.indicator, target.value, target.basis) == ("能耗强度", 13, "growth")
