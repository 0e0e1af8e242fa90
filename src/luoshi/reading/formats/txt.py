"""Plain text: the Document's text is exactly the file's content."""

import re

from luoshi.core.spans import Span
from luoshi.reading.document import Block, Document
from luoshi.reading.source import Source

LINE = re.compile(r"[^\r\n]+")


class TextReader:
    title = "plain text (txt)"

    def suits(self, source: Source) -> int:
        return 10 if source.text is not None else 0

    def read(self, source: Source) -> Document:
        text = source.text
        if text is None or not text.strip():
            raise source.refuse("holds no text; check that it is the right file")
        return Document(source.name, "text/plain", source.sha256, text, line_blocks(text))


def line_blocks(text: str) -> list[Block]:
    """One block per line that is not blank, without the white space around it."""
    spans = [_trimmed(text, found.start(), found.end()) for found in LINE.finditer(text)]
    kept = [span for span in spans if span.start < span.end]
    return [Block("paragraph", span, None, number) for number, span in enumerate(kept, 1)]


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return Span(end - len(line.lstrip()), start + len(line.rstrip())) if line.strip() else Span(start, start)


READER = TextReader()
