"""What every reader returns: one text, and where its blocks and table cells stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from luoshi.core.spans import Span

BlockKind = Literal["heading", "paragraph", "row", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table row of the source. `furniture` is a running header, footer or page number."""

    kind: BlockKind
    span: Span
    page: int | None = None  # 1-based, where the format has pages
    paragraph: int | None = None  # 1-based, in reading order
    level: int | None = None  # of a heading: 1 is the highest


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as printed. A position covered by another cell's merge holds no Cell but None."""

    text: str
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table the format itself declares. `rows` is rectangular; None stands where a merge covers the position."""

    span: Span
    rows: Sequence[Sequence[Cell | None]]
    title: str | None = None  # the caption or, in a workbook, the sheet's name
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as read: every span anywhere in Luoshi is a span into `text`."""

    name: str
    media_type: str
    sha256: str  # of the file's bytes, lower-case hexadecimal
    text: str
    blocks: Sequence[Block] = ()
    tables: Sequence[Table] = ()
    warnings: Sequence[str] = field(default=())  # what the reader could not carry over, in sentences


class ReadingError(Exception):
    """A file that cannot be read. The message is one sentence that names the file, the cause and the remedy."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)
        self.name, self.cause = name, cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"
