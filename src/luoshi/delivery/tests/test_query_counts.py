"""Lists and boards take a fixed number of queries, however many tasks there are."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.web.testworld import QueryCounter

PAGES = {"desk": "", "task_list": "tasks/", "report_list": "reports/", "dashboard": "dashboard/", "leader": "leader/"}


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
