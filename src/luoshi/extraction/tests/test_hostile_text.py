"""Text that repeats one sign for ever is read like any other: the time grows no faster than the text.

Each of these once took minutes. Six times the text may take fourteen times the time, which leaves room for a busy
machine; what grows with the square takes thirty-six times.
"""

import time

import pytest

from luoshi.extraction import extract
from luoshi.reading.document import Document

LENGTH, TIMES, AT_MOST = 5_000, 6, 14
SECONDS_TOO_SHORT_TO_COMPARE = 0.02
SIGNS = [
    *(
        "十",
        "一",
        "万",
        "百",
        "一、",
        "\n",
        "—1—\n",
        "：",
        "（",
        "（〔",
        "（）",
        "、",
        "9",
        " ",
        "**",
        "“甲",
        "《",
        "附件",
    ),
    *(
        "（一）",
        "2026年",
        "县局、",
        "甲和",
        "|",
        "| 甲 |\n",
        "\t",
        "\t甲\n\n",
        "甲\n",
        "<br>",
        "的",
        "。",
        "1.",
        "牵头",
    ),
    *(
        "序号\n",
        "年均\n",
        "2025年\n",
        "责任单位：",
        "序号\n任务\n责任单位\n",
        "序号 任务 责任单位\n",
        "2026年4月14日\n",
    ),
    *("2026年6月底前完成，", "组长：", "成员：县水利局、", "新建公园3个、", "由3家增加到5家，", "三分之二分之一"),
]


def seconds(sign: str, length: int, before: str = "") -> float:
    text = before + sign * (length // len(sign))
    start = time.process_time()
    draft = extract(Document("a.txt", "text/plain", "0" * 64, text))
    spent = time.process_time() - start
    assert draft.source.characters == len(text)
    return spent


def grows_too_fast(sign: str, length: int = LENGTH, before: str = "") -> bool:
    short = max(seconds(sign, length, before), SECONDS_TOO_SHORT_TO_COMPARE)
    return seconds(sign, TIMES * length, before) > AT_MOST * short


@pytest.mark.parametrize("sign", SIGNS)
def test_the_time_grows_no_faster_than_the_text(sign: str) -> None:
    assert not grows_too_fast(sign) or not grows_too_fast(sign)


def test_goals_in_words_behind_years_that_are_past_do_not_look_back_to_the_beginning() -> None:
    issued = "关于印发《修渠方案》的通知\n各镇人民政府：\n现印发。\n县政府\n2026年4月14日\n修渠方案\n"
    assert not grows_too_fast("2020年实现全覆盖。", before=issued)


def test_many_small_tables_between_prose_are_read_in_time_that_grows_with_their_number() -> None:
    prose = "各单位要认真落实本方案，定期报送进展情况，确保各项任务按时保质完成，不得推诿扯皮，不得弄虚作假。\n"
    assert not grows_too_fast("任务\n责任单位\n时限\n修渠\n县水利局\n6月底\n" + prose, 10_000)
