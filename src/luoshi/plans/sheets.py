"""A document cut into sheets that are each quick to show. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MOST_CHARACTERS = 6000


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a part (level 0) or a section (level 1) begins, and what it is called."""

    start: int
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of the text shown at once. Sheets follow each other without gap from 0 to the end."""

    number: int  # from 1
    title: str
    start: int
    end: int
    continues: bool = False  # whether it goes on from the sheet before within one part


def cut_sheets(text: str, headings: Sequence[Heading], *, most: int = MOST_CHARACTERS) -> list[Sheet]:
    """Cut at every part; a part longer than `most` characters is cut at its sections, else at paragraphs."""
    parts = sorted((heading for heading in headings if heading.level == 0), key=lambda heading: heading.start)
    starts = [part.start for part in parts]
    titles = [part.title for part in parts]
    if not starts or text[: starts[0]].strip():
        starts, titles = [0, *starts], ["", *titles]
    starts[0] = 0
    sections = sorted(heading.start for heading in headings if heading.level == 1)
    sheets: list[Sheet] = []
    for title, start, end in zip(titles, starts, [*starts[1:], len(text)], strict=True):
        edges = [start, *_cuts(text, start, end, sections, most), end]
        for position in range(len(edges) - 1):
            sheets.append(Sheet(len(sheets) + 1, title, edges[position], edges[position + 1], position > 0))
    return sheets


def sheet_at(sheets: Sequence[Sheet], offset: int) -> Sheet:
    """The sheet that holds a character; offsets past the end belong to the last sheet."""
    return sheets[max(0, bisect_right([sheet.start for sheet in sheets], offset) - 1)]


def _cuts(text: str, start: int, end: int, sections: Sequence[int], most: int) -> list[int]:
    """Inner edges of one part: as late as the limit allows, at a section in its second half if there is one."""
    cuts: list[int] = []
    here = start
    while end - here > most:
        latest = here + most
        section = bisect_right(sections, latest) - 1
        if section >= 0 and sections[section] >= here + most // 3:
            cut = sections[section]
        else:
            cut = max(text.rfind("\n", here + most // 3, latest), text.rfind("。", here + most // 3, latest)) + 1
        here = cut or latest
        cuts.append(here)
    return cuts
