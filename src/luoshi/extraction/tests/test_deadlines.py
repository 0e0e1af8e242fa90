"""By when a task as a whole is due."""

from datetime import date

import pytest

from luoshi.extraction.deadlines import find_deadline
from luoshi.extraction.draft import Deadline
from luoshi.extraction.tests.target_support import ISSUED, normal
from luoshi.extraction.times import Times


def deadline_of(text: str, issued: date | None = ISSUED) -> Deadline | None:
    read = normal(text)
    return find_deadline(Times(read, issued), 0, len(read.text))


STATED = [
    ("完成时限：2026年12月。", "2026年12月", "2026-12-31"),
    ("供水管网改造。预计完成时间为 2026 年 10 月。（牵头单位：县水利局）", "2026年10月", "2026-10-31"),
    ("建设数据平台。（县数据局牵头，2026年6月底前完成）", "2026年6月底前", "2026-06-30"),
    ("在2026年9月底前完成信用信息归集共享。", "2026年9月底前", "2026-09-30"),
    ("修订应急预案。（责任单位：县应急局；完成时限：三季度末）", "三季度末", "2026-09-30"),
    ("完成时间：7月31日前", "7月31日前", "2026-07-31"),
    ("2026年完成高标准农田建设并验收。", "2026年", "2026-12-31"),
    ("12月底前", "12月底前", "2026-12-31"),
    ("时限要求：2026年6月前。", "2026年6月前", "2026-05-31"),
    ("时间安排：2026年3月—2026年11月", "2026年3月—2026年11月", "2026-11-30"),
]


@pytest.mark.parametrize(("text", "printed", "due"), STATED)
def test_it_reads_the_deadline_a_task_states(text: str, printed: str, due: str) -> None:
    found = deadline_of(text)
    assert found is not None
    assert (found.text, found.date) == (printed, due)


@pytest.mark.parametrize("text", ["完成时限：长期坚持。", "抓好巡查防守。（县水利局牵头，长期坚持）", "持续推进"])
def test_it_keeps_the_words_of_an_open_ended_task(text: str) -> None:
    found = deadline_of(text)
    assert found is not None
    assert found.date is None
    assert found.text in text


OPEN = [
    "健全工作机制，形成工作合力。",
    "全年新增企业20家以上。",
    "聚焦2030年前实现碳达峰目标，完善制度。",
    "落实《三年行动方案（2026—2028年）》要求。",
    "对照2028年底前清零等目标，细化化解方案。",
    "下半年落实专项资金监管。",
    "梳理2025年底债务数据。",
    "每年开展培训。",
]


@pytest.mark.parametrize("text", OPEN)
def test_it_gives_none_when_no_date_binds_the_task(text: str) -> None:
    assert deadline_of(text) is None


def test_its_span_is_where_the_date_stands() -> None:
    text = "建成二期工程。完成时限：2026 年 5 月底。"
    found = deadline_of(text)
    assert found is not None
    assert text[found.span.start : found.span.end] == "2026 年 5 月底"
