"""Excel workbooks (xlsx, xlsm, xls) with number formats and merged cells."""

import io
import re
from collections.abc import Iterator

from luoshi.reading.archive import Archive
from luoshi.reading.biff import BUILT_IN, Formats, is_encrypted, number_formats
from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.sheets import MAX_AREA, compose_sheet, merged, printed
from luoshi.reading.source import Source

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?>")
REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{1,7})(\d{1,10})""")  # as generously as the library reads it
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)""")
SHARED = "xl/sharedStrings.xml"
ITEM_END = re.compile(rb"</(?:\w+:)?si\s*>")
SHARED_CELL = re.compile(rb"<(?:\w+:)?v[^>]{0,99}>\s*(\d{1,9})\s*<")  # also counts plain numbers, which does no harm
UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>")
MAX_SHARED = 400 * 1024 * 1024  # bytes of text in all cells together


class ExcelReader:
    title = "Excel (xlsx, xls)"

    def suits(self, source: Source) -> int:
        if "[Content_Types].xml" in source.members:
            return 90 if any(name.startswith("xl/worksheets/") for name in source.members) else 0
        return 80 if source.data.startswith(OLE) and any(name in source.data for name in STREAMS) else 0

    def read(self, source: Source) -> Document:
        from python_calamine import CalamineWorkbook, SheetVisibleEnum

        composer = Composer()
        formats: dict[str, Formats] = {}
        if source.members:
            archive = Archive(source)
            formats = _formats(archive)
            if any(UNCOMPUTED.search(archive.bytes(member)) for _, member in _sheets(archive)):
                composer.warn("some formulas have no stored result and print nothing; open and save it in Excel or WPS")
        elif is_encrypted(source.data):
            raise source.refuse("is encrypted; save it without a password")
        else:
            formats = number_formats(source.data)
            if not formats:
                composer.warn("the number formats cannot be read: 7.5% may print as 0.075; save it as xlsx")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                read = workbook.get_sheet_by_name(sheet.name)
                codes = formats.get(sheet.name, {})
                rows = read.to_python(skip_empty_area=False)
                texts = [
                    [printed(value, codes.get((at, column), "General")) for column, value in enumerate(row)]
                    for at, row in enumerate(rows)
                ]
                compose_sheet(composer, sheet.name, merged(texts, read.merged_cell_ranges or []))
            else:
                composer.warn(f"the hidden sheet {sheet.name} was left out")
        return composer.document(source, XLSX if source.members else XLS)


def _formats(archive: Archive) -> dict[str, Formats]:
    """Number formats of each sheet's cells; checks on the way that no sheet claims an absurd area."""
    archive.refuse_dtds()
    codes = _codes(archive)
    _refuse_repetition(archive)
    return {name: _sheet_formats(archive, member, codes) for name, member in _sheets(archive)}


def _refuse_repetition(archive: Archive) -> None:
    """The library copies a shared text into every cell that refers to it: a small file could fill the memory."""
    shared = archive.bytes(SHARED) if SHARED in archive.names else b""
    lengths = [len(item) for item in ITEM_END.split(shared)]
    longest, total = max(lengths), 0
    for name in archive.names:
        if name.startswith("xl/worksheets/"):
            cells = archive.bytes(name)
            if cells.count(b"<") * longest > MAX_SHARED:
                used = (int(index) for index in SHARED_CELL.findall(cells))
                total += sum(lengths[index] for index in used if index < len(lengths))
    if total > MAX_SHARED:
        raise archive.source.refuse("repeats long texts in very many cells; it was not opened")


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Each sheet's name and member."""
    relations = archive.optional_xml("xl/_rels/workbook.xml.rels")
    targets = {} if relations is None else {found.get("Id"): found.get("Target", "") for found in relations}
    for sheet in archive.xml("xl/workbook.xml").iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member in archive.names:
            yield sheet.get("name", ""), member


def _codes(archive: Archive) -> list[str]:
    """The number format of each cell style."""
    styles = archive.optional_xml("xl/styles.xml")
    if styles is None:
        return []
    custom = {found.get("numFmtId"): found.get("formatCode", "") for found in styles.iter(f"{MAIN}numFmt")}
    used = [found.get("numFmtId", "0") for found in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
    return [custom.get(number) or BUILT_IN.get(int(number), "General") for number in used]


def _sheet_formats(archive: Archive, member: str, codes: list[str]) -> Formats:
    formats: Formats = {}
    bottom = right = 0
    for cell in CELL.finditer(archive.bytes(member)):
        reference = REFERENCE.search(cell[0])
        if reference is None:
            continue
        row, column = int(reference[2]) - 1, _column(reference[1])
        bottom, right = max(bottom, row), max(right, column)
        style = STYLE.search(cell[0])
        code = codes[int(style[1])] if style and int(style[1]) < len(codes) else "General"
        if code != "General":
            formats[row, column] = code
    if (bottom + 1) * (right + 1) > MAX_AREA:
        raise archive.source.refuse(
            f"holds a sheet of {bottom + 1} rows by {right + 1} columns; delete what is not the table"
        )
    return formats


def _column(letters: bytes) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 0x5F) - 64  # small letters count as capitals
    return number - 1


READER = ExcelReader()
