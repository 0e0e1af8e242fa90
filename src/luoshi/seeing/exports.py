"""A page's table as a workbook: written row by row to disk, text kept text, never a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from luoshi.delivery.models import Task
from luoshi.delivery.models.lights import Colour
from luoshi.exporting.cells import fitted, is_dangerous

WIDEST, A4 = 60, 9
MOST_ROWS = 100_000
SHEET_NAME_LENGTH = 31

Row = Sequence[Any]


def workbook(name: str, heads: Sequence[Any], rows: Iterable[Row], widths: Sequence[int]) -> HttpResponse:
    """An .xlsx download with one sheet: heads stay in sight, rows can be filtered, and it prints on A4 across."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # FileResponse closes it once it is sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_sheet_name(name))
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        quoted = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "quote_prefix": True})
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width, WIDEST))
        sheet.write_row(0, 0, [str(title) for title in heads], head)
        last = 0
        for last, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _write(sheet, last, at, value, plain, quoted)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    file.seek(0)
    # To a view it is a response like any other; Django has no common name for both kinds that decorators accept.
    return cast(HttpResponse, FileResponse(file, as_attachment=True, filename=f"{name}.xlsx"))


def _sheet_name(name: str) -> str:
    return "".join(mark for mark in name if mark not in "[]:*?/\\'")[:SHEET_NAME_LENGTH] or "1"


def _write(sheet: Any, row: int, column: int, value: Any, plain: Any, quoted: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, plain)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value), plain)
    else:
        text = fitted(value.isoformat() if isinstance(value, date) else str(value))
        sheet.write_string(row, column, text, quoted if is_dangerous(text) else plain)


def task_heads() -> tuple[list[str], list[int]]:
    """The columns of a list of tasks, with their widths."""
    heads = [
        _("Number"), _("Task"), _("Part"), _("Answers for it"), _("Light"), _("Why this light"), _("State"),
        _("Start"), _("Due"), _("Original due date"), _("Progress, %"), _("Reported up to"), _("Latest progress"),
    ]  # fmt: skip
    return heads, [10, 45, 24, 24, 8, 40, 12, 12, 12, 12, 10, 12, 50]


def task_row(task: Task) -> Row:
    """One task as a row."""
    return (
        task.number, task.title, task.part.title if task.part else "", task.lead_names,
        str(Colour(task.colour).label), task.light_reason, task.state_label, task.start, task.due, task.original_due,
        task.progress, task.reported_to, task.last_words,
    )  # fmt: skip


def tasks_workbook(name: str, tasks: Any) -> HttpResponse:
    """These tasks, read in pieces."""
    heads, widths = task_heads()
    found = tasks.select_related("part").defer("light_inputs")[:MOST_ROWS]
    return workbook(name, heads, (task_row(task) for task in found.iterator(2000)), widths)
