"""Who may open which page of this room."""

from collections.abc import Mapping
from typing import Any

from luoshi.accounts.roles import SEPARATE, Role
from luoshi.delivery.tests.desk_world import build
from luoshi.web.testworld import EVERYBODY, Row, World

READERS = EVERYBODY - SEPARATE


def unit(world: World) -> Mapping[str, Any]:
    return {"pk": world.unit.pk}


def part(world: World) -> Mapping[str, Any]:
    task = build(world).tasks[0]
    return {"pk": task.part_id}


def group(world: World) -> Mapping[str, Any]:
    return {"pk": world.group.pk}


def region(world: World) -> Mapping[str, Any]:
    return {"pk": world.region.pk}


LISTS = ("unit_list", "part_list", "group_list", "region_list", "timeline", "months", "changes", "tasks_json")
ROWS = [
    Row("seeing:views", allowed=READERS),
    Row("seeing:view_save", "POST", allowed=READERS, status=302),
    Row("seeing:view_remove", "POST", allowed=READERS, status=404, arguments=lambda _world: {"pk": 0}),
    Row("seeing:search", allowed=EVERYBODY - {Role.AUDITOR}),
    *(Row(f"seeing:{name}", allowed=READERS) for name in LISTS),
    Row("seeing:unit", allowed=READERS, elsewhere=200, arguments=unit),
    Row("seeing:part", allowed=READERS, elsewhere=200, arguments=part),
    Row("seeing:group", allowed=READERS, elsewhere=200, arguments=group),
    Row("seeing:region", allowed=READERS, elsewhere=200, arguments=region),
]
