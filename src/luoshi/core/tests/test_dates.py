"""Time phrases and the last day on which they are met."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.dates import Period, find_dates, last_day, parse_date, plan_period

ISSUED = date(2026, 4, 14)
DUE = [
    ("2026年12月", "2026-12-31"), ("2026年6月底前", "2026-06-30"),
    ("2026年6月前", "2026-05-31"), ("三季度末", "2026-09-30"),
    ("第二季度", "2026-06-30"), ("年内", "2026-12-31"), ("上半年", "2026-06-30"), ("下半年", "2026-12-31"),
    ("“十五五”末", "2030-12-31"), ("“十四五”期间", "2025-12-31"),
    ("2026—2028年", "2028-12-31"), ("2028年底前", "2028-12-31"),
    ("二〇三五年", "2035-12-31"), ("2026年4月14日", "2026-04-14"),
    ("6月30日前", "2026-06-30"), ("9月上旬", "2026-09-10"),
    ("2月下旬", "2026-02-28"), ("明年3月", "2027-03-31"), ("今年年底前", "2026-12-31"), ("2030年前", "2029-12-31"),
    ("2026年初", "2026-01-31"), ("5月中旬", "2026-05-20"), ("3月初", "2026-03-10"), ("2028年2月", "2028-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due"), DUE)
def test_it_knows_the_last_day(text: str, due: str) -> None:
    assert str(parse_date(text, issued=ISSUED).due) == due


@pytest.mark.parametrize("text", ["每月5日前", "每季度末", "每年", "每半年", "每季度末25日前"])
def test_a_recurring_time_has_no_day(text: str) -> None:
    phrase = parse_date(text, issued=ISSUED)
    assert (phrase.kind, phrase.due) == ("recurring", None)


@pytest.mark.parametrize("text", ["三年行动", "13月", "2月30日", "近日", "3年内", "元旦"])
def test_it_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date(text, issued=ISSUED)


def test_a_phrase_without_a_year_needs_the_day_of_issue() -> None:
    assert list(find_dates("三季度末完成。")) == []
    assert [phrase.stated for phrase in find_dates("三季度末完成。", issued=ISSUED)] == [False]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    phrase = parse_date(f"{day.year}年{day.month}月{day.day}日")
    assert phrase.period == Period(day, day)
    assert phrase.due == day


@given(st.integers(1950, 2099), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year: int, month: int) -> None:
    assert (last_day(year, month) + timedelta(days=1)).day == 1


@given(st.text(alphabet="0123456789年月日底末初中前上下半旬季度一二三四每到至—“”十五全内", max_size=40))
def test_it_never_fails_and_moves_forward(text: str) -> None:
    end = 0
    for phrase in find_dates(text, issued=ISSUED):
        assert end <= phrase.start < phrase.end <= len(text)
        end = phrase.end


def test_five_year_plans_follow_each_other() -> None:
    assert plan_period("十四五").last + timedelta(days=1) == plan_period("十五五").first


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 1))
    assert Period(date(2026, 1, 1), date(2026, 2, 1)).contains(date(2026, 2, 1))
