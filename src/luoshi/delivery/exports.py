"""A page's tables as a workbook to take away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.delivery.models import Report, Task
from luoshi.delivery.models.lights import Colour
from luoshi.delivery.selectors.dashboard import Row as LightsRow
from luoshi.delivery.selectors.desk import Section
from luoshi.delivery.selectors.story import Event
from luoshi.exporting.tables import Row, Sheet, written
from luoshi.progress.lights import COLOURS

MOST_ROWS = 100_000


def is_wanted(request: HttpRequest) -> bool:
    """Whether the address asks for the page's table instead of the page."""
    return request.GET.get("as") == "xlsx"


def workbook(name: str, *sheets: Sheet) -> HttpResponse:
    """An .xlsx download: heads stay in sight, rows can be filtered, each sheet prints on A4 across."""
    # To a view it is a response like any other; Django has no common name for both kinds that decorators accept.
    return cast(HttpResponse, FileResponse(written(sheets), as_attachment=True, filename=f"{name}.xlsx"))


def table(name: str, heads: Sequence[Any], rows: Iterable[Row], widths: Sequence[int]) -> HttpResponse:
    """A download with one sheet."""
    return workbook(name, Sheet(name, heads, rows, widths))


def tasks_sheet(name: str, tasks: Any) -> Sheet:
    """These tasks, read in pieces."""
    heads = [
        _("Number"), _("Task"), _("Part"), _("Answers for it"), _("Light"), _("Why this light"), _("State"),
        _("Start"), _("Due"), _("Original due date"), _("Progress, %"), _("Reported up to"), _("Latest progress"),
    ]  # fmt: skip
    found = tasks.select_related("part").defer("light_inputs")[:MOST_ROWS]
    rows = (task_row(task) for task in found.iterator(2000))
    return Sheet(name, heads, rows, [10, 45, 24, 24, 8, 40, 12, 12, 12, 12, 10, 12, 50])


def tasks_workbook(name: str, tasks: Any) -> HttpResponse:
    """These tasks as a download."""
    return workbook(name, tasks_sheet(name, tasks))


def task_row(task: Task) -> Row:
    """One task as a row."""
    return (
        task.number, task.title, task.part.title if task.part else "", task.lead_names,
        str(Colour(task.colour).label), task.light_reason, task.state_label, task.start, task.due, task.original_due,
        task.progress, task.reported_to, task.last_words,
    )  # fmt: skip


def lights_sheet(name: str, what: str, rows: Iterable[LightsRow]) -> Sheet:
    """Tasks by light, a row for each part, unit or month."""
    heads = [what, _("Tasks"), *(str(Colour(colour).label) for colour in COLOURS)]
    return Sheet(name, heads, ((row.name, row.total, *row.lights.values()) for row in rows), [40, 10, *[8] * 7])


def reports_sheet(name: str, reports: Any) -> Sheet:
    """These reports, read in pieces."""
    heads = [
        _("Task"), _("Unit"), _("Period"), _("State"), _("Progress, %"), _("Progress in words"), _("Next steps"),
        _("Difficulties"), _("Written by"), _("Submitted"),
    ]  # fmt: skip
    found = reports.select_related("task", "unit", "author")[:MOST_ROWS]
    rows = (_report_row(report) for report in found.iterator(2000))
    return Sheet(name, heads, rows, [45, 24, 14, 12, 10, 60, 40, 40, 12, 16])


def _report_row(report: Report) -> Row:
    zh = (get_language() or "zh").startswith("zh")
    return (
        report.task.title, report.unit.name, report.period_zh if zh else report.period_en, report.state_label,
        report.percent, report.words, report.next_step, report.trouble, str(report.author),
        localtime(report.submitted_at) if report.submitted_at else "",
    )  # fmt: skip


def desk_sheet(name: str, sections: Iterable[Section]) -> Sheet:
    """What a person owes, in order."""
    heads = [_("What is to be done"), _("Task"), _("Units"), _("Period"), _("Due"), _("Light"), _("State")]
    rows = (_desk_row(section, row) for section in sections for row in section.rows)
    return Sheet(name, heads, rows, [18, 45, 30, 14, 12, 8, 14])


def _desk_row(section: Section, row: Any) -> Row:
    task = row if isinstance(row, Task) else row.task
    zh = (get_language() or "zh").startswith("zh")
    period, due, units = "", task.due, task.lead_names
    if isinstance(row, Report):
        period, due, units = row.period_zh if zh else row.period_en, row.due, row.unit.name
    elif section.kind == "owed":
        period, due = row.round.period.label(get_language() or "zh"), row.round.due
    return str(section.title), task.title, units, period, due, str(Colour(task.colour).label), row.state_label


def story_sheet(events: Iterable[Event]) -> Sheet:
    """A task's history, the newest first."""
    heads = [_("When"), _("Who"), _("What happened"), _("Details")]
    return Sheet(_("What has happened"), heads, _told(events), [16, 14, 45, 60])


def _told(events: Iterable[Event]) -> Iterator[Row]:
    for event in events:
        light = f" {Colour(event.colour).label}" if event.colour else ""
        yield localtime(event.at), event.who, f"{event.text}{light}", event.detail
