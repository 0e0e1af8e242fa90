"""Every page of this room takes a fixed number of queries, however many tasks there are."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.seeing.services.indexing import rebuild
from luoshi.web.testworld import QueryCounter

PAGES = {
    "search": "search/?q=culverts", "unit_list": "units/", "part_list": "parts/", "group_list": "groups/",
    "region_list": "regions/", "timeline": "timeline/", "months": "months/", "changes": "changes/",
    "tasks_json": "tasks.json",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_baseline(busy: DeskWorld, client: Client, query_count: QueryCounter, name: str) -> None:
    busy.accepted()
    rebuild()
    client.force_login(busy.person(Role.COORDINATION))
    address = f"/seeing/{PAGES[name]}"
    client.get(address)
    with query_count(f"seeing:{name}"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("kind", ["unit", "part", "group", "region"])
def test_a_place_keeps_to_its_baseline(busy: DeskWorld, client: Client, query_count: QueryCounter, kind: str) -> None:
    world = busy.world
    keys = {"unit": world.unit.pk, "part": busy.task.part_id, "group": world.group.pk, "region": world.region.pk}
    client.force_login(busy.person(Role.COORDINATION))
    address = f"/seeing/{kind}s/{keys[kind]}/"
    client.get(address)
    with query_count(f"seeing:{kind}"):
        assert client.get(address).status_code == 200
