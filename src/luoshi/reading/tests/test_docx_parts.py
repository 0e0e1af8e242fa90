"""What a reader of the final Word document sees is in the text; what he does not see is not."""

from pathlib import Path

import pytest

from luoshi.reading import read
from luoshi.reading.tests.makers import docx, p


def text(tmp_path: Path, body: str) -> str:
    return read(docx(tmp_path / "a.docx", body)).text


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def field(*code: str, result: str = "") -> str:
    """A complex field; plain words of its code stand in runs of their own, fields within it as they are."""
    runs = (part if part.startswith("<") else run(f"<w:instrText>{part}</w:instrText>") for part in code)
    begin, separate, end = (run(f"<w:fldChar w:fldCharType='{kind}'/>") for kind in ("begin", "separate", "end"))
    return f"{begin}{''.join(runs)}{separate}{run(result)}{end}"


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (f"<w:ins>{run(t('新增'))}</w:ins><w:del>{run('<w:delText>旧</w:delText>')}</w:del>", "新增"),
        (f"<w:moveFrom>{run(t('旧处'))}</w:moveFrom><w:moveTo>{run(t('新处'))}</w:moveTo>", "新处"),
        (f"<w:hyperlink w:anchor='x'>{run(t('链接文字'))}</w:hyperlink>", "链接文字"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run(t('控件文字'))}</w:sdtContent></w:sdt>", "控件文字"),
        (run(f"{t('软')}<w:softHyphen/>{t('连')}"), "软连"),
        (run(f"{t('上')}<w:br/>{t('下')}"), "上\n下"),
        (run(f"<w:rPr><w:vanish/></w:rPr>{t('隐')}") + run(t("显")), "显"),
        (run("<w:instrText>PAGE</w:instrText>") + run(t("7")), "7"),
        (field(" IF ", field("PAGE", t("77")), " = 1 ", result=t("三")) + run(t("项")), "三项"),
        (field(r"eq \o\ac(○,", run("<w:instrText>12</w:instrText>"), ")") + run(t("推进")), "⑫推进"),
        (field(r" EQ \o\ac(△,急)") + run(t("推进")), "急推进"),
        (run("<w:fldChar w:fldCharType='begin'/>") + run(t("未完的域")), "未完的域"),
        (run("<w:sym w:font='Wingdings 2' w:char='F052'/>") + run(t("完成")), "☑完成"),
        (run("<w:sym w:font='Unknown' w:char='F052'/>") + run(t("完成")), "完成"),
        (run(f"<w:ruby><w:rt>{run(t('luò'))}</w:rt><w:rubyBase>{run(t('落'))}</w:rubyBase></w:ruby>"), "落"),
    ],
)
def test_runs_read_as_printed(tmp_path: Path, runs: str, shown: str) -> None:
    assert text(tmp_path, f"<w:p>{runs}</w:p>") == f"{shown}\n"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    body = p("推进产业", "<w:rPr><w:del w:id='1'/></w:rPr>") + p("升级。")
    assert text(tmp_path, body) == "推进产业升级。\n"


def test_a_text_box_is_read_once_though_stored_twice(tmp_path: Path) -> None:
    inner = p("专栏1 重大工程")
    box = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent>"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text(tmp_path, f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{box}</w:r></w:p>") == "正文\n专栏1 重大工程\n"


def test_paragraphs_in_a_content_control_are_read(tmp_path: Path) -> None:
    assert text(tmp_path, f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>") == "甲\n乙\n"


def test_pages_are_known_where_word_has_laid_the_document_out(tmp_path: Path) -> None:
    turned = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>第二页</w:t></w:r></w:p>"
    document = read(docx(tmp_path / "a.docx", p("第一页") + turned))
    assert [block.page for block in document.blocks] == [1, 2]


def test_headers_are_no_text(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.sections[0].header.paragraphs[0].text = "页眉"
    word.add_paragraph("正文")
    word.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "正文\n"
