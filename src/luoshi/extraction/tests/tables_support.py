"""What the tests of tables share: a document from a text, from declared rows, and what is found in it."""

from collections.abc import Sequence

from luoshi.core.spans import Span
from luoshi.extraction.tables import FoundTables, find_tables
from luoshi.reading.document import Block, Cell, Document, Table
from luoshi.reading.normal import normalise


def from_text(text: str) -> Document:
    """A plain text as read."""
    return Document("计划.txt", "text/plain", "0" * 64, text)


def from_cells(rows: Sequence[Sequence[tuple[str, int, int] | str | None]], title: str = "") -> Document:
    """A document with one declared table; a cell is its text, or (text, rows, columns) when merged."""
    text = f"{title}\n" if title else ""
    start = len(text)
    cells: list[list[Cell | None]] = []
    blocks: list[Block] = []
    for row in rows:
        line = len(text)
        cells.append([])
        for entry in row:
            words, tall, wide = ("", 1, 1) if entry is None else entry if isinstance(entry, tuple) else (entry, 1, 1)
            span = Span(len(text), len(text) + len(words))
            cells[-1].append(None if entry is None else Cell(words, span, tall, wide))
            text += f"{words}\t"
        text = f"{text[:-1]}\n"
        blocks.append(Block("row", Span(line, len(text) - 1)))
    table = Table(Span(start, len(text) - 1), cells)
    return Document("计划.docx", "application/wordprocessingml", "0" * 64, text, blocks, [table])


def found(document: Document | str) -> FoundTables:
    """The tables of a document."""
    read = from_text(document) if isinstance(document, str) else document
    return find_tables(read, normalise(read))


def one_cell_a_line(rows: Sequence[Sequence[str]]) -> str:
    """The notation of a converter: a TAB before each cell, an empty line after each row."""
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
