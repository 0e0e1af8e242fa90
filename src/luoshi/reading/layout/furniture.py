"""Running headers, footers and page numbers: what repeats at the edge of pages is not the document's text."""

import re
from collections import Counter
from collections.abc import Sequence

from luoshi.reading.layout.lines import lines
from luoshi.reading.layout.page import Line, Page, Piece

EDGE = 0.11  # of the page's height, at the top and at the bottom
PAGE_NUMBER = re.compile(
    r"[-–—―－·•.\s]*\d{1,4}[-–—―－·•.\s]*|第\s*[\d一二三四五六七八九十百]+\s*页(\s*[,，/（(]?\s*共\s*[\d一二三四五六七八九十百]+\s*页\s*[)）]?)?|"
    r"\d{1,4}\s*/\s*\d{1,4}|[ivxIVX]{1,6}|Page \d+( of \d+)?"
)
NUMBER_AT_END = re.compile(r"^\d{1,4}\s+|\s*[-–—－·]*\s*\d{1,4}\s*[-–—－·]*$")
ANNEX = re.compile(r"附\s*[件表录]")
LEAST_PAGES = 3


def take_furniture(pages: Sequence[Page]) -> dict[int, tuple[list[Line], list[Line]]]:
    """Move furniture out of the pages: (above, below) the text, by page number."""
    edges = {page.number: _edge_lines(page) for page in pages}
    repeated = _repeated([line for found in edges.values() for line in found], pages)
    taken = {}
    for page in pages:
        chosen = [line for line in edges[page.number] if _is_furniture(line, page, repeated)]
        page.pieces = [piece for piece in page.pieces if not any(_holds(line, piece) for line in chosen)]
        chosen += lines(page.template)
        above = [line for line in chosen if line.top < page.height / 2]
        taken[page.number] = (above, [line for line in chosen if line.top >= page.height / 2])
    return taken


def _is_furniture(line: Line, page: Page, repeated: set[str]) -> bool:
    """Repeated at the edge of pages; or a page number, which has no text beyond it."""
    if PAGE_NUMBER.fullmatch(line.text):
        return not any(_beyond(line, piece, page) for piece in page.pieces)
    return _wording(line) in repeated


def _beyond(line: Line, piece: Piece, page: Page) -> bool:
    """Whether text stands further out than the line, at the same edge of the page."""
    if line.top < page.height / 2:
        return piece.bottom < line.top and len(piece.text.strip()) > 30
    return piece.top > line.bottom and len(piece.text.strip()) > 30


def _edge_lines(page: Page) -> list[Line]:
    margin = EDGE * page.height
    return lines([piece for piece in page.pieces if piece.bottom < margin or piece.top > page.height - margin])


def _wording(line: Line) -> str:
    """The text without a page number beside it."""
    return NUMBER_AT_END.sub("", line.text)


def _repeated(found: Sequence[Line], pages: Sequence[Page]) -> set[str]:
    """Wordings at the edges of several pages. An annex's own heading differs from page to page by its number alone."""
    counts = Counter(_wording(line) for line in found if not ANNEX.match(line.text))
    least = min(LEAST_PAGES, max(2, len(pages)))
    return {wording for wording, count in counts.items() if wording and count >= least}


def _holds(line: Line, piece: Piece) -> bool:
    return line.top <= piece.middle <= line.bottom and line.left <= piece.left and piece.right <= line.right
