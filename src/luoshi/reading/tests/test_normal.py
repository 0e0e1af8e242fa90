"""The normalising layer: what it repairs, and that every index leads back to the source."""

import pytest

from luoshi.core.spans import Span
from luoshi.reading.document import Block, Document
from luoshi.reading.normal import NormalText, normalise


def normal_of(text: str, *, media_type: str = "text/plain", blocks: tuple[Block, ...] = ()) -> NormalText:
    return normalise(Document("样例.txt", media_type, "0" * 64, text, blocks))


def test_it_joins_a_paragraph_cut_by_a_page() -> None:
    normal = normal_of("1. 修好渠道。先把东干渠清淤，再把西干\n\n渠衬砌起来。（县水利\n\n局牵头）\n")
    assert normal.text == "1.修好渠道。先把东干渠清淤，再把西干渠衬砌起来。（县水利局牵头）"
    assert len(normal.joins) == 2


@pytest.mark.parametrize(
    "line", ["2. 修桥", "（二）修桥", "二、修桥", "附件2", "第二章 修桥", "责任单位：县交通局", "——修桥"]
)
def test_it_never_joins_a_line_that_opens_an_item(line: str) -> None:
    assert normal_of(f"先把东干渠清淤，再把西干\n{line}").text.count("\n") == 1


def test_it_keeps_a_heading_apart_from_its_body() -> None:
    assert normal_of("一、总体要求\n坚持以水定产，稳步推进。").text == "一、总体要求\n坚持以水定产，稳步推进。"


def test_it_joins_what_a_bracket_holds_open() -> None:
    assert normal_of("关于印发《青禾县\n修渠方案》的通知\n各镇：").text == "关于印发《青禾县修渠方案》的通知\n各镇："


def test_it_trusts_the_paragraphs_of_a_word_file() -> None:
    text = "先把东干渠清淤，再把西干渠衬砌\n随后验收，并移交管护"
    assert normal_of(text, media_type="application/vnd.openxmlformats-officedocument.wordprocessingml").text == text


def test_it_joins_the_lines_of_a_hard_wrapped_file() -> None:
    line = "坚持以水定产推进东西干渠清淤衬砌配套闸门和量水设施建设任务落实"
    text = "\n".join([line] * 14 + ["确保按期完工。"])
    assert normal_of(text).text == line * 14 + "确保按期完工。"


def test_it_makes_widths_and_markup_one() -> None:
    normal = normal_of("１. **修渠**,ＰＭ_{2.5} 降至(35)％;共1,200米，8:30起")
    assert normal.text == "1.修渠，PM2.5降至（35）%；共1,200米，8:30起"


def test_it_reads_the_traditional_script_as_simplified() -> None:
    assert normal_of("縣發展改革局會同財政局開展產業園區建設").text == "县发展改革局会同财政局开展产业园区建设"


def test_it_drops_page_numbers_and_declared_furniture() -> None:
    text = "修渠方案\n— 3 —\n页眉文字\n先清淤。"
    header = Block("furniture", Span(text.index("页眉"), text.index("页眉") + 4))
    assert normal_of(text, blocks=(header,)).text == "修渠方案\n先清淤。"


def test_it_puts_an_annex_title_on_its_own_line() -> None:
    assert normal_of("附件 2 修渠实施方案").text == "附件2\n修渠实施方案"


def test_every_index_leads_to_its_source_character_and_back() -> None:
    source = " 一、 总体 要求\n\n\n**修  渠**，分 两\n期。 "
    normal = normal_of(source)
    kept = [index for index, character in enumerate(normal.text) if character != "\n"]
    assert [normal.index(normal.origin(index)) for index in kept] == kept
    assert all(source[normal.origin(index)] == normal.text[index] for index in kept)


def test_a_range_prints_what_the_source_prints() -> None:
    normal = normal_of("由(县水\n利局)牵头，办结")
    start = normal.text.index("（")
    assert normal.printed(start, start + 6) == "(县水利局)"


def test_it_reads_an_empty_text() -> None:
    assert normal_of("").text == ""
    assert normal_of(" \n\n").text == ""


def test_a_labelled_line_ends_where_its_list_ends() -> None:
    text = "牵头单位：县水利局\n成立工作专班，由副县长任召集人。"
    assert normal_of(text).text == text
    assert normal_of("责任单位：县水利局、县财\n政局、县林业局").text == "责任单位：县水利局、县财政局、县林业局"
