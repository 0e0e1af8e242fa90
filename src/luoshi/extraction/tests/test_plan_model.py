"""Property: a random plan, written down in any notation, is read back as it was."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, note, settings

from luoshi.core.spans import Span
from luoshi.extraction import extract
from luoshi.extraction.draft import Group, PlanDraft, Task, Unit
from luoshi.extraction.tests.plan_model import ModelGroup, ModelPlan, ModelTask, plans
from luoshi.extraction.tests.plan_model_notation import Notation, notations, numbered, paragraphs
from luoshi.extraction.tests.plan_model_tables import (
    WRITERS,
    TableNotation,
    as_workbook,
    laid_out,
    sheets,
    table_notations,
)
from luoshi.extraction.tests.plan_model_writing import on_one_line, written
from luoshi.reading import read
from luoshi.reading.document import Document
from luoshi.reading.widths import simplified

QUICK = settings(max_examples=80, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
TABLES = settings(QUICK, max_examples=20)
DEEP = settings(QUICK, max_examples=1500)
STEPS = "0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨"


def key(number: str) -> str:
    """A number without its brackets and stops, as numbers are compared."""
    return "/".join("".join(sign for sign in step if sign in STEPS) for step in simplified(number).split("/"))


def names(units: list[Unit]) -> Counter[str]:
    return Counter(simplified(unit.name) for unit in units)


def said(task: Task, draft: PlanDraft) -> dict[str, object]:
    targets = [target for target in draft.targets if target.task == task.id and target.value is not None]
    return {
        "number": (task.annex, key(task.number)),
        "title": simplified(task.title).rstrip("。"),
        "leads": names(task.leads),
        "supports": names(task.supports),
        "collectives": names(task.collectives),
        "deadline": task.deadline.date if task.deadline else None,
        "targets": Counter((target.comparator, target.value, simplified(target.unit or "")) for target in targets),
    }


def meant(annex: str, number: str, task: ModelTask, notation: Notation) -> dict[str, object]:
    leads = Counter(unit for segment in task.segments for unit in segment.leads)
    supports = Counter(unit for segment in task.segments for unit in segment.supports)
    if notation.wording == "first-listed":
        everyone = [[*segment.leads, *segment.supports] for segment in task.segments]
        leads = Counter(units[0] for units in everyone)
        supports = Counter(unit for units in everyone for unit in units[1:])
    return {
        "number": (annex, number),
        "title": task.title,
        "leads": leads,
        "supports": supports,
        "collectives": Counter(each for segment in task.segments for each in segment.collectives),
        "deadline": task.deadline.date if task.deadline else None,
        "targets": Counter((target.comparator, float(target.value), target.unit) for target in task.targets),
    }


def meant_groups(plan: ModelPlan) -> list[dict[str, object]]:
    return [group_meant(annex, part.group) for annex, part in plan.parts() if part.group]


def group_meant(annex: str, group: ModelGroup) -> dict[str, object]:
    return {
        "annex": annex,
        "name": group.name,
        "who": [group.first, group.convenor],
        "office": group.office,
        "members": Counter(group.members),
    }


def group_said(group: Group) -> dict[str, object]:
    return {
        "annex": group.annex,
        "name": simplified(group.name),
        "who": [simplified(convenor.who) for convenor in group.convenors],
        "office": simplified(group.office or ""),
        "members": names(group.members),
    }


def meant_tasks(plan: ModelPlan, notation: Notation) -> list[dict[str, object]]:
    return [
        meant(annex, f"{key(above)}/{key(below)}", task, notation)
        for annex, part in plan.parts()
        for above, _, below, task in numbered(part, notation)
    ]


def require(document: Document, plan: ModelPlan, notation: Notation) -> None:
    """The document says exactly the plan, and every unit's span prints its name."""
    note(document.text)
    draft = extract(document)
    assert [said(task, draft) for task in draft.tasks] == meant_tasks(plan, notation)
    assert [group_said(group) for group in draft.groups] == meant_groups(plan)
    for unit in draft.units():
        assert printed(document, unit.span) == unit.name


def printed(document: Document, span: Span) -> str:
    return "".join(document.text[span.start : span.end].replace("**", "").split())


def plain(text: str) -> Document:
    return Document("方案.txt", "text/plain", "0" * 64, text)


@QUICK
@given(plans(), notations)
def test_a_plan_in_any_notation_of_plain_text_is_read_back(plan: ModelPlan, notation: Notation) -> None:
    require(plain(written(paragraphs(plan, notation), notation)), plan, notation)


@pytest.mark.slow
@DEEP
@given(plans(), notations)
def test_many_more_plans_are_read_back(plan: ModelPlan, notation: Notation) -> None:
    require(plain(written(paragraphs(plan, notation), notation)), plan, notation)


def tabled(plan: ModelPlan, annex: str = "0") -> list[dict[str, object]]:
    """What the tasks of a part mean when a table prints them: numbers count on, a task has one clause."""
    part = dict(plan.parts())[annex]
    tasks = [task for _, section in part.sections for task in section]
    return [meant(annex, str(at), task, Notation()) | {"targets": Counter()} for at, task in enumerate(tasks, start=1)]


@pytest.mark.parametrize("form", WRITERS)
@TABLES
@given(plans(annexes=0, several=False, plain=True), table_notations)
def test_a_task_table_in_any_file_is_read_back(form: str, plan: ModelPlan, notation: TableNotation) -> None:
    name, write = WRITERS[form]
    with TemporaryDirectory() as folder:
        write(Path(folder) / name, laid_out(plan.overall, notation))
        document = read(Path(folder) / name)
    note(document.text)
    draft = extract(document)
    assert [said(task, draft) | {"targets": Counter()} for task in draft.tasks] == tabled(plan)
    assert [table.kind for table in draft.tables] == ["tasks"]


@QUICK
@given(plans(annexes=0), notations)
def test_a_plan_on_one_single_line_is_read_back(plan: ModelPlan, notation: Notation) -> None:
    flat = replace(notation, place="inline", page_breaks=False, bold=False, group_style="sentence", halfwidth=False)
    flat = replace(flat, numbering="han/bracket", traditional=False)
    text = on_one_line(paragraphs(plan, flat))
    assume(len(plan.overall.sections) > 1 and len(text) > 300)  # shorter ones are paragraphs, not documents
    require(plain(text), plan, flat)


@TABLES
@given(plans(several=False, plain=True), table_notations)
def test_a_workbook_with_a_sheet_for_each_annex_is_read_back(plan: ModelPlan, notation: TableNotation) -> None:
    with TemporaryDirectory() as folder:
        as_workbook(Path(folder) / "计划.xlsx", sheets(plan, notation))
        draft = extract(read(Path(folder) / "计划.xlsx"))
    wanted = [task for annex, _ in plan.parts() for task in tabled(plan, annex)]
    assert [said(task, draft) | {"targets": Counter()} for task in draft.tasks] == wanted
