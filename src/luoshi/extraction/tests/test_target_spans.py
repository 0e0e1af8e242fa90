"""Every quote stands in the source where its span says."""

from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.tests.target_support import ISSUED, normal, targets_in
from luoshi.extraction.times import Times

SOURCE = "一、目标\n全县 PM_{2.5} 平均浓度控制在 **30** 微克/立方米以\n下，新 建 公厕 12 座(含改造)。\n"


def test_it_quotes_what_the_source_prints() -> None:
    for target in targets_in(SOURCE, task=None):
        start, end = target.span
        printed = "".join(SOURCE[start:end].replace("*", "").split())
        assert printed == target.quote


def test_it_reads_only_within_its_scopes() -> None:
    text = normal("新建公园3个。\n新建学校2所。\n")
    place = text.text.index("新建学校")
    found = find_targets(Times(text, ISSUED), [Scope("2", "2:一/1", place, len(text.text))])
    assert [(target.annex, target.task, target.indicator) for target in found] == [("2", "2:一/1", "学校")]


def test_it_gives_the_innermost_of_nested_scopes() -> None:
    text = normal("总体目标。新建公园3个。")
    outer, inner = Scope("1", None, 0, len(text.text)), Scope("1", "1:一/1", 5, len(text.text))
    (target,) = find_targets(Times(text, ISSUED), [outer, inner])
    assert target.task == "1:一/1"


def test_it_counts_a_title_that_its_body_restates_once() -> None:
    (target,) = targets_in("1.建设高标准农田3万亩。2026年计划建设高标准农田3万亩，验收合格。")
    assert target.period == "2026"


def test_it_gives_no_targets_without_scopes() -> None:
    assert find_targets(Times(normal("新建公园3个。"), ISSUED), []) == []


def test_it_numbers_targets_by_annex() -> None:
    ids = [target.id for target in targets_in("新建公园3个、学校2所。")]
    assert ids == ["1:t1", "1:t2"]
