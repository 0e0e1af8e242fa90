"""Page, grid, fonts and page numbers of GB/T 9704-2012: the figures of the standard, each in one place."""

import math
from typing import Any, cast

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

PAGE_MM = (210, 297)  # §5.1 A4
MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # §5.2.1: 天头 37, 订口 28, 版心 156 × 225
LINES, CHARACTERS = 22, 28  # §5.2.3
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 2号, 3号, 4号 in points
BODY_WIDTH_PT = 156 / 25.4 * 72
BODY_HEIGHT_PT = 225 / 25.4 * 72
LINE_PITCH_PT = math.floor(BODY_HEIGHT_PT / LINES * 20) / 20  # in whole twips, and never so much that a line is lost
FOOTER_LINE_MM = 6
DASH_MM = 0.4  # how far the dash of 4号宋体 stands below the middle of its line
RED = RGBColor(0xFF, 0x00, 0x00)

SONG_TITLE, SONG, FANG_SONG, HEI, KAI = "方正小标宋简体", "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
HEADING_FONTS = {1: HEI, 2: KAI, 3: FANG_SONG, 4: FANG_SONG}  # §7.3.3


def lay_out(document: Document) -> None:
    """Give an empty document the page, the character grid, the styles and the page numbers of the standard."""
    section = document.sections[0]
    _page(section)
    _grid(section)
    _styles(document)
    _page_numbers(document, section)


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(MARGINS_MM["top"]), Mm(MARGINS_MM["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS_MM["left"]), Mm(MARGINS_MM["right"])
    # §7.5: the dashes beside the number stand 7 mm below the body, which is the middle of a line 6 mm high.
    section.footer_distance = Mm(MARGINS_MM["bottom"] - 7 - FOOTER_LINE_MM / 2 + DASH_MM)


def _grid(section: Section) -> None:
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = element("w:docGrid")
    section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(LINE_PITCH_PT * 20)))
    grid.set(qn("w:charSpace"), "0")


def _defaults(document: Document) -> None:
    """The grid is counted from the document's default size and language, not from the Normal style."""
    run = document.styles.element.find(qn("w:docDefaults") + "/" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    set_font(run, FANG_SONG)
    for name in ("w:sz", "w:szCs"):
        run.append(element(name, val=str(round(SIZE_3 * 2))))
    run.append(element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))


def _styles(document: Document) -> None:
    _defaults(document)
    normal = _style(document, "Normal", FANG_SONG, SIZE_3)
    # 28 characters of 16 pt are 2 mm too wide for the body. Word would take a negative charSpace in the grid, but
    # LibreOffice then gives each character two cells; spacing in the style gives 28 to the line in both.
    squeeze = element("w:spacing", val=str(math.floor((BODY_WIDTH_PT / CHARACTERS - SIZE_3) * 20)))
    _run_properties(normal).insert_element_before(squeeze, "w:sz", "w:szCs")
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(round(LINE_PITCH_PT, 2))
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = _style(document, "Title", SONG_TITLE, SIZE_2)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(33)
    place(_paragraph_properties(title), element("w:snapToGrid", val="0"))
    _drop(title, "w:pBdr", "w:contextualSpacing")
    for level, font in HEADING_FONTS.items():
        heading = _style(document, f"Heading {level}", font, SIZE_3)
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(0)
        heading.paragraph_format.keep_with_next = True
        _drop(heading, "w:keepLines")
        indent(_paragraph_properties(heading))


def _style(document: Document, name: str, font: str, size: float) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_font(_run_properties(style), font)
    _drop_run(style, "w:spacing", "w:kern")
    return style


def _drop(style: ParagraphStyle, *names: str) -> None:
    for name in names:
        for child in _paragraph_properties(style).findall(qn(name)):
            _paragraph_properties(style).remove(child)


def _drop_run(style: ParagraphStyle, *names: str) -> None:
    properties = _run_properties(style)
    for name in names:
        for child in properties.findall(qn(name)):
            properties.remove(child)


def _run_properties(style: ParagraphStyle) -> BaseOxmlElement:
    owner: Any = style._element  # python-docx declares its child accessors at run time
    made: BaseOxmlElement = owner.get_or_add_rPr()
    return made


def _paragraph_properties(style: ParagraphStyle) -> BaseOxmlElement:
    owner: Any = style._element
    made: BaseOxmlElement = owner.get_or_add_pPr()
    return made


def set_font(properties: BaseOxmlElement, font: str, latin: str = LATIN) -> None:
    """Name the fonts of a run or style: `font` for Chinese, `latin` for letters and digits."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    fonts = element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=font, cs=latin)
    properties.insert(1 if properties.find(qn("w:rStyle")) is not None else 0, fonts)


def indent(properties: BaseOxmlElement, characters: int = 2) -> None:
    """Indent the first line by whole characters (and, for readers that ignore them, by their width)."""
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    twips = round(characters * SIZE_3 * 20)
    place(properties, element("w:ind", firstLineChars=str(characters * 100), firstLine=str(twips)))


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element with attributes of the main word-processing name space."""
    made = cast(BaseOxmlElement, OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


# The order the schema asks for within w:pPr, as far as this module writes it.
_ORDER = [
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:pBdr", "w:tabs",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr",
]  # fmt: skip


def place(properties: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Insert a child of w:pPr where the schema wants it."""
    names = [qn(name) for name in _ORDER]
    rank = names.index(child.tag)
    for index, sibling in enumerate(properties):
        if sibling.tag in names and names.index(sibling.tag) > rank:
            properties.insert(index, child)
            return
    properties.append(child)


def _page_numbers(document: Document, section: Section) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """§7.5: 4号半角宋体 between two dashes, odd pages one character from the right, even ones from the left."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = side
    paragraph.paragraph_format.line_spacing = Mm(FOOTER_LINE_MM)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SIZE_4)
    _run(paragraph, "— ")
    for kind in ("begin", "instruction", "separate", "result", "end"):
        _field_part(paragraph, kind)
    _run(paragraph, " —")


def _field_part(paragraph: Paragraph, kind: str) -> None:
    run = _run(paragraph, "1" if kind == "result" else "")
    if kind == "instruction":
        code = element("w:instrText")
        code.text = "PAGE"
        run.append(code)
    elif kind != "result":
        run.append(element("w:fldChar", fldCharType=kind))


def _run(paragraph: Paragraph, text: str) -> BaseOxmlElement:
    run = paragraph.add_run(text)
    run.font.size = Pt(SIZE_4)
    set_font(run._element.get_or_add_rPr(), SONG, SONG)
    return run._element
