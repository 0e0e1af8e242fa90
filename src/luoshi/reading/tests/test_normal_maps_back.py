"""Whatever a text holds, each normalised character knows its one place in the source, and none is lost on the way."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.spans import Span
from luoshi.reading.document import Block, Document
from luoshi.reading.normal import NormalText, normalise
from luoshi.reading.widths import one_width

PIECES = st.sampled_from(
    "县水利局牵头，配合。；：、（）()《》〔2026〕12号 １．2.３、ＰＭ_{2.5}^{2}**“”—–-·…％\t\u3000\xa0\ufeff\n\r|#&《"
) | st.sampled_from(
    [
        "\n\n", "\r\n", "**", "PM_{2.5}", "\n— 3 —\n", "\n第 3 页 共 9 页\n", "\n附件 2 修渠方案\n",
        "\n## 一、总体要求\n", "\n7. 2026 年建成", "和 and 县财政局", "一、总体要求\n", "二、任务\n", "三、保障\n",
        "\n目录\n一、总体要求 1\n二、任务 2\n三、保障 3\n", "縣發展改革局會同", "责任单位：县水利局 县财政局",
        "【牵头单位】县水利局", "\n牵头单位 县水利局\n",
        "一、总体要求 坚持以水定产", "1,200", "8：30", "⼀", "㎡", "𠮷",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.lists(PIECES, min_size=30, max_size=400).map("".join)
KEPT = re.compile("[县水利局牵头配合号修渠方案]")


def document(text: str, furniture: tuple[Span, ...] = ()) -> Document:
    return Document("样例.txt", "text/plain", "0" * 64, text, [Block("furniture", span) for span in furniture])


def places(normal: NormalText) -> list[tuple[int, int]]:
    """Each character that is no line break, with its source offset."""
    return [(index, normal.origin(index)) for index, sign in enumerate(normal.text) if sign != "\n"]


@given(TEXTS)
def test_every_character_has_its_own_place_in_order(text: str) -> None:
    normal = normalise(document(text))
    offsets = [offset for _, offset in places(normal)]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
    assert [normal.index(offset) for offset in offsets] == [index for index, _ in places(normal)]


@given(TEXTS)
def test_each_character_is_the_sources_own_but_for_width_and_script(text: str) -> None:
    normal = normalise(document(text))
    printed = one_width(text)
    for index, offset in places(normal):
        assert normal.text[index] == printed[offset] or normal.text[index] in PUT_IN


PUT_IN = "。、：和"  # for a blank, a point or an OCR's "and" that stood for them


@given(TEXTS)
def test_no_word_is_lost_or_doubled(text: str) -> None:
    found = Counter(KEPT.findall(normalise(document(text)).text))
    expected = Counter(KEPT.findall(one_width(text)))
    assert found == expected


@given(TEXTS, st.data())
def test_a_span_of_the_normal_text_covers_its_words_in_the_source(text: str, data: st.DataObject) -> None:
    normal = normalise(document(text))
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    span = normal.span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    inside = {offset for index, offset in places(normal) if start <= index < end}
    assert inside <= set(range(span.start, span.end))
    outside = {offset for index, offset in places(normal) if not start <= index < end}
    assert not outside & set(range(span.start, span.end))


@given(TEXTS, st.data())
def test_furniture_is_left_out_and_moves_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    normal = normalise(document(text, (Span(start, end),)))
    assert not {offset for _, offset in places(normal)} & set(range(start, end))
