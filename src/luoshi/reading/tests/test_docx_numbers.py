"""Automatic numbers stand in the text as Word prints them."""

from pathlib import Path

import pytest

from luoshi.reading import read
from luoshi.reading.tests.makers import abstract, docx, level, num, numbered, p
from luoshi.reading.word.numerals import printed

OUTLINE = abstract(
    1,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)


def lines(path: Path) -> list[str]:
    return read(path).text.splitlines()


def test_it_counts_each_level_and_begins_anew_below_a_higher_one(tmp_path: Path) -> None:
    body = [
        ("总体要求", 0),
        ("重点任务", 0),
        ("工业", 1),
        ("项目", 2),
        ("企业", 2),
        ("清单", 3),
        ("农业", 1),
        ("粮食", 2),
        ("保障", 0),
    ]
    path = docx(
        tmp_path / "a.docx", "".join(numbered(text, 1, deep) for text, deep in body), numbering=OUTLINE + num(1, 1)
    )
    assert lines(path) == [
        "一、总体要求",
        "二、重点任务",
        "（一）工业",
        "1. 项目",
        "2. 企业",
        "①清单",
        "（二）农业",
        "1. 粮食",
        "三、保障",
    ]


def test_a_level_that_never_restarts_runs_on_across_chapters(tmp_path: Path) -> None:
    running = abstract(
        1,
        level(0, "japaneseCounting", "第%1章", '<w:suff w:val="space"/>'),
        level(1, "decimal", "%2．", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
    )
    body = [("工业", 0), ("一事", 1), ("二事", 1), ("农业", 0), ("三事", 1)]
    path = docx(
        tmp_path / "a.docx", "".join(numbered(text, 1, deep) for text, deep in body), numbering=running + num(1, 1)
    )
    assert lines(path) == ["第一章 工业", "1．一事", "2．二事", "第二章 农业", "3．三事"]


def test_numbers_take_the_higher_levels_in(tmp_path: Path) -> None:
    legal = abstract(1, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 1, 1)
    assert lines(docx(tmp_path / "a.docx", body, numbering=legal + num(1, 1)))[-1] == "2.1 丙"


def test_an_override_starts_a_list_of_its_own(tmp_path: Path) -> None:
    overridden = num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 2)
    path = docx(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 1) + overridden)
    assert lines(path) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_lists_of_one_abstract_list_count_on(tmp_path: Path) -> None:
    body = numbered("甲", 1) + numbered("乙", 2)
    path = docx(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 1) + num(2, 1))
    assert lines(path) == ["一、甲", "二、乙"]


def test_a_style_brings_its_number_and_its_heading_level(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="章"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="章二"/><w:basedOn w:val="Chapter"/></w:style>'
    )
    linked = abstract(
        1, level(0, "decimal", "%1"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Chapter"/>')
    )
    body = p("工业", '<w:pStyle w:val="Chapter"/>') + p("农业", '<w:pStyle w:val="Derived"/>')
    document = read(docx(tmp_path / "a.docx", body, numbering=linked + num(1, 1), styles=styles))
    assert document.text.splitlines() == ["（一）工业", "（二）农业"]
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 2), ("heading", 2)]


def test_number_zero_takes_a_styles_number_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="项"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>') + p(
        "乙", '<w:pStyle w:val="Item"/>'
    )
    assert lines(docx(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 1), styles=styles)) == ["甲", "一、乙"]


DELETED = "<w:rPr><w:del w:id='1'/></w:rPr>"
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("middle", "shown"),
    [
        (f"<w:p><w:pPr>{ITEM}{DELETED}</w:pPr></w:p>", ["一、甲", "二、丙"]),
        (p("乙", ITEM + DELETED), ["一、甲", "二、乙丙"]),
        (p("", f"{ITEM}<w:rPr><w:vanish/></w:rPr>"), ["一、甲", "二、丙"]),
        (p("乙", ITEM), ["一、甲", "二、乙", "三、丙"]),
    ],
    ids=["deleted", "joined to the next", "hidden", "kept"],
)
def test_only_paragraphs_that_are_printed_are_counted(tmp_path: Path, middle: str, shown: list[str]) -> None:
    body = p("甲", ITEM) + middle + p("丙", ITEM)
    assert lines(docx(tmp_path / "a.docx", body, numbering=OUTLINE + num(1, 1))) == shown


def test_bullets_are_not_printed(tmp_path: Path) -> None:
    bullets = abstract(1, level(0, "bullet", "\uf06c"))
    assert lines(docx(tmp_path / "a.docx", numbered("甲", 1), numbering=bullets + num(1, 1))) == ["甲"]


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("japaneseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 10_000, "一万"),
        ("ideographDigital", 2026, "二〇二六"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("ordinal", 12, "12th"),
        ("a-format-of-tomorrow", 7, "7"),
        ("none", 7, ""),
    ],
)
def test_a_value_prints_as_its_format_says(number_format: str, value: int, text: str) -> None:
    assert printed(value, number_format) == text
