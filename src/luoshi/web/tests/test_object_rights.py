"""The same address for one's own, for another unit, for another region and for another working group."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import DeskWorld, build
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.web.testworld import World, make_person

REFUSED = (403, 404)


@dataclass
class Places:
    """The busy first unit with its draft, and one person of each role who belongs somewhere else."""

    busy: DeskWorld
    elsewhere: dict[str, dict[str, Unit | Region | WorkingGroup]]

    def person(self, role: Role, place: str) -> User:
        """Somebody with a role for the world's own unit, region and group, or for another."""
        scope = {"unit": None, "region": None, "group": None} | self.elsewhere[place]
        user = make_person(role, self.busy.world, username=f"{role.value}-{place}")
        RoleAssignment.objects.filter(user=user).update(**scope)
        return user


@pytest.fixture
def places(world: World) -> Places:
    hills = Region.objects.create(name="Hill County", code="990122", level=Region.Level.COUNTY)
    hill_unit = Unit.objects.create(name="Bureau of Hills", region=hills)
    third = Unit.objects.create(name="Bureau of Bridges", region=world.region)
    group = WorkingGroup.objects.create(name="Clear Air Group", region=hills, office_unit=hill_unit)
    elsewhere: dict[str, dict[str, Unit | Region | WorkingGroup]] = {
        "own unit": {"unit": world.unit},
        "another unit": {"unit": third},
        "own region": {"region": world.region},
        "another region": {"region": hills},
        "own group": {"group": world.group},
        "another group": {"group": group},
    }
    return Places(build(world), elsewhere)


# (role, place, what it may open of the first unit: its task, its draft, saving its draft)
TABLE = [
    (Role.REPORTER, "own unit", True, True, True),
    (Role.UNIT_REVIEWER, "own unit", True, True, True),
    (Role.LEAD_UNIT, "own unit", True, True, True),
    (Role.REPORTER, "another unit", False, False, False),
    (Role.UNIT_REVIEWER, "another unit", False, False, False),
    (Role.LEAD_UNIT, "another unit", False, False, False),
    (Role.REPORTER, "another region", False, False, False),
    (Role.GROUP_OFFICE, "another group", False, False, False),
    (Role.COORDINATION, "own region", True, False, False),
    (Role.COORDINATION, "another region", False, False, False),
    (Role.SUPERVISION, "own region", True, False, False),
    (Role.SUPERVISION, "another region", False, False, False),
    (Role.LEADER, "own region", True, False, False),
    (Role.LEADER, "another region", False, False, False),
]


@pytest.mark.parametrize(("role", "place", "task", "draft", "save"), TABLE, ids=[f"{row[0]}-{row[1]}" for row in TABLE])
def test_it_answers_by_whose_it_is(
    role: Role, place: str, task: bool, draft: bool, save: bool, places: Places, client: Client
) -> None:
    places.busy.accepted()
    report = places.busy.draft()
    client.force_login(places.person(role, place))
    addresses = {
        "task": reverse("delivery:task_detail", args=[report.task_id]),
        "draft": reverse("delivery:report_detail", args=[report.pk]),
        "save": reverse("delivery:report_save", args=[report.pk]),
    }
    form = {"revision": report.revision, "words": "Overwritten"}
    statuses = {
        "task": client.get(addresses["task"]).status_code,
        "draft": client.get(addresses["draft"]).status_code,
        "save": client.post(addresses["save"], form).status_code,
    }
    allowed = {name: status not in REFUSED for name, status in statuses.items()}
    report.refresh_from_db()
    assert (allowed["task"], allowed["draft"]) == (task, draft), statuses
    assert (report.words == "Overwritten") is save, statuses
