"""The figures of GB/T 9704-2012 in the XML that is written."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from luoshi.exporting import official, written
from luoshi.exporting.book import Book
from luoshi.reading.layout.lines import lines
from luoshi.reading.pdfium import PdfPages
from luoshi.reading.source import Source


def part(blocks: list[official.Block], name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(official.rendered(blocks))) as package:
        return package.read(name).decode()


def attributes(xml: str, tag: str) -> dict[str, str]:
    found = re.search(rf"<w:{tag}( [^>]*)/>", xml)
    assert found is not None, tag
    return dict(re.findall(r"w:(\w+)=\"([^\"]*)\"", found[1]))


def body(blocks: list[official.Block]) -> Any:
    return docx.Document(io.BytesIO(official.rendered(blocks)))


def properties(element: Any, path: str) -> Any:
    for name in path.split("/"):
        element = element.find(qn(f"w:{name}"))
    return element


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    xml = part([official.Paragraph("正文。")], "word/document.xml")
    size, margins = attributes(xml, "pgSz"), attributes(xml, "pgMar")
    twips = 1440 / 25.4
    assert (int(size["w"]), int(size["h"])) == (11906, 16838)
    for side, millimetres in {"top": 37, "bottom": 35, "left": 28, "right": 26}.items():
        assert abs(int(margins[side]) - millimetres * twips) <= 1, side


def test_the_grid_holds_22_lines_of_28_characters() -> None:
    grid = attributes(part([], "word/document.xml"), "docGrid")
    styles = part([], "word/styles.xml")
    assert grid["type"] == "linesAndChars"
    assert 22 * int(grid["linePitch"]) <= 225 * 1440 / 25.4 < 22 * (int(grid["linePitch"]) + 1)
    normal = re.search(r'w:styleId="Normal".*?</w:style>', styles, re.DOTALL)
    assert normal is not None
    squeezed = 16 + int(attributes(normal[0].replace("<w:spacing w:before", "<w:other"), "spacing")["val"]) / 20
    width = 156 / 25.4 * 72
    assert 28 * squeezed <= width < 29 * squeezed


def test_fonts_are_those_of_the_standard_and_are_not_embedded() -> None:
    document = body([])
    fonts = {
        name: (
            properties(document.styles[name].element, "rPr/rFonts").get(qn("w:eastAsia")),
            document.styles[name].font.size.pt,
        )
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
    }
    assert fonts == {
        "Normal": ("仿宋_GB2312", 16),
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Heading 3": ("仿宋_GB2312", 16),
    }
    with zipfile.ZipFile(io.BytesIO(official.rendered([]))) as package:
        assert not [name for name in package.namelist() if "fonts/" in name]


def test_body_paragraphs_are_indented_by_two_characters() -> None:
    indent = properties(body([official.Paragraph("正文。")]).paragraphs[0]._p, "pPr/ind")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_between_dashes() -> None:
    document = body([])
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((document.sections[0].footer, "RIGHT"), (document.sections[0].even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side
        assert paragraph.text.replace(" ", "") == "—1—"
        assert "PAGE" in paragraph._p.xml
        assert {run.font.size.pt for run in paragraph.runs} == {14}


def test_the_letterhead_is_red_with_a_red_rule_under_the_number() -> None:
    head, number = body([official.Letterhead("松汀县人民政府文件", "松政发〔2026〕1号")]).paragraphs
    assert str(head.runs[0].font.color.rgb) == "FF0000"
    size, line = head.runs[0].font.size.pt, head.paragraph_format.line_spacing.pt
    top_of_letters = head.paragraph_format.space_before.pt + 0.8 * line - 0.859 * size
    assert abs(top_of_letters * 25.4 / 72 - 35) < 0.1
    assert 'w:bottom w:val="single"' in number._p.xml
    assert 'w:color="FF0000"' in number._p.xml


def test_what_stands_above_the_letterhead_takes_none_of_its_room() -> None:
    above = ("000123", "秘密★1年", "特急")
    *marks, head, _ = body([official.Letterhead("松汀县人民政府文件", "松政发〔2026〕1号", above)]).paragraphs
    bare = body([official.Letterhead("松汀县人民政府文件")]).paragraphs[0]
    assert tuple(each.text for each in marks) == above
    taken = sum(each.paragraph_format.line_spacing.pt for each in marks)
    assert abs(taken + head.paragraph_format.space_before.pt - bare.paragraph_format.space_before.pt) < 0.1


def test_each_attachment_starts_a_page() -> None:
    label, title = body([official.Attachment("附件1", "实施方案")]).paragraphs
    assert label.paragraph_format.page_break_before
    assert (label.text, title.style.name) == ("附件1", "Title")


def test_the_list_of_attachments_has_no_punctuation_after_a_name() -> None:
    assert [p.text for p in body([official.AttachmentList(["甲方案", "乙方案"])]).paragraphs] == [
        "附件：1.甲方案",
        "2.乙方案",
    ]


def test_a_name_of_two_lines_goes_on_under_its_first_character() -> None:
    first, second = body([official.AttachmentList(["甲", "乙"])]).paragraphs
    assert abs(first.paragraph_format.left_indent.pt - second.paragraph_format.left_indent.pt) < 0.1
    digit_and_point = 0.75 * 16  # of Times New Roman
    assert abs(-second.paragraph_format.first_line_indent.pt - digit_and_point) < 0.1


def test_the_record_has_thick_outer_and_thin_inner_rules_over_the_whole_body() -> None:
    (table,) = body([official.Record("县委办", "县政府办", "2026年3月1日")]).tables
    assert [row.cells[0].text for row in table.rows] == ["抄送：县委办。", "县政府办\t2026年3月1日印发"]
    rules = dict(re.findall(r'<w:(top|bottom|insideH) [^>]*w:sz="(\d)"', table._tbl.xml))
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}
    width = re.search(r'<w:tblW w:w="(\d+)"', table._tbl.xml)
    assert width is not None
    assert abs(int(width[1]) * 25.4 / 1440 - 156) < 0.1


def test_a_table_repeats_its_header_and_keeps_merged_cells() -> None:
    rows: list[list[str | bool | None]] = [
        ["类", "名", "值"],
        ["甲", "一", "1"],
        [None, "二", "2"],
        ["注", False, False],
    ]
    table = body([official.TableBlock(rows, "表一")]).tables[0]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(3, 0)._tc is table.cell(3, 2)._tc
    assert [cell.text for cell in table.rows[2].cells] == ["甲", "二", "2"]


def test_word_counts_numbered_paragraphs_and_each_series_starts_at_one() -> None:
    numbers = [official.Number("甲"), official.Number("甲"), official.Number("乙")]
    paragraphs = body([official.Paragraph("事项。", number=number) for number in numbers]).paragraphs
    identities = [properties(p._p, "pPr/numPr/numId").get(qn("w:val")) for p in paragraphs]
    assert identities[0] == identities[1] != identities[2]
    assert [p.text for p in paragraphs] == ["事项。"] * 3


def test_the_same_blocks_give_the_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[official.Block] = [official.Title("方案"), official.TableBlock([["甲"], ["乙"]])]
    first = official.rendered(blocks)
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert official.rendered(blocks) == first


def test_the_lists_as_a_document_show_every_list(book: Book) -> None:
    document: Any = docx.Document(io.BytesIO(written(book, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "一、任务清单"
    assert len(headings) == len(book.sheets)
    assert [cell.text for cell in document.tables[0].rows[1].cells][:3] == ["1", "总体方案", "清理河道"]


def test_a_date_stands_on_one_line_of_its_column(book: Book) -> None:
    document: Any = docx.Document(io.BytesIO(written(book, "docx")))
    for table in document.tables:
        titles = [cell.text for cell in table.rows[0].cells]
        if "完成时限" in titles:
            width = table.columns[titles.index("完成时限")].width.pt
            assert width >= len("2026-12-31") * 0.64 * 10.5 + 6  # in the widest usual font


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_rendered_page_has_22_lines_of_28_characters_between_its_margins(tmp_path: Path) -> None:
    official.render([official.Paragraph("松" * 1500)], tmp_path / "a.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    with PdfPages(Source("a.pdf", (tmp_path / "a.pdf").read_bytes())) as pdf:
        page, _ = pdf.page(2)
    *body_lines, number = lines(page.pieces)
    millimetre = 72 / 25.4
    assert [len(line.text) for line in body_lines] == [28] * 22
    assert all(abs(line.left - 28 * millimetre) < 1 and line.right < 184.5 * millimetre for line in body_lines)
    assert body_lines[0].top > 37 * millimetre
    assert body_lines[-1].bottom < 262.5 * millimetre
    assert abs((number.top + number.bottom) / 2 - 269 * millimetre) < 1.2 * millimetre
    assert number.left < 35 * millimetre  # an even page: at the left
