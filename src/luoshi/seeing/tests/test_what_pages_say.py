"""Pages and their workbooks: who finds what, and that nothing in a workbook is a formula."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from luoshi.accounts.roles import Role
from luoshi.delivery.models import LightChange, Report, Task
from luoshi.delivery.selectors.dashboard import totals
from luoshi.delivery.tests.desk_world import DAY, DeskWorld
from luoshi.seeing.selectors.changes import compare, moved
from luoshi.seeing.selectors.search import search
from luoshi.seeing.services.indexing import rebuild


def counts(busy: DeskWorld, role: Role, query: str) -> dict[str, int]:
    return {one.kind: one.count for one in search(busy.person(role), query)}


def test_another_units_draft_is_not_found(busy: DeskWorld) -> None:
    busy.accepted()
    report = busy.draft(words="低保标准已调整")
    rebuild()
    assert counts(busy, Role.REPORTER, "低保") == {"report": 1}
    assert counts(busy, Role.LEADER, "低保") == {}
    Report.objects.filter(pk=report.pk).update(state="office_review")
    assert counts(busy, Role.LEADER, "低保") == {"report": 1}


def test_a_task_of_others_is_not_found(busy: DeskWorld) -> None:
    rebuild()
    assert counts(busy, Role.LEADER, "Mend roads").get("task") == 1
    assert "task" not in counts(busy, Role.REPORTER, "Mend roads")


@pytest.mark.parametrize("page", ["search/?q=culverts&", "units/?", "timeline/?", "months/?", "changes/?", "parts/?"])
def test_each_page_gives_a_workbook(busy: DeskWorld, client: Client, page: str) -> None:
    rebuild()
    client.force_login(busy.person(Role.LEADER))
    answer: Any = client.get(f"/seeing/{page}as=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert sheet.max_column > 2


def test_a_title_that_looks_like_a_formula_stays_text(busy: DeskWorld, client: Client) -> None:
    Task.objects.update(title="=1+1")
    client.force_login(busy.person(Role.LEADER))
    answer: Any = client.get(f"/seeing/parts/{busy.task.part_id}/?as=xlsx")
    cell = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_lights_then_are_lights_now_with_the_changes_undone(busy: DeskWorld) -> None:
    Task.objects.update(start=DAY.replace(year=2025), colour="red")
    LightChange.objects.all().delete()
    for task in Task.objects.all():
        LightChange.objects.create(task=task, on=DAY, old="green", new="yellow", rule="r", reason_zh="", reason_en="")
        LightChange.objects.create(task=task, on=DAY, old="yellow", new="red", rule="r", reason_zh="", reason_en="")
    before = compare(Task.objects.all(), DAY.replace(day=1), totals(Task.objects.all()).lights)
    assert {shift.colour: shift.then for shift in before.shifts if shift.then} == {"green": 3}
    worse = moved(Task.objects.all(), DAY.replace(day=1), way="worse")
    assert [row.old for row in worse] == ["green"] * 3
    assert not moved(Task.objects.all(), DAY.replace(day=1), way="better").exists()


def test_the_listing_goes_on_from_a_key(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.LEADER))
    first = client.get("/seeing/tasks.json?most=2").json()
    rest = client.get(f"/seeing/tasks.json?after={first['next']}").json()
    assert (len(first["tasks"]), len(rest["tasks"]), rest["next"]) == (2, 1, None)
    assert first["tasks"][0]["parties"][0]["role"] == "lead"
    assert first["tasks"][0]["targets"][0]["value"] == 12
