"""A small model of an official document and its rendering in the layout of GB/T 9704-2012 (党政机关公文格式).

Blocks are rendered in the order given. Fonts are named, never bundled: a machine without them shows its own.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx

from luoshi.exporting import archive, official_blocks, official_layout
from luoshi.exporting.official_numbering import Number, Numberings

__all__ = [
    "Addressees",
    "Attachment",
    "AttachmentList",
    "Block",
    "Heading",
    "Letterhead",
    "Number",
    "Paragraph",
    "Record",
    "Signature",
    "Subtitle",
    "TableBlock",
    "Title",
    "render",
    "rendered",
]

CREATED = datetime(2000, 1, 1)  # a fixed moment: the same blocks always give the same bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """版头: the red name of the issuing body (发文机关标志) over the document number (发文字号) and the red rule."""

    mark: str
    number: str | None = None
    above: Sequence[str] = ()  # 份号 (six digits), 密级和保密期限, 紧急程度: one a line at the top left


@dataclass(frozen=True, slots=True)
class Title:
    """A title in 2号小标宋, centred. `own_page` starts a new page, as a plan does after its covering notice."""

    text: str
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A line under a title in 3号楷体, centred: （审议稿）, a date, a place."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """主送机关, one line below the title, flush left."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 黑体 (一、), 2 楷体 (（一）), 3 and 4 仿宋. With `number`, Word counts instead of the text."""

    level: int
    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text in 3号仿宋, indented by two characters. `lead` is set before it in bold (a run-in heading)."""

    text: str
    lead: str = ""
    number: Number | None = None
    indented: bool = True


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. The first row is the header, repeated on each page.

    `None` continues the cell above, `False` continues the cell to the left (merged cells). `widths` are relative.
    """

    rows: Sequence[Sequence[str | bool | None]]
    caption: str = ""
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class AttachmentList:
    """附件说明, after the body: 附件：1.… without punctuation after a name."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """The head of an attachment: a new page, 附件1 in 3号黑体 at the left, then its title on the third line."""

    label: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名 and 成文日期, at the right."""

    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Record:
    """版记 between two thick rules: 抄送, then who printed it and when (without the word 印发)."""

    cc: str | None
    printed_by: str
    printed_on: str


Block = (
    Letterhead
    | Title
    | Subtitle
    | Addressees
    | Heading
    | Paragraph
    | TableBlock
    | AttachmentList
    | Attachment
    | Signature
    | Record
)


def render(blocks: Sequence[Block], path: Path, *, title: str = "") -> None:
    """Write the blocks as a .docx file, replacing what stands at `path`. Raises OSError."""
    path.write_bytes(rendered(blocks, title=title))


def rendered(blocks: Sequence[Block], *, title: str = "") -> bytes:
    """The blocks as a .docx; the same blocks always give the same bytes. `title` goes into the file's properties."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.created, properties.modified = title, "", CREATED, CREATED
    official_layout.lay_out(document)
    writer = official_blocks.Writer(document, Numberings(document))
    for block in blocks:
        _write(writer, block)
    made = io.BytesIO()
    document.save(made)
    return archive.frozen(made.getvalue())


def _write(writer: official_blocks.Writer, block: Block) -> None:
    match block:
        case Letterhead(mark, number, above):
            writer.letterhead(mark, number, above)
        case Title(text, own_page):
            writer.title(text, own_page=own_page)
        case Heading(level, text, number):
            writer.heading(level, text, number)
        case Paragraph(text, lead, number, indented):
            writer.paragraph(text, lead, number, indented=indented)
        case TableBlock(rows, caption, widths):
            writer.table(rows, caption, widths)
        case _:
            _write_matter(writer, block)


def _write_matter(
    writer: official_blocks.Writer,
    block: Subtitle | Addressees | AttachmentList | Attachment | Signature | Record,
) -> None:
    match block:
        case Subtitle(text):
            writer.subtitle(text)
        case Addressees(text):
            writer.addressees(text)
        case AttachmentList(names):
            writer.attachment_list(names)
        case Attachment(label, title):
            writer.attachment(label, title)
        case Signature(issuer, date):
            writer.signature(issuer, date)
        case Record(cc, printed_by, printed_on):
            writer.record(cc, printed_by, printed_on)
