"""Small files of every format, made for the tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document as Word
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK")
SMALL = ParagraphStyle("small", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
SENTENCE = "清河县要把项目建设摆在突出位置，细化任务分工，压实工作责任，加快形成更多实物工作量。"


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def docx(path: Path, body: str, *, numbering: str = "", styles: str = "") -> Path:
    """A docx whose body is the given XML; `numbering` fills numbering.xml, `styles` is added to styles.xml."""
    word = Word()
    element = word.element.body
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:body {W} {EXTRA}>{body}</w:body>"):
        element.append(child)
    if numbering:
        root = word.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            root.append(child)
    for child in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
        word.styles.element.append(child)
    word.save(str(path))
    return path


EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def p(text: str, properties: str = "") -> str:
    """A w:p with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def numbered(text: str, number_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def level(index: int, number_format: str, text: str, extra: str = "", start: int = 1) -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, abstract_id: int, overrides: str = "") -> str:
    """A w:num."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def pdf(path: Path, flow: Sequence[Flowable | str], *, header: str = "", **options: Any) -> Path:
    """A PDF with page numbers below and `header` above; strings are body paragraphs."""

    def furnish(canvas: Canvas, template: Any) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {template.page} —")
        canvas.drawString(80, 810, header)

    made = [Paragraph(item, BODY) if isinstance(item, str) else item for item in flow]
    template = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=80, rightMargin=80, topMargin=100, bottomMargin=90, **options
    )
    template.build(made, onFirstPage=furnish, onLaterPages=furnish)
    return path


def ofd(path: Path, pages: Sequence[str], template: str = "") -> Path:
    """An OFD of A4 pages; each page and the template are the XML inside a layer."""
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    pieces = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    used = '<ofd:TemplatePage ID="900" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    root = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    members = {
        "OFD.xml": f"<ofd:OFD {name}><ofd:DocBody>{root}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {name}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{used}</ofd:CommonData><ofd:Pages>{pieces}</ofd:Pages></ofd:Document>",
    }
    link = '<ofd:Template TemplateID="900" ZOrder="Background"/>' if template else ""
    for number, content in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _ofd_page(name, content, link)
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = _ofd_page(name, template, "")
    return zipped(path, members)


def _ofd_page(name: str, content: str, link: str) -> str:
    return f"<ofd:Page {name}>{link}<ofd:Content><ofd:Layer ID='1'>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def ofd_text(text: str, x: float, y: float, size: float = 5.6, delta: str | None = None) -> str:
    """A TextObject whose top left corner is at (x, y) millimetres."""
    steps = delta if delta is not None else f"g {max(len(text) - 1, 1)} {size}"
    return (
        f'<ofd:TextObject ID="2" Boundary="{x} {y} {size * len(text)} {size}" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size * 0.85}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip file of the given members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
