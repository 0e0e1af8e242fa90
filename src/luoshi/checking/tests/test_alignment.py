"""Two plans side by side: values, tasks taken up, and what falls short."""

from luoshi.checking.alignment import Alignment, align, shortfalls
from luoshi.checking.tests.plans import FIRST, plan
from luoshi.extraction import extract
from luoshi.reading.document import Document

UPPER = plan(
    overall="规模工业增加值增长8%左右，高标准农田建设30万亩，城镇调查失业率控制在5.3%以内，外贸进出口总额增长6%。",
    first=FIRST + "\n4.扩大对外开放。组织外贸企业参加境外展会，开拓东南亚市场。（县商务局牵头，县财政局配合）",
)
LOWER = plan(overall="规上工业增加值增长7%，新建高标准农田5万亩，城镇调查失业率控制在5.6%以内。")


def compared(upper: str, lower: str) -> Alignment:
    documents = [Document("方案.txt", "text/plain", "0" * 64, text) for text in (upper, lower)]
    return align(extract(documents[0]), upper, extract(documents[1]), lower)


def test_it_compares_what_is_measured_alike() -> None:
    verdicts = {match.name: match.verdict for match in compared(UPPER, LOWER).indicators}
    assert verdicts["规模工业增加值"] == "below"
    assert verdicts["高标准农田建设"] == "share", "a county carries part of a city's sum"
    assert verdicts["城镇调查失业率"] == "below", "less unemployment is better: 5.6 falls short of 5.3"


def test_it_says_what_the_lower_plan_is_silent_on() -> None:
    match = next(match for match in compared(UPPER, LOWER).indicators if "进出口" in match.name)
    assert (match.lower, match.verdict) == (None, "missing")


def test_it_says_which_tasks_are_taken_up_and_how_surely() -> None:
    matches = {match.upper.title: match for match in compared(UPPER, LOWER).tasks}
    taken = matches["培育骨干企业"]
    assert taken.lower is not None and taken.lower.title == "培育骨干企业" and taken.score > 0.9
    assert matches["扩大对外开放"].lower is None


def test_a_plan_compared_with_itself_is_equal_throughout() -> None:
    alignment = compared(UPPER, UPPER)
    assert {match.verdict for match in alignment.indicators} == {"equal"}
    assert all(match.lower is match.upper or match.score > 0.99 for match in alignment.tasks)


def test_it_turns_what_falls_short_into_findings() -> None:
    rules = [finding.rule for finding in shortfalls(compared(UPPER, LOWER), LOWER)]
    assert rules.count("below-upper") == 2
    assert rules.count("not-taken-up") == 1
