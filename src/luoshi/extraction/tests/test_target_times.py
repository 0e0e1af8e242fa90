"""When a target is to be met, and how firmly it is promised."""

from datetime import date

from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.tests.target_support import ISSUED, normal, targets_in
from luoshi.extraction.times import Times


def test_it_reads_the_year_end_that_frames_a_target() -> None:
    (target,) = targets_in("到2027年底，设施农业面积扩大到1.5万亩。")
    assert target.period == "2027"
    assert target.deadline is not None
    assert (target.deadline.text, target.deadline.date) == ("到2027年底", "2027-12-31")


def test_it_takes_the_year_of_issue_for_the_whole_year() -> None:
    (target,) = targets_in("全年接待游客100万人次。", issued=date(2031, 1, 9))
    assert target.period == "2031"


def test_it_leaves_the_year_open_when_the_day_of_issue_is_unknown() -> None:
    (target,) = targets_in("全年接待游客100万人次。", issued=None)
    assert (target.period, target.deadline) == (None, None)


def test_it_carries_a_frame_through_the_paragraph() -> None:
    first, second = targets_in("到2026年底，建成示范园5个。打造智能工厂2家。")
    assert first.period == second.period == "2026"


def test_it_carries_no_frame_into_the_next_scope() -> None:
    text = normal("到2026年底，建成示范园5个。\n打造智能工厂2家。")
    border = text.text.index("打造")
    scopes = [Scope("1", "1:1", 0, border - 1), Scope("1", "1:2", border, len(text.text))]
    first, second = find_targets(Times(text, ISSUED), scopes)
    assert (first.period, second.period) == ("2026", None)


def test_it_reads_a_five_year_plan_as_its_last_year() -> None:
    (target,) = targets_in("到“十五五”末，城镇化率达到65%。")
    assert (target.period, target.deadline and target.deadline.date) == ("2030", "2030-12-31")


def test_it_tells_promises_from_plans() -> None:
    must, strive, expect, plan = targets_in("确保参保率达到98%。力争新增企业3家。预计完成税收15亿元。新建学校2所。")
    assert [must.modality, strive.modality, expect.modality, plan.modality] == ["must", "strive", "expect", "plan"]


def test_it_leaves_a_recurring_time_without_a_date() -> None:
    (target,) = targets_in("每年培养人才200人次。")
    assert target.deadline is not None
    assert (target.deadline.text, target.deadline.date) == ("每年", None)


def test_a_goal_in_words_is_framed_by_the_time_of_its_own_sentence() -> None:
    (target,) = targets_in("到2027年底，村级卫生室实现全覆盖。")
    assert target.period == "2027"
    assert target.deadline is not None
    assert (target.deadline.text, target.deadline.date) == ("到2027年底", "2027-12-31")
