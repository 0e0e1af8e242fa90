"""Lists of regions and units as workbooks and CSV: the same columns in both directions."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 20_000
MOST_BYTES = 10 * 1024 * 1024
# Every column with the heading under which offices know it; either may stand in the first row.
REGION_COLUMNS = {
    "code": "代码", "name": "名称", "level": "级别", "parent": "上级", "valid_from": "启用日期", "valid_to": "停用日期",
}  # fmt: skip
UNIT_COLUMNS = {
    "name": "全称", "short_name": "简称", "kind": "类别", "region": "区划", "parent": "上级单位",
    "credit_code": "统一社会信用代码", "aliases": "其他名称", "valid_from": "启用日期", "valid_to": "停用日期",
}  # fmt: skip


class BadSheet(Exception):
    """A file that cannot be read as a list; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the file (from 1) and its cells by column name, as text without white space around."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read(file: BinaryIO, name: str, columns: Mapping[str, str]) -> list[SheetRow]:
    """The rows of a workbook (xlsx, xls, ods) or CSV (UTF-8 or GB 18030). Raises BadSheet."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadSheet(_("“%(name)s” is larger than 10 MB: split it.") % {"name": name})
    lines = _csv(content, name) if name.lower().endswith((".csv", ".txt")) else _workbook(content, name)
    if len(lines) > MOST_ROWS + 1:
        raise BadSheet(_("“%(name)s” has more than 20,000 rows: split it.") % {"name": name})
    return list(_rows(lines, name, columns))


def _csv(content: bytes, name: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]
    raise BadSheet(_("“%(name)s” is neither UTF-8 nor GB 18030 text: save it again as a workbook.") % {"name": name})


def _workbook(content: bytes, name: str) -> list[list[str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_text(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as fault:
        raise BadSheet(
            _("“%(name)s” is not a workbook that can be read: save it as xlsx or CSV.") % {"name": name}
        ) from fault


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _rows(lines: Sequence[Sequence[str]], name: str, columns: Mapping[str, str]) -> Iterable[SheetRow]:
    headings = {heading: key for key, title in columns.items() for heading in (key, title)}
    first = lines[0] if lines else []
    places = {headings[cell.lower()]: place for place, cell in enumerate(first) if cell.lower() in headings}
    if "name" not in places:
        raise BadSheet(
            _("The first row of “%(name)s” must name the columns: %(columns)s.")
            % {"name": name, "columns": "、".join(columns.values())}
        )
    for number, line in enumerate(lines[1:], start=2):
        cells = {key: line[place] if place < len(line) else "" for key, place in places.items()}
        if any(cells.values()):
            yield SheetRow(number, cells)


def write(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet. Every cell is text, so that no name is ever taken for a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for place, title in enumerate(columns.values()):
            sheet.write_string(0, place, title, bold)
            sheet.set_column(place, place, 18)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                sheet.write_string(number, place, "" if value is None else str(value))
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
