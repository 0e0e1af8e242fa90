"""Pages into one document: furniture aside, tables joined over pages, lines joined into paragraphs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from luoshi.reading.compose import Composer
from luoshi.reading.layout.furniture import take_furniture
from luoshi.reading.layout.lattice import lattices
from luoshi.reading.layout.lines import Column, columns
from luoshi.reading.layout.page import Line, Page, Piece
from luoshi.reading.layout.tables import Spread, joined, spread

ENDS = re.compile(r"[。！？!?]$")
LATIN_SEAM = re.compile(r"[0-9A-Za-z,;)]\n[A-Za-z(]|[A-Za-z,;)]\n[0-9(]")
INDENT = 0.9  # of the type's height: what begins further to the right begins a paragraph
SHORT = 1.7  # of the type's height: what ends further from the right edge ends a paragraph
SHORT_INDENTED = 3.6  # the same where indents tell paragraphs apart
SHARED = 0.02  # of a region's lines: as many must have an edge for it to be the column's
UNBREAKABLE = re.compile(r"[!-~]*[（“《〔【‘]*[!-~]*")

Bounds = tuple[float, float]
Key = tuple[int, tuple[int, int]]


@dataclass(slots=True)
class Region:
    """A column's lines on one page."""

    page: int
    lines: Column
    key: Key  # regions of one key share their left and right edges


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, and how it stands at its end."""

    page: int
    texts: list[str] = field(default_factory=list)
    last: Line | None = None
    gap: float = 0  # from the last line's end to the right edge


def compose_pages(composer: Composer, pages: Sequence[Page]) -> None:
    """Compose all pages in order; furniture follows the paragraph that runs over it."""
    for page in pages:
        page.pieces = [piece for piece in page.pieces if piece.is_visible]
        page.template = [piece for piece in page.template if piece.is_visible]
    furniture = take_furniture(pages)
    streams = {page.number: list(_stream(page)) for page in pages}
    regions = [item for stream in streams.values() for item in stream if isinstance(item, Region)]
    writer = _Writer(composer, _bounds(regions), _indents(regions))
    for page in pages:
        above, below = furniture[page.number]
        writer.furniture(page.number, above)
        for item in streams[page.number]:
            writer.item(item)
        writer.furniture(page.number, below)
    writer.finish()


def _stream(page: Page) -> Iterator[Region | Spread]:
    """The page's regions and tables from top to bottom."""
    top = float("-inf")
    for lattice in lattices(page):
        above = [piece for piece in page.pieces if top <= piece.middle < lattice.top]
        yield from _regions(page, above)
        yield spread(lattice, page.number)
        top = max(top, lattice.top)
    yield from _regions(page, [piece for piece in page.pieces if piece.middle >= top])


def _regions(page: Page, pieces: Sequence[Piece]) -> Iterator[Region]:
    for place, found in columns(pieces):
        yield Region(page.number, found, (round(page.width), place))


def _bounds(regions: Sequence[Region]) -> dict[Key, Bounds]:
    """The outermost left and right edges that more than a stray line of a kind of region has."""
    kinds: dict[Key, Column] = defaultdict(list)
    for region in regions:
        kinds[region.key].extend(region.lines)
    return {key: _edges(found) for key, found in kinds.items()}


def _edges(found: Column) -> Bounds:
    unit = median(line.height for line in found)
    least = max(1, round(SHARED * len(found)))
    lefts = sorted(line.left for line in found)
    rights = sorted(-line.right for line in found)
    return _outermost(lefts, 0.3 * unit, least), -_outermost(rights, 0.3 * unit, least)


def _outermost(values: Sequence[float], width: float, least: int) -> float:
    """The smallest of the sorted values from which `least` of them lie within `width`."""
    pairs = zip(values, values[least - 1 :], strict=False)
    return next((first for first, last in pairs if last - first <= width), values[0])


def _indents(regions: Sequence[Region]) -> bool:
    """Whether paragraphs begin indented, as GB/T 9704 has it: then an unindented line never begins one."""
    offsets = [
        (line.left - _edges(region.lines)[0]) / line.height
        for region in regions
        if region.lines
        for line in region.lines
    ]
    return sum(1.2 < offset < 3.2 for offset in offsets) > 0.08 * len(offsets)


class _Writer:
    """Holds back the paragraph and the table that may go on, and the furniture met meanwhile."""

    def __init__(self, composer: Composer, bounds: dict[Key, Bounds], indents: bool) -> None:
        self.composer, self.bounds, self.indents = composer, bounds, indents
        self.paragraph: Paragraph | None = None
        self.table: Spread | None = None
        self.waiting: list[tuple[int, str]] = []

    def furniture(self, page: int, found: Sequence[Line]) -> None:
        self.waiting.extend((page, line.text) for line in found)

    def item(self, item: Region | Spread) -> None:
        if isinstance(item, Spread):
            self._end_paragraph()
            if self.table is None or not joined(self.table, item):
                self._end_table()
                self.table = item
            return
        self._end_table()
        self._lines(item)

    def finish(self) -> None:
        self._end_paragraph()
        self._end_table()
        self._print_waiting()

    def _lines(self, region: Region) -> None:
        left, right = self.bounds[region.key]
        for position, line in enumerate(region.lines):
            if self.paragraph and not self._goes_on(self.paragraph, line, left, position == 0):
                self._end_paragraph()
            if self.paragraph is None:
                self._print_waiting()
                self.paragraph = Paragraph(region.page)
            self.paragraph.texts.append(line.text)
            self.paragraph.last = line
            self.paragraph.gap = right - line.right

    def _goes_on(self, paragraph: Paragraph, line: Line, left: float, elsewhere: bool) -> bool:
        """Whether `line` continues the paragraph; `elsewhere`: it stands in another column or on another page."""
        last = paragraph.last
        if last is None or not self._is_full(paragraph, line) or line.left > left + INDENT * line.height:
            return False
        ratio = line.height / max(last.height, 1e-6)
        if not 0.68 < ratio < 1.45 or (not elsewhere and line.top - last.bottom > 1.8 * line.height):
            return False
        return self.indents or not ENDS.search(last.text)

    def _is_full(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether the last line left no room for what `line` begins with."""
        match = UNBREAKABLE.match(line.text)
        word = sum(0.5 if sign.isascii() else 1 for sign in match[0]) if match else 0
        return paragraph.gap < (word + (SHORT_INDENTED if self.indents else SHORT)) * line.height

    def _end_paragraph(self) -> None:
        if self.paragraph:
            self.composer.add(seamless(self.paragraph.texts), page=self.paragraph.page)
            self.paragraph = None
            self._print_waiting()

    def _end_table(self) -> None:
        if self.table:
            self.composer.table(self.table.draft, self.table.pages)
            self.table = None
            self._print_waiting()

    def _print_waiting(self) -> None:
        if self.paragraph is None and self.table is None:
            for page, text in self.waiting:
                self.composer.add(text, "furniture", page=page)
            self.waiting = []


def seamless(texts: Sequence[str]) -> str:
    """Lines of one paragraph as one: a blank only between Latin words."""
    whole = texts[0]
    for text in texts[1:]:
        seam = f"{whole[-1:]}\n{text[:1]}"
        whole += (" " if LATIN_SEAM.fullmatch(seam) else "") + text
    return whole
