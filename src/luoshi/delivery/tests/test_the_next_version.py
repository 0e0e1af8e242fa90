"""A corrected document comes as version 2: running tasks go on, replaced targets stay told, nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.selectors.targets import given_up, stands
from luoshi.delivery.services import reports
from luoshi.delivery.services.registering import register_from_version
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.selectors import history
from luoshi.flow.services import Step
from luoshi.orgs.models import Unit
from luoshi.plans import models as plans

pytestmark = pytest.mark.django_db


def second_version(busy: DeskWorld, *, due: date, lead: Unit) -> plans.PlanVersion:
    """Version 2: the first task has another date and perhaps another lead, the others have no place in it."""
    old = busy.version
    plans.PlanVersion.objects.filter(pk=old.pk).update(state="superseded")
    new = plans.PlanVersion.objects.create(
        plan=old.plan, number=2, state="published", name="plan-2.docx", sha256="1" * 64
    )
    part = plans.Part.objects.create(version=new, annex="1", kind="annex", title="Water", order=0, start=0, end=40)
    before = old.tasks.get(order=0)
    task = plans.Task.objects.create(
        version=new, part=part, key="t0", order=0, start=0, end=30, number="1", title="Clear all culverts",
        text="Clear all the culverts.", deadline_date=due, previous=before,
    )  # fmt: skip
    plans.TaskUnit.objects.create(task=task, unit=lead, role="lead", name=lead.name, order=0)
    target = before.targets.get()
    target.pk, target.version, target.task, target.part, target.previous = None, new, task, part, before.targets.get()
    target.quote, target.value = "20 culverts", 20
    target.save()
    with clock.at(on(date(2026, 5, 4))):
        register_from_version(version=new, user=None)
    return new


def test_a_running_task_goes_on_under_the_new_text_and_the_original_date_stays(busy: DeskWorld) -> None:
    task = busy.accepted()
    new = second_version(busy, due=date(2026, 10, 31), lead=busy.world.unit)
    after = busy.task
    assert (after.pk, after.state, after.title) == (task.pk, "in_progress", "Clear all culverts")
    assert (after.due, after.original_due) == (date(2026, 10, 31), date(2026, 12, 31))
    assert after.plan_task.version_id == new.pk and Task.objects.filter(plan_task__version=new).count() == 1
    assert [party.unit for party in after.parties.all()] == [busy.world.unit]


def test_a_granted_date_is_not_taken_back(busy: DeskWorld) -> None:
    task = busy.accepted()
    Task.objects.filter(pk=task.pk).update(due=date(2027, 1, 31), due_basis="granted")
    second_version(busy, due=date(2026, 10, 31), lead=busy.world.unit)
    assert busy.task.due == date(2027, 1, 31)


def test_another_lead_unit_gets_the_task_to_sign(busy: DeskWorld) -> None:
    busy.accepted()
    second_version(busy, due=date(2026, 10, 31), lead=busy.world.other_unit)
    task = busy.task
    assert task.state == "assigned" and task.answering_units() == [busy.world.other_unit.pk]
    row = history(task).last()
    assert row is not None and row.name == "hand_over" and "ersion 2" in row.reason


def test_what_has_no_place_in_the_new_version_is_suspended_for_the_office_to_decide(busy: DeskWorld) -> None:
    second_version(busy, due=date(2026, 10, 31), lead=busy.world.unit)
    dropped = Task.objects.get(pk=busy.tasks[1].pk)
    assert (dropped.state, dropped.colour) == ("suspended", "grey")
    row = history(dropped).last()
    assert row is not None and "no longer" in row.reason


def test_figures_follow_their_target_and_a_passed_report_stays_as_it_was(busy: DeskWorld) -> None:
    busy.accepted()
    old = plans.Target.objects.get()
    report = busy.draft(figures={old.pk: Decimal(7)}, percent=Decimal(50))
    with clock.at(on(DAY)):
        for name, role in (
            ("submit", Role.REPORTER), ("pass_unit_as_lead", Role.LEAD_UNIT), ("pass_office", Role.COORDINATION),
        ):  # fmt: skip
            reports.move(report=report, step=Step(name), user=busy.person(role))
    draft = busy.draft(date(2026, 4, 20), figures={old.pk: Decimal(9)})
    second_version(busy, due=date(2026, 10, 31), lead=busy.world.unit)
    new = plans.Target.objects.get(previous=old)
    assert draft.figures.get().target_id == new.pk and report.figures.get().target_id == old.pk
    (stand,) = stands(busy.task, list(busy.task.reports.all()), DAY)
    assert stand.target == new and stand.reading is not None and stand.reading.value == 7


def test_a_target_that_is_given_up_is_still_told_with_its_reason(busy: DeskWorld) -> None:
    second_version(busy, due=date(2026, 10, 31), lead=busy.world.unit)
    plans.Target.objects.get(previous__isnull=False).delete()
    plans.Target.objects.update(replaced_reason="Counted by the city now.")
    assert [target.replaced_reason for target in given_up(busy.task)] == ["Counted by the city now."]
