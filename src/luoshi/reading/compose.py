"""Composing a Document: text, blocks and tables grow together, so that every span is right by construction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from luoshi.core.spans import Span
from luoshi.reading.document import Block, BlockKind, Cell, Document, Table
from luoshi.reading.source import Source

T = TypeVar("T")

SURROGATE = re.compile("[\ud800-\udfff\x00]")
MAX_CHARACTERS = 50_000_000  # of text: tens of thousands of pages; a few repeated cells of a bad file print more
BREAKS = re.compile("[\n\r\t\v\f\u2028\u2029\x85]")


class TooMuchText(Exception):
    """A file whose text would fill the memory."""


@dataclass(slots=True)
class CellDraft:
    """A cell before it has a place. Line breaks in `text` stay in Cell.text and print as blanks."""

    text: str
    rows: int = 1
    columns: int = 1
    nested: list[tuple[int, "TableDraft"]] = field(default_factory=list)  # offset in `text` of a table printed there


@dataclass(slots=True)
class TableDraft:
    """A table before it has a place; None stands where a merge covers the position."""

    rows: list[list[CellDraft | None]]
    title: str | None = None
    page: int | None = None

    def laid_out(self, between: str = " ", after: str = "\n") -> str:
        """The text a nested table prints inside its outer cell."""
        return after.join(between.join(cell.text if cell else "" for cell in row) for row in self.rows)


class Composer:
    """Collects a document's pieces in reading order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.warnings: list[str] = []

    def add(
        self, text: str, kind: BlockKind = "paragraph", *, page: int | None = None, level: int | None = None
    ) -> None:
        """Put one block on lines of its own; text that is only white space leaves nothing."""
        text = text.strip("\n\r").rstrip()
        if not text.strip():
            return
        if kind != "furniture":
            self.paragraphs += 1
        span = self._print(text)
        number = None if kind == "furniture" else self.paragraphs
        self.blocks.append(Block(kind, span, page, number, level))

    def table(self, draft: TableDraft, pages: Sequence[int] | None = None) -> None:
        """Print a table, one row per line and cells joined by tabs; a one-column table keeps its cells' lines.

        `pages` gives each row's page where the table runs over several.
        """
        rows = _rectangular(draft.rows)
        if not any(cell and cell.text.strip() for row in rows for cell in row):
            return
        start = self.length
        printed: list[list[Cell | None]] = []
        for index, row in enumerate(rows):
            page = pages[index] if pages else draft.page
            if len(row) == 1:
                printed.append([self._box(row[0], page)])
            else:
                printed.append(self._row(row, page))
        self.tables.append(Table(Span(start, max(start, self.length - 1)), printed, draft.title, draft.page))

    def warn(self, sentence: str) -> None:
        """Note, once, what could not be carried over."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def document(self, source: Source, media_type: str) -> Document:
        """What has been composed; an empty text is refused."""
        text = SURROGATE.sub("\ufffd", "".join(self.parts))
        if not text.strip():
            raise source.refuse("holds no text; check that it is the right file")
        tables = sorted(self.tables, key=lambda table: (table.span.start, -table.span.end))
        return Document(source.name, media_type, source.sha256, text, self.blocks, tables, self.warnings)

    def _print(self, text: str) -> Span:
        start = self.length
        self._expect(len(text))
        self.parts.extend((text, "\n"))
        self.length += len(text) + 1
        return Span(start, start + len(text))

    def _expect(self, characters: int) -> None:
        """Stop before a text is put together that no document holds. Raises TooMuchText."""
        if self.length + characters > MAX_CHARACTERS:
            raise TooMuchText(f"more than {MAX_CHARACTERS // 1_000_000} million characters")

    def _row(self, row: Sequence[CellDraft | None], page: int | None) -> list[Cell | None]:
        self._expect(sum(len(draft.text) for draft in row if draft))
        cells: list[Cell | None] = []
        texts: list[str] = []
        at = self.length
        for draft in row:
            text = draft.text.strip() if draft else ""
            texts.append(BREAKS.sub(" ", text))
            cells.append(self._cell(draft, text, at) if draft else None)
            at += len(text) + 1
        self.paragraphs += 1
        span = self._print("\t".join(texts))
        self.blocks.append(Block("row", span, page, self.paragraphs))
        return cells

    def _box(self, draft: CellDraft | None, page: int | None) -> Cell | None:
        """A cell that is the whole width: its lines are paragraphs."""
        if draft is None:
            return None
        text = draft.text.strip()
        cell = self._cell(draft, text, self.length)
        for line in text.split("\n"):
            span = self._print(BREAKS.sub(" ", line))
            if line.strip():
                self.paragraphs += 1
                self.blocks.append(Block("row", span, page, self.paragraphs))
        return cell

    def _cell(self, draft: CellDraft, text: str, at: int) -> Cell:
        leading = len(draft.text) - len(draft.text.lstrip())
        for offset, inner in draft.nested:
            self._place_nested(inner, at + offset - leading)
        return Cell(text, Span(at, at + len(text)), draft.rows, draft.columns)

    def _place_nested(self, table: TableDraft, at: int) -> None:
        start, rows = at, list[list[Cell | None]]()
        for row in table.rows:
            cells: list[Cell | None] = []
            for draft in row:
                text = draft.text if draft else ""
                cells.append(self._cell_as_is(draft, at) if draft else None)
                at += len(text) + 1
            rows.append(cells)
        self.tables.append(Table(Span(start, at - 1), _rectangular(rows), table.title, table.page))

    def _cell_as_is(self, draft: CellDraft, at: int) -> Cell:
        for offset, inner in draft.nested:
            self._place_nested(inner, at + offset)
        return Cell(draft.text, Span(at, at + len(draft.text)), draft.rows, draft.columns)


def _rectangular(rows: Sequence[Sequence[T | None]]) -> list[list[T | None]]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *([None] * (width - len(row)))] for row in rows]
