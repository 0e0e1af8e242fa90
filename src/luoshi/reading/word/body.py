"""The body of a Word document in reading order: paragraphs with their numbers, tables, text boxes, notes."""

from luoshi.reading.compose import CellDraft, Composer, TableDraft
from luoshi.reading.grid import Grid
from luoshi.reading.word.inline import DROPPED, Inline, inline, visible
from luoshi.reading.word.numbering import Numbering
from luoshi.reading.word.styles import Styles
from luoshi.reading.word.xml import Element, W, child, is_on, number, value

PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"


class Body:
    """Walks the body once, from first to last, as the counters of automatic numbers require."""

    def __init__(self, composer: Composer, styles: Styles, numbering: Numbering, page: int | None) -> None:
        self.composer, self.styles, self.numbering = composer, styles, numbering
        self.page = page
        self.notes: list[tuple[str, str]] = []
        self.carried = ""  # text of a paragraph whose mark is deleted: it runs on into the next

    def walk(self, parent: Element) -> None:
        """Compose the paragraphs and tables under `parent`."""
        for element in visible(parent):
            if element.tag == PARAGRAPH:
                self._paragraph(element)
            elif element.tag == TABLE:
                self.composer.table(self._table(element))
            else:
                self.walk(element)

    def _paragraph(self, element: Element) -> None:
        found, text = self._read(element)
        level = self._level(element.find(f"{W}pPr"))
        self._turn(found.breaks_before)
        self.composer.add(text, "heading" if level else "paragraph", page=self.page, level=level)
        self._turn(found.breaks_inside)
        for box in found.boxes:
            self.walk(box)

    def _turn(self, pages: int) -> None:
        if self.page is not None:
            self.page += pages

    def _level(self, properties: Element | None) -> int | None:
        outline = number(properties, "outlineLvl")
        if outline is not None:
            return outline + 1 if outline < 9 else None
        return self.styles.heading_level(value(properties, "pStyle"))

    def _read(self, element: Element) -> tuple[Inline, str]:
        """A paragraph's content and its text with the automatic number in front, "" where it is not printed."""
        found = inline(element)
        self.notes.extend(found.notes)
        for what in found.left_out:
            self.composer.warn(f"{what} was left out: its content is not text")
        properties = element.find(f"{W}pPr")
        text = self.carried + "".join(found.text)
        self.carried = ""
        if any(child(properties, f"rPr/{mark}") is not None for mark in ("del", "moveFrom")):
            self.carried = text  # the next paragraph's number is the number of both
            return found, ""
        if not text.strip() and (is_on(properties, "rPr/vanish") or (not found.boxes and properties is None)):
            return found, ""
        label = self.numbering.label(properties, value(properties, "pStyle"))
        return found, label + text if text.strip() else label.strip()

    def _table(self, table: Element) -> TableDraft:
        grid, page = Grid(), self.page
        open_merges: dict[int, CellDraft] = {}
        for row in _parts(table, f"{W}tr"):
            if child(row, "trPr/del") is not None:
                continue
            grid.new_row()
            grid.skip(number(row, "trPr/gridBefore") or 0)
            self._row(row, grid, open_merges)
        return TableDraft(grid.finished(), page=page)

    def _row(self, row: Element, grid: Grid, open_merges: dict[int, CellDraft]) -> None:
        last: CellDraft | None = None
        for cell in _parts(row, f"{W}tc"):
            if last and _goes_on(cell, "hMerge"):
                last.columns += 1
                grid.skip(1)
                continue
            last = self._put(cell, grid, open_merges)

    def _put(self, cell: Element, grid: Grid, open_merges: dict[int, CellDraft]) -> CellDraft | None:
        """Put one cell, or count it to the one above whose merge it continues."""
        column, span = grid.column, number(cell, "tcPr/gridSpan") or 1
        if _goes_on(cell, "vMerge") and column in open_merges:
            open_merges[column].rows += 1
            grid.skip(span)
            return None
        draft = self._cell(cell)
        draft.columns = span
        grid.cell(draft)
        open_merges.pop(column, None)
        if child(cell, "tcPr/vMerge") is not None:
            open_merges[column] = draft
        return draft

    def _cell(self, cell: Element) -> CellDraft:
        draft = CellDraft("")
        self._fill(cell, draft)
        return draft

    def _fill(self, parent: Element, draft: CellDraft) -> None:
        """Gather a cell's paragraphs, one a line, and its nested tables."""
        for element in visible(parent):
            if element.tag == PARAGRAPH:
                found, text = self._read(element)
                self._turn(found.breaks_before + found.breaks_inside)
                _append(draft, text.strip())
                for box in found.boxes:
                    self._fill(box, draft)
            elif element.tag == TABLE:
                self._nest(self._table(element), draft)
            elif element.tag not in DROPPED:
                self._fill(element, draft)

    def _nest(self, table: TableDraft, draft: CellDraft) -> None:
        text = table.laid_out()
        if text.strip():
            draft.text += "\n" if draft.text else ""
            draft.nested.append((len(draft.text), table))
            draft.text += text


def _append(draft: CellDraft, text: str) -> None:
    if text:
        draft.text += ("\n" if draft.text else "") + text


def _goes_on(cell: Element, merge: str) -> bool:
    """Whether a cell is covered by the merge that an earlier one began."""
    found = child(cell, f"tcPr/{merge}")
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _parts(parent: Element, tag: str) -> list[Element]:
    """Rows or cells, also those inside content controls."""
    found = []
    for element in visible(parent):
        if element.tag == tag:
            found.append(element)
        elif element.tag != TABLE:
            found.extend(_parts(element, tag))
    return found
