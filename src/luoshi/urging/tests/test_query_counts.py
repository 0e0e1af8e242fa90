"""The pages of the ladder take the same number of queries however many steps they show."""

from datetime import date

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import DeskWorld, on
from luoshi.flow import clock
from luoshi.plans import models as plans
from luoshi.plans.signals import version_published
from luoshi.urging.engine import climb
from luoshi.urging.models import Position, Urge
from luoshi.web.testworld import QueryCounter

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(busy: DeskWorld) -> DeskWorld:
    """Forty tasks that are late, urged once."""
    first = busy.version.tasks.get(order=0)
    plans.Task.objects.bulk_create(
        [
            plans.Task(
                version=busy.version, part=first.part, key=f"m{number}", order=10 + number, start=0, end=5,
                number=f"{number}", title=f"Culvert {number}", text="Clear", deadline_date=date(2026, 6, 30),
            )
            for number in range(40)
        ]
    )  # fmt: skip
    for task in busy.version.tasks.filter(order__gte=10):
        plans.TaskUnit.objects.create(task=task, unit=busy.world.unit, role="lead", name="Water", order=0)
    with clock.at(on(date(2026, 3, 1))):
        version_published.send(type(busy.version), version=busy.version, actor=None)
    with clock.at(on(date(2026, 7, 1))):
        climb()
    return busy


def test_it_lists_forty_steps(many: DeskWorld, client: Client, query_count: QueryCounter) -> None:
    assert Urge.objects.count() >= 40
    client.force_login(many.person(Role.SUPERVISION))
    client.get("/urging/")
    with query_count("urging:list"):
        assert client.get("/urging/").status_code == 200


def test_it_draws_one_ladder(many: DeskWorld, client: Client, query_count: QueryCounter) -> None:
    client.force_login(many.person(Role.SUPERVISION))
    client.get("/urging/")
    with query_count("urging:panel"):
        assert client.get(f"/urging/tasks/{many.task.pk}/panel/").status_code == 200


def test_it_judges_many_tasks_without_asking_for_each(many: DeskWorld, django_assert_max_num_queries: object) -> None:
    Position.objects.update(next_due_at=on(date(2026, 7, 2)))
    number = Task.objects.count()
    assert callable(django_assert_max_num_queries)
    with clock.at(on(date(2026, 7, 2))), django_assert_max_num_queries(number + 12):
        assert climb() == 0, "nothing is due: one small write for each, and a few reads for all"


def test_it_keeps_the_outbox_and_the_inbox_flat(many: DeskWorld, client: Client, query_count: QueryCounter) -> None:
    client.force_login(many.person(Role.REPORTER))
    client.get("/notices/")
    with query_count("notices:inbox"):
        assert client.get("/notices/").status_code == 200
