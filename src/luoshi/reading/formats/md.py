"""Markdown: the text is the source as it stands; pipe tables become tables, `#` lines headings."""

import re
from collections.abc import Sequence
from itertools import pairwise

from luoshi.core.spans import Span
from luoshi.reading.document import Block, Cell, Document, Table
from luoshi.reading.formats.txt import line_blocks
from luoshi.reading.source import Source

HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?")
BAR = re.compile(r"(?<!\\)\|")
BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
SIGNS = re.compile(r"^#{1,6} +\S|^\|?[ ]*:?-{2,}:?[ ]*\|[ :|-]*$", re.MULTILINE)


class MarkdownReader:
    title = "Markdown (md)"

    def suits(self, source: Source) -> int:
        if source.text is None:
            return 0
        return 40 if source.suffix in {".md", ".markdown"} or SIGNS.search(source.text) else 0

    def read(self, source: Source) -> Document:
        text = source.text or ""
        if not text.strip():
            raise source.refuse("holds no text; check that it is the right file")
        lines = line_blocks(text)
        tables, rows, delimiters = _tables(text, lines)
        blocks = [_block(text, line, rows, delimiters) for line in lines]
        return Document(source.name, "text/markdown", source.sha256, text, blocks, tables)


def _block(text: str, line: Block, rows: set[int], delimiters: set[int]) -> Block:
    start, end = line.span
    if start in rows:
        return Block("row", line.span, None, line.paragraph)
    if start in delimiters:
        return Block("furniture", line.span)
    heading = HEADING.match(text, start, end)
    if heading is None:
        return line
    return Block("heading", Span(heading.end(), end), None, line.paragraph, len(heading[1]))


def _tables(text: str, lines: Sequence[Block]) -> tuple[list[Table], set[int], set[int]]:
    """The pipe tables, and where their rows and their delimiter lines begin."""
    tables: list[Table] = []
    rows: set[int] = set()
    delimiters: set[int] = set()
    index = 1
    while index < len(lines):
        if not _is_table(text, lines[index - 1].span, lines[index].span):
            index += 1
            continue
        last = index + 1
        while (
            last < len(lines) and "|" in _line(text, lines[last].span) and _adjacent(text, lines[last - 1 : last + 1])
        ):
            last += 1
        body = [lines[index - 1], *lines[index + 1 : last]]
        tables.append(_table(text, [line.span for line in body]))
        rows.update(line.span.start for line in body)
        delimiters.add(lines[index].span.start)
        index = last + 1
    return tables, rows, delimiters


def _line(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _adjacent(text: str, pair: Sequence[Block]) -> bool:
    between = text[pair[0].span.end : pair[1].span.start]
    return between.replace("\r\n", "\n").count("\n") <= 1


def _is_table(text: str, header: Span, below: Span) -> bool:
    line = _line(text, below)
    return "|" in line and "|" in _line(text, header) and DELIMITERS.fullmatch(line) is not None


def _table(text: str, spans: list[Span]) -> Table:
    rows = [_cells(text, span) for span in spans]
    width = max(map(len, rows))
    padded = [
        [*row, *(Cell("", Span(span.end, span.end)) for _ in range(width - len(row)))]
        for row, span in zip(rows, spans, strict=True)
    ]
    return Table(Span(spans[0].start, spans[-1].end), padded)


def _cells(text: str, span: Span) -> list[Cell]:
    start, end = span
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2] != "\\":
        end -= 1
    cells = []
    bars = [start - 1, *(bar.start() for bar in BAR.finditer(text, start, end)), end]
    for left, right in pairwise(bars):
        field = text[left + 1 : right]
        inner = field.strip()
        at = left + 1 + len(field) - len(field.lstrip()) if inner else left + 1
        cells.append(Cell(BREAK_TAG.sub("\n", inner), Span(at, at + len(inner))))
    return cells


READER = MarkdownReader()
