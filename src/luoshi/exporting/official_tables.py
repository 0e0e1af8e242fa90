"""Tables of an official document, written as XML directly: python-docx looks up each cell anew, which is slow."""

from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luoshi.exporting.official_layout import BODY_WIDTH_PT, FANG_SONG, HEI, SIZE_4, element, set_font

Row = Sequence[str | bool | None]
SIZE, LINE = 10.5, 14.0  # 五号 and its line, in points
THICK, THIN = "8", "6"  # eighths of a point: nearest to the 0.35 mm and 0.25 mm of §7.4.1
SHORT = 6.5  # characters: a column whose cells are all this short is centred
NARROWEST, WIDEST = 2.0, 18.0  # characters, when a column's width is found from its content


def table(rows: Sequence[Row], widths: Sequence[float] = ()) -> BaseOxmlElement:
    """A bordered table over the whole body width. See `TableBlock` for the meaning of None and False."""
    shares = [round(part) for part in _twips(widths or _natural(rows))]
    made = element("w:tbl")
    made.append(_properties(sum(shares)))
    grid = element("w:tblGrid")
    for share in shares:
        grid.append(element("w:gridCol", w=str(share)))
    made.append(grid)
    centred = [_is_short(column, rows) for column in range(len(shares))]
    below = [*rows[1:], [""] * len(shares)]
    for index, row in enumerate(rows):
        made.append(_row(row, below[index], shares, centred, header=index == 0))
    return made


def record(lines: Sequence[str]) -> BaseOxmlElement:
    """版记: one line a row between rules over the whole body width, the outer ones thick; a tab leads to the right."""
    made = element("w:tbl")
    width = str(round(BODY_WIDTH_PT * 20))
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=width, type="dxa"))
    properties.append(element("w:jc", val="center"))
    borders = element("w:tblBorders")
    for side, eighths in (("top", THICK), ("bottom", THICK), ("insideH", THIN)):
        borders.append(element(f"w:{side}", val="single", sz=eighths, space="0", color="000000"))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(round(SIZE_4 * 20)), type="dxa"))
    properties.append(margins)
    made.append(properties)
    grid = element("w:tblGrid")
    grid.append(element("w:gridCol", w=width))
    made.append(grid)
    for line in lines:
        made.append(_record_row(line, width))
    return made


def _record_row(line: str, width: str) -> BaseOxmlElement:
    row, rules, cell, own = (element(f"w:{name}") for name in ("tr", "trPr", "tc", "tcPr"))
    rules.append(element("w:cantSplit"))
    own.append(element("w:tcW", w=width, type="dxa"))
    paragraph = element("w:p")
    properties = element("w:pPr")
    tabs = element("w:tabs")
    tabs.append(element("w:tab", val="right", pos=str(round((BODY_WIDTH_PT - 2 * SIZE_4) * 20))))
    properties.append(tabs)
    properties.append(element("w:snapToGrid", val="0"))
    hanging = str(round(3 * SIZE_4 * 20)) if line.startswith("抄送：") else "0"  # §7.4.2: under the first body named
    properties.append(element("w:ind", left=hanging, hanging=hanging))
    paragraph.append(properties)
    for index, part in enumerate(line.split("\t")):
        run = _run(part, FANG_SONG, SIZE_4)
        if index:
            run.insert(len(run) - 1, element("w:tab"))
        paragraph.append(run)
    for parent, child in ((cell, own), (cell, paragraph), (row, rules), (row, cell)):
        parent.append(child)
    return row


def _is_short(column: int, rows: Sequence[Row]) -> bool:
    """Whether a column's cells are all short; those that run on to the right say nothing of the column."""
    cells = [row[column] for row in rows[1:] if row[column + 1 : column + 2] != [False]]
    return all(_width(cell) <= SHORT for cell in cells if isinstance(cell, str))


def _width(text: str) -> float:
    return sum(0.5 if mark.isascii() else 1.0 for mark in text)


def _twips(widths: Sequence[float]) -> list[float]:
    return [width / sum(widths) * BODY_WIDTH_PT * 20 for width in widths]


def _natural(rows: Sequence[Row]) -> list[float]:
    """Points a column gets: short cells stand on one line, the long columns share what is left."""
    longest = [NARROWEST] * len(rows[0])
    for row in rows:
        for column, cell in enumerate(row):
            spread = column + 1 < len(row) and row[column + 1] is False
            if isinstance(cell, str) and not spread:
                longest[column] = max(longest[column], _width(cell))
    needs = [min(width, WIDEST) * SIZE + 9 for width in longest]
    short = sum(need for need, width in zip(needs, longest, strict=True) if width <= SHORT)
    long = sum(needs) - short
    if not long or short > BODY_WIDTH_PT * 0.7:
        return needs
    scale = (BODY_WIDTH_PT - short) / long
    return [need if width <= SHORT else need * scale for need, width in zip(needs, longest, strict=True)]


def _properties(width: int) -> BaseOxmlElement:
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=str(width), type="dxa"))
    properties.append(element("w:jc", val="center"))
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="60", type="dxa"))
    properties.append(margins)
    return properties


def _row(row: Row, below: Row, shares: Sequence[int], centred: Sequence[bool], *, header: bool) -> BaseOxmlElement:
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    column = 0
    while column < len(row):
        span = 1
        while column + span < len(row) and row[column + span] is False:
            span += 1
        width = sum(shares[column : column + span])
        side = "center" if header or (centred[column] and span == 1) else "left"
        made.append(_cell(row[column], width, span, side, goes_on=below[column] is None, header=header))
        column += span
    return made


def _cell(
    content: str | bool | None, width: int, span: int, side: str, *, goes_on: bool, header: bool
) -> BaseOxmlElement:
    made = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=str(span)))
    if content is None:
        properties.append(element("w:vMerge"))
    elif goes_on:
        properties.append(element("w:vMerge", val="restart"))
    properties.append(element("w:vAlign", val="center"))
    made.append(properties)
    text = content if isinstance(content, str) else ""
    for line in text.split("\n"):
        made.append(_paragraph(line, HEI if header else FANG_SONG, side))
    return made


def _paragraph(text: str, font: str, side: str) -> BaseOxmlElement:
    made = element("w:p")
    properties = element("w:pPr")
    properties.append(element("w:snapToGrid", val="0"))
    properties.append(element("w:spacing", before="20", after="20", line=str(round(LINE * 20)), lineRule="exact"))
    properties.append(element("w:jc", val=side))
    made.append(properties)
    if text:
        made.append(_run(text, font))
    return made


def _run(text: str, font: str, size: float = SIZE) -> BaseOxmlElement:
    run = element("w:r")
    properties = element("w:rPr")
    set_font(properties, font)
    properties.append(element("w:sz", val=str(round(size * 2))))
    run.append(properties)
    content = element("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    return run
