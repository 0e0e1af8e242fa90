"""A large invented county, made in bulk: what the benches of pages look at.

`build(tasks)` fills an empty SQLite database with that many tasks, twelve monthly reports with their figures for each,
400 units with their people, 20 towns, 20 parts with a working group each, the rounds of thirteen months, and what such
a year leaves behind: milestones, light changes, steps of urging, notices, the audit record. Same input, same rows.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from benches.pouring import pour
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.jobs.jobs import keep_statistics
from luoshi.orgs.models import GroupMember, Membership, Person, Post, Region, Unit, WorkingGroup
from luoshi.plans import models as plans

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
UNITS, TOWNS, PARTS = 400, 20, 20
OFFICE = tuple(role for role in Role if role not in {Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT})
IN_UNITS = (Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT)
WHERE = ("东桥", "柳湾", "石坪", "云岭", "南塘", "清溪", "白沙", "松岗", "临河", "古渡")
WHAT = (
    "农村公路",
    "城乡低保",
    "网络零售额",
    "老旧小区",
    "高标准农田",
    "河道清淤",
    "养老服务站",
    "工业园区",
    "学前教育",
    "雨污分流",
)


@dataclass
class World:
    """What benches need to know: people by role (those of units belong to the fourth one), and some ids."""

    tasks: int
    people: dict[str, int] = field(default_factory=dict)
    unit: int = 4
    person: int = 4
    part: int = 1
    group: int = 1
    region: int = 2
    version: int = 1
    plan: int = 1
    round: int = 0
    past_round: int = 0
    form: int = 0
    report: int = 0
    task: int = 8
    reporters: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def build(tasks: int) -> World:
    """Fill an empty database; the round that is open and the search index are made as Luoshi makes them."""
    from benches import work
    from luoshi.seeing.services.indexing import rebuild

    world = World(tasks)
    with transaction.atomic():
        _places()
        _units()
        _groups()
        _people(world)
        _plan(tasks)
        work.fill(world, tasks)
        rebuild()
    keep_statistics()
    return world


def _places() -> None:
    pour(Region, [{"id": 1, "name": "清岚县", "code": "990121", "level": Region.Level.COUNTY.value, "parent_id": None}])
    names = [f"{place}{kind}" for kind in ("镇", "乡") for place in WHERE][:TOWNS]
    pour(
        Region,
        (
            {"id": key, "name": name, "code": f"990121{key + 98:03d}", "level": Region.Level.TOWN.value, "parent_id": 1}
            for key, name in enumerate(names, 2)
        ),
    )


def unit_name(unit: int) -> str:
    """The name of a unit by its id."""
    region = (unit - 1) % (TOWNS + 1)
    place = "清岚县" if region == 0 else f"{WHERE[(region - 1) % 10]}{'镇' if region <= 10 else '乡'}"
    return f"{place}第{unit}工作办公室"


def _units() -> None:
    ids = range(1, UNITS + 1)
    pour(Unit, ({"id": key, "name": unit_name(key), "region_id": (key - 1) % (TOWNS + 1) + 1} for key in ids))


def part_title(number: int) -> str:
    """The title of a part by its place, from 0."""
    return f"{WHAT[number % 10]}{'提升' if number < 10 else '攻坚'}行动方案"


def _groups() -> None:
    pour(
        WorkingGroup,
        (
            {
                "id": number + 1, "name": f"{WHAT[number % 10]}第{number + 1}专班", "region_id": 1,
                "office_unit_id": number + 1, "plan_part": part_title(number),
            }
            for number in range(PARTS)
        ),
    )  # fmt: skip
    pour(GroupMember, _members())


def _members() -> Iterator[dict[str, Any]]:
    for number, unit in enumerate(range(1, UNITS + 1)):
        group = number % PARTS + 1
        yield {"id": unit, "group_id": group, "printed": unit_name(unit), "unit_id": unit, "order": number // PARTS}


def _people(world: World) -> None:
    """Each unit has a reporter, a reviewer and a person who leads; the offices have one person in each role."""
    holders: list[tuple[int, Role, int | None, int | None]] = []
    for role in IN_UNITS:
        for unit in range(1, UNITS + 1):
            holders.append((len(holders) + 1, role, unit, None))
            if unit == world.unit:
                world.people[role.value] = len(holders)
    for role in OFFICE:
        holders.append((len(holders) + 1, role, None, world.group if role == Role.GROUP_OFFICE else None))
        world.people[role.value] = len(holders)
    world.reporters = list(range(1, UNITS + 1))
    pour(Person, ({"id": key, "name": f"清岚{key:04d}"} for key in range(1, UNITS + 1)))
    pour(Post, ({"id": key, "unit_id": key, "title": "办公室主任"} for key in range(1, UNITS + 1)))
    start = date(2025, 1, 1)
    pour(
        Membership,
        (
            {"id": key, "person_id": key, "unit_id": key, "post_id": key, "valid_from": start}
            for key in range(1, UNITS + 1)
        ),
    )
    pour(
        User,
        (
            {
                "id": key, "username": f"{role.value}{unit or ''}", "display_name": f"{unit or '县'}号{role.label}",
                "must_change_password": False, "password": "!", "created_at": NOON,
                "person_id": unit if role == Role.REPORTER else None,
            }
            for key, role, unit, _group in holders
        ),
    )  # fmt: skip
    pour(
        RoleAssignment,
        (
            {"id": key, "user_id": key, "role": role.value, "unit_id": unit, "group_id": group, "created_at": NOON}
            for key, role, unit, group in holders
        ),
    )


def _plan(tasks: int) -> None:
    from benches.work import sentence

    pour(
        plans.Plan,
        [{"id": 1, "title": "清岚县年度重点工作推进方案", "region_id": 1, "period": "2026", "created_at": NOON}],
    )
    version = {"id": 1, "plan_id": 1, "number": 1, "state": "published", "name": "plan.txt", "sha256": "0" * 64}
    pour(plans.PlanVersion, [{**version, "published_at": NOON, "created_at": NOON}])
    text = "\n".join(sentence(number) for number in range(tasks))
    pour(plans.Reading, [{"version_id": 1, "text": text, "draft": {}}])
    pour(
        plans.Part,
        (
            {
                "id": number + 1, "version_id": 1, "annex": str(number), "kind": "annex", "title": part_title(number),
                "order": number, "start": 0, "end": 1,
            }
            for number in range(PARTS)
        ),
    )  # fmt: skip
