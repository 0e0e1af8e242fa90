"""Where a span stands, in the words a reader of a list can use: line, page, and the passage of the 原文 sheet."""

import bisect
import re
from collections.abc import Iterator

from luoshi.core.spans import Span
from luoshi.exporting.book import Passage
from luoshi.extraction.draft import Part
from luoshi.reading.document import Document

LONGEST = 2000  # characters of a passage: a document that is one single line is cut at sentence ends
QUOTE = 400  # characters of a quotation in a list
_SENTENCE_END = re.compile(r"[。；！？]")


class Places:
    """Looks up lines, pages, passages and parts of one document. Building is linear, each look-up logarithmic."""

    def __init__(self, document: Document, parts: list[Part]) -> None:
        self._text = document.text
        self._parts = parts
        self._paged = sorted((b for b in document.blocks if b.page), key=lambda block: block.span.start)
        self._page_starts = [block.span.start for block in self._paged]
        self.passages = list(self._cut())
        self._starts = [passage.span.start for passage in self.passages]

    def passage(self, span: Span) -> int | None:
        """The 0-based index of the passage in which a span begins; None in an empty document."""
        index = bisect.bisect_right(self._starts, span.start) - 1
        return max(index, 0) if self.passages else None

    def quote(self, span: Span) -> str:
        """The words of a span on one line, shortened to what a cell can show."""
        text = squeeze(self._text[span.start : min(span.end, span.start + 4 * QUOTE)])
        return text if len(text) <= QUOTE else text[: QUOTE - 1] + "…"

    def sentence(self, at: int) -> str:
        """The sentence around an offset, within its line."""
        start = max(self._text.rfind(mark, max(0, at - QUOTE), at) for mark in "。；\n") + 1
        start = start or max(0, at - QUOTE)
        ends = [self._text.find(mark, at, at + QUOTE) for mark in "。；\n"]
        end = min((found for found in ends if found >= 0), default=min(len(self._text), at + QUOTE))
        return self.quote(Span(start, end))

    def page(self, at: int) -> int | None:
        """The 1-based page on which an offset stands, where the format has pages."""
        index = bisect.bisect_right(self._page_starts, at) - 1
        return self._paged[index].page if index >= 0 else None

    def part(self, annex: str) -> str:
        """How a list names a part: 总体方案, or 附件1 with its title."""
        if annex == "0":
            return "总体方案"
        title = next((part.title for part in self._parts if part.annex == annex), "")
        return f"附件{annex} {squeeze(title)}".strip()

    def annex_at(self, at: int) -> str:
        """The innermost part around an offset; the overall plan where none is."""
        around = [part for part in self._parts if part.span.start <= at < part.span.end]
        return min(around, key=lambda part: part.span.end - part.span.start).annex if around else "0"

    def _cut(self) -> Iterator[Passage]:
        start = 0
        for number, line in enumerate(self._text.split("\n"), 1):
            for piece in _pieces(line):
                if line[piece.start : piece.end].strip():
                    span = piece.shifted(start)
                    yield Passage(span, number, self.page(span.start), line[piece.start : piece.end].strip())
            start += len(line) + 1


def _pieces(line: str) -> Iterator[Span]:
    start = 0
    while len(line) - start > LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(line, start + LONGEST // 2, start + LONGEST)]
        end = ends[-1] if ends else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, len(line))


def squeeze(text: str) -> str:
    """One line, without white space between Chinese characters and without the marks of bold type."""
    text = text.replace("**", "")
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text)
    return re.sub(r"\s+", " ", text).strip()
