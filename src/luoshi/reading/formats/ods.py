"""OpenDocument spreadsheets (ods), with merged cells and values as displayed."""

from collections.abc import Iterator

from luoshi.reading.archive import Archive
from luoshi.reading.compose import CellDraft, Composer
from luoshi.reading.document import Document
from luoshi.reading.grid import Rows
from luoshi.reading.sheets import MAX_AREA, compose_sheet
from luoshi.reading.source import Source
from luoshi.reading.word.xml import Element

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
BLANKS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
TOO_MANY = "holds more than a million cells; delete what is not the table"
NOTES = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"


class OdsReader:
    title = "OpenDocument (ods)"

    def suits(self, source: Source) -> int:
        return 90 if source.declared == MEDIA_TYPE and "content.xml" in source.members else 0

    def read(self, source: Source) -> Document:
        archive = Archive(source)
        if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.bytes("META-INF/manifest.xml"):
            raise source.refuse("is encrypted; save it without a password")
        composer = Composer()
        area = 0
        content = archive.xml("content.xml")
        hidden = set(_hidden_styles(content))
        for table in content.iter(f"{TABLE}table"):
            if table.get(f"{TABLE}style-name") in hidden:
                composer.warn(f"the hidden sheet {table.get(f'{TABLE}name', '')} was left out")
                continue
            rows = _rows(table, source)
            area += sum(map(len, rows))
            if area > MAX_AREA:
                raise source.refuse(TOO_MANY)
            compose_sheet(composer, table.get(f"{TABLE}name", ""), rows)
        return composer.document(source, MEDIA_TYPE)


def _hidden_styles(content: Element) -> Iterator[str]:
    """Names of the styles whose sheets are not shown."""
    for style in content.iter(f"{STYLE}style"):
        if any(found.get(f"{TABLE}display") == "false" for found in style.iter(f"{STYLE}table-properties")):
            yield style.get(f"{STYLE}name", "")


def _rows(table: Element, source: Source) -> Rows:
    """The used rows; runs of empty rows and cells, which reach to the sheet's end, are not repeated."""
    rows: Rows = []
    area = 0
    for row in table.iter(f"{TABLE}table-row"):
        cells = _cells(row)
        while cells and _is_blank(cells[-1][0]):
            cells.pop()
        repeat = _count(row, "number-rows-repeated") if cells else 1
        area += repeat * sum(count for _, count in cells)
        if area > MAX_AREA:
            raise source.refuse(TOO_MANY)
        for _ in range(repeat):
            rows.append([_copy(cell) for cell, count in cells for _ in range(count)])
    return rows


def _cells(row: Element) -> list[tuple[CellDraft | None, int]]:
    cells: list[tuple[CellDraft | None, int]] = []
    for element in row:
        if element.tag == f"{TABLE}covered-table-cell":
            cells.append((None, _count(element, "number-columns-repeated")))
        elif element.tag == f"{TABLE}table-cell":
            lines = ("".join(_text(line)) for line in element.iterfind(f"{TEXT}p"))
            draft = CellDraft(
                "\n".join(lines),
                _count(element, "number-rows-spanned"),
                _count(element, "number-columns-spanned"),
            )
            cells.append((draft, _count(element, "number-columns-repeated")))
    return cells


def _is_blank(cell: CellDraft | None) -> bool:
    return cell is not None and not cell.text.strip() and cell.rows == cell.columns == 1


def _copy(cell: CellDraft | None) -> CellDraft | None:
    return cell and CellDraft(cell.text, cell.rows, cell.columns)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(1, int(text)) if text.isdigit() else 1


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != NOTES:
            yield BLANKS.get(str(child.tag), "")
            yield from _text(child)
        yield child.tail or ""


READER = OdsReader()
