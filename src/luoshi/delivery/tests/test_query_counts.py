"""Lists and boards take a fixed number of queries, however many tasks there are."""

from datetime import date

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.services import tasks as services
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.web.testworld import QueryCounter

PAGES = {"desk": "", "task_list": "tasks/", "report_list": "reports/", "dashboard": "dashboard/", "leader": "leader/"}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "part"), [("task_detail", ""), ("task_story", "story/")])
def test_a_task_with_reports_milestones_and_requests_keeps_to_its_baseline(
    busy: DeskWorld, client: Client, query_count: QueryCounter, name: str, part: str
) -> None:
    task = busy.accepted()
    lead = busy.person(Role.LEAD_UNIT)
    services.add_milestone(task=task, name="Half", due=date(2026, 6, 1), unit=busy.world.unit, user=lead)
    busy.draft()
    client.force_login(lead)
    address = f"/delivery/tasks/{task.pk}/{part}"
    client.get(address)
    with query_count(f"delivery:{name}"):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_baseline(busy: DeskWorld, client: Client, query_count: QueryCounter, name: str) -> None:
    busy.accepted()
    busy.draft()
    client.force_login(busy.person(Role.COORDINATION))
    address = f"/delivery/{PAGES[name]}"
    client.get(address)
    with query_count(f"delivery:{name}"):
        assert client.get(address).status_code == 200
