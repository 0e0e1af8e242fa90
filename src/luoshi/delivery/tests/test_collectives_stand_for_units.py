"""各镇（街道） in a plan binds every town of the area: they support, or answer together where nobody else is named."""

import pytest

from luoshi.delivery.models import Task
from luoshi.delivery.services.registering import register_from_version
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.orgs.models import Unit
from luoshi.plans import models as plans

pytestmark = pytest.mark.django_db
TOWNS = "各镇（街道）"


@pytest.fixture
def towns(busy: DeskWorld) -> list[Unit]:
    region = busy.world.region
    return [Unit.objects.create(name=name, kind=Unit.Kind.TOWN, region=region) for name in ("云渡镇", "河口镇")]


def published(busy: DeskWorld, *, lead: Unit | None) -> Task:
    part = busy.version.parts.get()
    task = plans.Task.objects.create(
        version=busy.version, part=part, key="towns", order=99, start=40, end=60, number="9",
        title="清理沟渠", text="清理沟渠。",
    )  # fmt: skip
    if lead is not None:
        plans.TaskUnit.objects.create(task=task, unit=lead, role="lead", name=lead.name, order=0)
    plans.TaskUnit.objects.create(task=task, role="collective", name=TOWNS, order=1)
    plans.TaskUnit.objects.create(task=task, role="collective", name="有关部门", order=2)
    register_from_version(version=busy.version, user=None)
    return Task.objects.get(plan_task=task)


def test_towns_support_the_unit_that_leads(busy: DeskWorld, towns: list[Unit]) -> None:
    task = published(busy, lead=busy.world.unit)
    parties = [(party.unit, party.role, party.answers) for party in task.parties.order_by("order", "unit_id")]
    assert parties == [(busy.world.unit, "lead", True), *((town, "support", False) for town in towns)]
    assert task.state == "assigned" and task.lead_names == busy.world.unit.name


def test_towns_answer_where_nobody_else_is_named(busy: DeskWorld, towns: list[Unit]) -> None:
    task = published(busy, lead=None)
    assert [(party.unit, party.role, party.answers) for party in task.parties.order_by("unit_id")] == [
        (town, "joint", True) for town in towns
    ]
    assert task.state == "assigned" and task.lead_names == f"{TOWNS}、有关部门"


def test_without_towns_the_task_waits_for_a_lead(busy: DeskWorld) -> None:
    task = published(busy, lead=None)
    assert task.state == "registered" and not task.parties.exists()
