"""For the tests of all rooms: a small settled world, rows of the permission table, query-count baselines."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import SEPARATE, Role
from luoshi.orgs.models import GroupMember, Region, Unit, WorkingGroup

PASSWORD = "Correct-Horse-7"
ANONYMOUS = "anonymous"
EVERYBODY = frozenset(Role)
BASELINES = Path(__file__).resolve().parent / "tests" / "query_counts.json"
REGENERATE = "LUOSHI_REGENERATE_QUERY_COUNTS"

# Scopes as offices hold them: unit people for the first unit, the office for its group, the rest for everything.
UNIT_ROLES = frozenset({Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT})


@dataclass
class World:
    """One county, two units, one group, one person per role (the unit people belong to the first unit)."""

    region: Region
    unit: Unit
    other_unit: Unit
    group: WorkingGroup
    people: dict[Role, User] = field(default_factory=dict)

    def person(self, role: Role) -> User:
        """A fresh copy of the person, without remembered roles."""
        return User.objects.get(pk=self.people[role].pk)


def build() -> World:
    """Store the world."""
    region = Region.objects.create(name="Qinglan County", code="990121", level=Region.Level.COUNTY)
    unit = Unit.objects.create(name="Bureau of Water", region=region)
    other = Unit.objects.create(name="Bureau of Roads", region=region)
    group = WorkingGroup.objects.create(name="Clear Rivers Group", region=region, office_unit=unit)
    GroupMember.objects.create(group=group, printed=unit.name, unit=unit)
    world = World(region, unit, other, group)
    for role in Role:
        world.people[role] = make_person(role, world)
    return world


def make_person(role: Role, world: World, *, username: str = "") -> User:
    """Somebody with one role in its usual scope; the password is PASSWORD and need not be changed."""
    name = username or role.value
    user = User(username=name, display_name=name.replace("_", " ").title(), must_change_password=False)
    user.set_password(PASSWORD)
    user.save()
    scope: dict[str, Any] = {}
    if role in UNIT_ROLES:
        scope = {"unit": world.unit}
    elif role == Role.GROUP_OFFICE:
        scope = {"group": world.group}
    RoleAssignment.objects.create(user=user, role=role, **scope)
    return user


def strangers(world: World) -> dict[Role, User]:
    """The same roles held for another county, a unit of it and a group of it; those held for everything left out."""
    region = Region.objects.create(name="Hill County", code="990122", level=Region.Level.COUNTY)
    unit = Unit.objects.create(name="Bureau of Hills", region=region)
    group = WorkingGroup.objects.create(name="Clear Air Group", region=region, office_unit=unit)
    found = {}
    for role in frozenset(Role) - SEPARATE:
        user = make_person(role, world, username=f"far_{role.value}")
        scope: dict[str, Any] = {"unit": None, "group": None, "region": region}
        if role in UNIT_ROLES:
            scope = {"unit": unit, "group": None, "region": None}
        elif role == Role.GROUP_OFFICE:
            scope = {"unit": None, "group": group, "region": None}
        RoleAssignment.objects.filter(user=user).update(**scope)
        found[role] = user
    return found


@dataclass(frozen=True)
class Row:
    """One line of the permission table: what each role gets from one address by one method.

    `allowed` get `status`, everybody else who is signed in gets `refused`; whoever is not is sent to the sign-in page,
    unless the page is `public`. `arguments` makes the objects that the address names and returns its parts; for those
    who hold the same role for another unit, group or region such an address does not answer (403 or 404), unless
    `elsewhere` says what they get.
    """

    url: str
    method: str = "GET"
    allowed: frozenset[Role] = EVERYBODY
    status: int = 200
    refused: int = 403
    public: bool = False
    elsewhere: int | None = None
    arguments: Callable[[World], Mapping[str, Any]] = lambda _world: {}
    data: Callable[[World], Mapping[str, Any]] = lambda _world: {}

    @property
    def names_a_thing(self) -> bool:
        """Whether the address says which thing is meant, so that it matters whose it is."""
        return self.arguments is not Row.arguments

    def expected(self, role: Role | None) -> int:
        """The status for a role, or for somebody who is not signed in (None)."""
        if role is None:
            return self.status if self.public else 302
        return self.status if role in self.allowed else self.refused


class QueryCounter:
    """Compares counted queries with the committed baseline; set the variable REGENERATE to write it anew."""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            yield
        count = len(captured)
        known: dict[str, int] = json.loads(BASELINES.read_text()) if BASELINES.exists() else {}
        if os.environ.get(REGENERATE):
            known[name] = count
            BASELINES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
            return
        assert name in known, f"{name} has no baseline ({count} queries now); run once with {REGENERATE}=1"
        queries = "\n".join(query["sql"][:200] for query in captured.captured_queries)
        assert count <= known[name], f"{name} takes {count} queries instead of {known[name]}:\n{queries}"
