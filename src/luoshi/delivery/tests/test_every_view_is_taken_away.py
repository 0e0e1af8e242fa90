"""Every view of the desk gives its tables as a workbook, and what stands in it is what stands on the page."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.tests.desk_world import DeskWorld


def book(client: Client, busy: DeskWorld, role: Role, path: str) -> Workbook:
    client.force_login(busy.person(role))
    answer: Any = client.get(path)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def column(sheet: Any, number: int) -> list[Any]:
    return [row[number - 1] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize(
    ("path", "sheets"),
    [("?", 1), ("dashboard/?", 3), ("leader/?", 3), ("tasks/?", 1), ("reports/?", 1), ("tasks/{pk}/?", 3)],
)
def test_each_page_gives_a_workbook(busy: DeskWorld, client: Client, path: str, sheets: int) -> None:
    found = book(client, busy, Role.SUPERVISION, f"/delivery/{path.format(pk=busy.task.pk)}as=xlsx")
    assert len(found.worksheets) == sheets
    assert all(sheet.freeze_panes == "A2" and sheet.max_column > 2 for sheet in found.worksheets)


def test_the_list_of_tasks_keeps_its_filters(busy: DeskWorld, client: Client) -> None:
    rows = book(client, busy, Role.LEADER, "/delivery/tasks/?q=roads&as=xlsx").worksheets[0]
    assert column(rows, 2) == ["Mend the roads"]


def test_what_is_owed_stands_in_the_desks_workbook(busy: DeskWorld, client: Client) -> None:
    rows = book(client, busy, Role.REPORTER, "/delivery/?as=xlsx").worksheets[0]
    assert column(rows, 2) == ["Clear the culverts"]


def test_another_units_draft_is_in_no_workbook(busy: DeskWorld, client: Client) -> None:
    busy.accepted()
    report = busy.draft()
    assert column(book(client, busy, Role.LEADER, "/delivery/reports/?as=xlsx").worksheets[0], 1) == []
    Report.objects.filter(pk=report.pk).update(state="office_review")
    assert column(book(client, busy, Role.LEADER, "/delivery/reports/?as=xlsx").worksheets[0], 6) == [report.words]


def test_a_tasks_story_goes_along(busy: DeskWorld, client: Client) -> None:
    busy.accepted()
    Task.objects.update(title="=cmd")
    told = book(client, busy, Role.LEADER, f"/delivery/tasks/{busy.task.pk}/?as=xlsx")
    assert told.worksheets[0]["B2"].data_type == "s"
    assert len(column(told.worksheets[2], 3)) >= 3
