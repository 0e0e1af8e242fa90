"""Titles, convenors, dates and what drafting leaves behind."""

import pytest

from luoshi.checking.tests.plans import FIRST, findings, plan, quotes


def test_it_finds_an_annex_that_is_listed_under_another_title() -> None:
    found = findings(plan().replace("1.产业升级行动实施方案\n2.", "1.产业提升行动实施方案\n2."), "title-mismatch")
    assert len(found) == 1
    assert "产业提升" in found[0].message


def test_it_finds_a_convenor_other_than_the_overall_plans() -> None:
    text = plan().replace("做强主导产业。", "做强主导产业。各工作专班由分管副县长牵头抓总。")
    assert len(findings(text, "role-mismatch")) == 1
    assert findings(plan(), "role-mismatch") == []


def test_it_finds_a_persons_name_where_a_post_belongs() -> None:
    text = plan().replace("由县政府办副主任担任召集人", "由县政府办副主任周明远担任召集人", 1)
    assert [finding.data["name"] for finding in findings(text, "person-name")] == ["周明远"]
    assert findings(plan(), "person-name") == []


def test_it_finds_a_date_before_the_issue() -> None:
    issued = "青螺县人民政府办公室\n\n2026年3月10日\n\n"
    late = FIRST.replace("逐户制定方案", "2026年2月底前完成名录编制")
    assert findings(issued + plan(first=late), "deadline-before-issue")
    right = FIRST.replace("逐户制定方案", "2026年3月底前完成名录编制")
    assert not findings(issued + plan(first=right), "deadline-before-issue")


@pytest.mark.parametrize(
    ("remnant", "quoted"),
    [
        ("（征求意见稿）", "（征求意见稿）"),
        ("XX县", "XX"),
        ("，，", "，，"),
        ("产业 and 园区", "and"),
        ("PM_{2.5}", "PM_{2.5}"),
    ],
)
def test_it_finds_what_drafting_left(remnant: str, quoted: str) -> None:
    text = plan(first=FIRST.replace("逐户制定方案", f"逐户制定方案{remnant}落实"))
    assert quoted in quotes(findings(text, "leftover"))
    assert quoted not in quotes(findings(plan(), "leftover"))


def test_it_finds_a_quotation_mark_without_its_partner() -> None:
    text = plan(
        first=FIRST.replace("逐户制定方案", "常态化开展“送服务进企业活动，帮助企业解决用地用工用能方面的实际困难")
    )
    assert any("”" in finding.words.zh for finding in findings(text, "leftover"))


def test_it_finds_the_same_words_in_two_tasks() -> None:
    words = "推动重点企业开展数字化转型诊断服务"
    text = FIRST.replace("逐户制定方案", words).replace("完善园区道路管网", words)
    assert any(words in finding.words.zh for finding in findings(plan(first=text), "leftover"))


@pytest.mark.parametrize(("month", "told"), [("3", True), ("4", False)])
def test_it_finds_what_is_due_within_a_month_of_the_issue(month: str, told: bool) -> None:
    issued = "青螺县人民政府办公室\n\n2026年3月10日\n\n"
    due = FIRST.replace("逐户制定方案", f"2026年{month}月底前完成名录编制")
    assert bool(findings(issued + plan(first=due), "short-notice")) is told
    assert not findings(issued + plan(first=due), "deadline-before-issue")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("青螺县特色产业发展第十五个五年规划和二〇四〇年远景目标", True),  # due at which of the two?
        ("青螺县特色产业提升三年行动方案（2026—2028年）", False),
        ("青螺县2026年特色产业工作方案", False),
    ],
)
def test_it_asks_for_a_date_only_where_the_plan_does_not_end_once(title: str, told: bool) -> None:
    text = plan(first=FIRST.replace("逐户制定方案", "新建标准厂房18万平方米")).replace(
        "青螺县实施“稳进行动”总体方案", title
    )
    assert ("标准厂房" in quotes(findings(text, "no-deadline"))) is told
    dated = text.replace("新建标准厂房18万平方米", "到2028年新建标准厂房18万平方米")
    assert "标准厂房" not in quotes(findings(dated, "no-deadline"))


def test_what_is_to_come_by_and_by_has_no_date_even_in_a_plan_for_one_year() -> None:
    yearly = plan(first=FIRST.replace("逐户制定方案", "厂房面积逐步达到18万平方米")).replace(
        "青螺县实施“稳进行动”总体方案", "青螺县2026年特色产业工作方案"
    )
    assert "逐步达到18万" in quotes(findings(yearly, "no-deadline"))


def test_a_plan_that_names_its_people_on_purpose_is_left_alone() -> None:
    named = plan().replace("由县政府办副主任担任召集人", "由县政府办副主任周明远担任召集人")
    assert findings(named, "person-name") == []
