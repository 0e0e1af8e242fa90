"""Work that two annexes give out, by its words, its figures or its money."""

from luoshi.checking.tests.plans import FIRST, SECOND, findings, plan, quotes

WORK = "搭建统一调度的智慧水务平台"


def given_out(one: str, other: str) -> list[str]:
    text = plan(first=FIRST.replace("逐户制定方案", one), second=SECOND.replace("开发公益岗位", other))
    return [finding.words.zh for finding in findings(text, "double-work")]


def test_it_finds_the_same_clause_under_two_units() -> None:
    assert given_out(WORK, "规划" + WORK) == ["附件1与附件2有1对任务写了同一件工作，其中1对由不同单位负责。"]


def test_it_says_nothing_of_other_work_or_of_what_only_frames_it() -> None:
    assert given_out(WORK, "建设便民利民的服务驿站网络") == []
    frame = "围绕“三城同创”高质量发展总体部署要求"
    assert given_out(frame, frame) == []


def test_it_finds_one_figure_in_two_annexes_unless_a_rival_lead_is_told_of_it() -> None:
    joint = SECOND.replace("县人社局牵头，县财政局配合", "县人社局、县财政局按职责分工负责")
    text = plan(
        first=FIRST.replace("逐户制定方案", "新建标准厂房18万平方米"),
        second=joint.replace("开发公益岗位", "建成标准厂房18万平方米"),
    )
    assert len(findings(text, "double-work")) == 1
    rivals = plan(
        first=FIRST.replace("逐户制定方案", "新建标准厂房18万平方米"),
        second=SECOND.replace("开发公益岗位", "建成标准厂房18万平方米"),
    )
    assert findings(rivals, "double-work") == []
    assert len(findings(rivals, "conflicting-lead")) == 1


def test_it_finds_one_sum_of_money_in_two_tasks_with_like_titles() -> None:
    items = """1.巩固提升城乡电网。改造线路，总投资3700万元。（国网青螺供电公司牵头）
2.提质改造全县城乡电网。提升供电质量，总投资3700万元。（国网青螺供电公司牵头）
3.改造农村公路。总投资3700万元。（国网青螺供电公司牵头）"""
    found = findings(plan(second=items), "double-work")
    assert [finding.words.zh for finding in found] == ["附件2内有1对任务写了同一件工作。"]
    assert quotes(found).count("3700") == 2
