"""One method per block of an official document, on top of python-docx."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from luoshi.exporting import official_tables
from luoshi.exporting.official_layout import (
    BODY_WIDTH_PT,
    FANG_SONG,
    HEI,
    KAI,
    LINE_PITCH_PT,
    RED,
    SIZE_3,
    SIZE_4,
    SONG_TITLE,
    element,
    indent,
    place,
    set_font,
)
from luoshi.exporting.official_numbering import Number, Numberings
from luoshi.exporting.official_titles import break_title

MARK_SIZES = (28.0, 62.0)  # points: the mark is never larger than 22 mm × 15 mm a character
MARK_MM, MARK_LINE = 35, 1.15  # §7.2.4, and the mark's line in multiples of its size
DIGIT, POINT = 0.5, 0.25  # widths of Times New Roman, in multiples of its size


class Writer:
    """Appends blocks to a document that `official_layout.lay_out` has prepared."""

    def __init__(self, document: Document, numberings: Numberings) -> None:
        self._document, self._numberings = document, numberings

    def letterhead(self, mark: str, number: str | None, above: Sequence[str]) -> None:
        """§7.2: 份号, 密级 and 紧急程度 from the body's first line on; the mark's top edge 35 mm under the body's."""
        for text in above:
            font = FANG_SONG if text.isdecimal() else HEI
            self._line(text, font, WD_ALIGN_PARAGRAPH.LEFT)
        size = max(MARK_SIZES[0], min(MARK_SIZES[1], BODY_WIDTH_PT / max(len(mark), 1) - 1))
        head = self._line(mark, SONG_TITLE, WD_ALIGN_PARAGRAPH.CENTER, size=size)
        # Letters stand on four fifths of a line's height and rise by their ascent, 0.859 in Chinese fonts.
        before = Mm(MARK_MM).pt - len(above) * LINE_PITCH_PT - (0.8 * MARK_LINE - 0.859) * size
        head.paragraph_format.space_before = Pt(max(before, 0))
        head.paragraph_format.line_spacing = Pt(size * MARK_LINE)
        head.runs[0].font.color.rgb = RED
        below = self._line(number or "", FANG_SONG, WD_ALIGN_PARAGRAPH.CENTER)
        place(below._p.get_or_add_pPr(), element("w:snapToGrid", val="0"))
        below.paragraph_format.line_spacing = Pt(SIZE_3)  # so that the rule's distance counts from the letters
        below.paragraph_format.space_before = Pt(2 * LINE_PITCH_PT)
        self._rule(below, "bottom", "12", "FF0000", Mm(4))

    def title(self, text: str, *, own_page: bool) -> None:
        paragraph = self._document.add_paragraph(style="Title")
        paragraph.paragraph_format.page_break_before = own_page
        paragraph.paragraph_format.space_before = Pt(0 if own_page else 2 * LINE_PITCH_PT)
        paragraph.paragraph_format.space_after = Pt(LINE_PITCH_PT)
        for index, line in enumerate(break_title(text)):
            run = paragraph.add_run()
            if index:
                run.add_break(WD_BREAK.LINE)
            run.add_text(line)

    def subtitle(self, text: str) -> None:
        paragraph = self._line(text, KAI, WD_ALIGN_PARAGRAPH.CENTER)
        paragraph.paragraph_format.space_after = Pt(LINE_PITCH_PT)

    def addressees(self, text: str) -> None:
        self._line(text, FANG_SONG, WD_ALIGN_PARAGRAPH.LEFT)

    def heading(self, level: int, text: str, number: Number | None) -> None:
        paragraph = self._document.add_paragraph(text, style=f"Heading {level}")
        self._count(paragraph, number)

    def paragraph(self, text: str, lead: str, number: Number | None, *, indented: bool) -> None:
        paragraph = self._document.add_paragraph()
        if lead:
            paragraph.add_run(lead).bold = True
        if text:
            paragraph.add_run(text)
        if indented:
            indent(paragraph._p.get_or_add_pPr())
        self._count(paragraph, number)

    def table(self, rows: Sequence[official_tables.Row], caption: str, widths: Sequence[float]) -> None:
        if caption:
            head = self._line(caption, HEI, WD_ALIGN_PARAGRAPH.CENTER, size=SIZE_4)
            head.paragraph_format.keep_with_next = True
        made = official_tables.table(rows, widths)
        self._document.element.body.insert(len(self._document.element.body) - 1, made)
        self._document.add_paragraph().paragraph_format.line_spacing = Pt(12)

    def attachment_list(self, names: Sequence[str]) -> None:
        for index, name in enumerate(names):
            label = "附件：" if index == 0 else ""
            paragraph = self._document.add_paragraph(f"{label}{index + 1}.{name}")
            paragraph.paragraph_format.space_before = Pt(LINE_PITCH_PT if index == 0 else 0)
            number = len(str(index + 1)) * DIGIT + POINT  # a name's second line begins under its first character
            first, hanging = (2.0, 3.0 + number) if index == 0 else (5.0, number)
            paragraph.paragraph_format.left_indent = Pt((first + hanging) * SIZE_3)
            paragraph.paragraph_format.first_line_indent = Pt(-hanging * SIZE_3)

    def attachment(self, label: str, title: str) -> None:
        paragraph = self._line(label, HEI, WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.page_break_before = True
        if title:
            self.title(title, own_page=False)
            self._document.paragraphs[-1].paragraph_format.space_before = Pt(LINE_PITCH_PT)

    def signature(self, issuer: str, date: str) -> None:
        for index, text in enumerate((issuer, date)):
            paragraph = self._line(text, FANG_SONG, WD_ALIGN_PARAGRAPH.RIGHT)
            paragraph.paragraph_format.right_indent = Pt(self._right(issuer, date)[index] * SIZE_3)
            paragraph.paragraph_format.space_before = Pt(0 if index else 2 * LINE_PITCH_PT)

    @staticmethod
    def _right(issuer: str, date: str) -> tuple[float, float]:
        """§7.3.5.2, unsealed: the issuer two characters from the right, the date begins two further in than it."""
        date_width = sum(0.5 if mark.isascii() else 1.0 for mark in date)
        return (2.0, len(issuer) - date_width) if len(issuer) >= date_width + 2 else (date_width + 4 - len(issuer), 2.0)

    def record(self, cc: str | None, printed_by: str, printed_on: str) -> None:
        """§7.4: rules as wide as the body, text one character in: borders keep to indents, a table's do not."""
        lines = [f"抄送：{cc.rstrip('。')}。"] if cc else []
        lines.append(f"{printed_by}\t{printed_on}印发")
        self._document.element.body.insert(len(self._document.element.body) - 1, official_tables.record(lines))
        self._document.add_paragraph().paragraph_format.line_spacing = Pt(1)

    def _line(self, text: str, font: str, side: WD_ALIGN_PARAGRAPH, *, size: float = SIZE_3) -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = side
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(LINE_PITCH_PT)
        if size != SIZE_3:
            place(paragraph._p.get_or_add_pPr(), element("w:snapToGrid", val="0"))
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        set_font(run._element.get_or_add_rPr(), font)
        return paragraph

    @staticmethod
    def _rule(paragraph: Paragraph, side: str, eighths: str, colour: str, space: Length) -> None:
        properties = paragraph._p.get_or_add_pPr()
        borders = properties.find(element("w:pBdr").tag)
        if borders is None:
            borders = element("w:pBdr")
            place(properties, borders)
        borders.append(element(f"w:{side}", val="single", sz=eighths, space=str(round(space.pt)), color=colour))

    def _count(self, paragraph: Paragraph, number: Number | None) -> None:
        if number is not None:
            self._numberings.apply(paragraph._p.get_or_add_pPr(), number)
