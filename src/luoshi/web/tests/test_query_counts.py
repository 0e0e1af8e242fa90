"""List pages take the same number of queries however many rows they show."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs.models import GroupMember, Unit, UnitAlias, WorkingGroup
from luoshi.web.testworld import QueryCounter, World, make_person

PAGES = [
    ("orgs:unit_list", Role.COORDINATION, "/orgs/units/"),
    ("orgs:group_list", Role.COORDINATION, "/orgs/groups/"),
    ("accounts:user_list", Role.ADMINISTRATOR, "/accounts/users/"),
    ("audit:list", Role.AUDITOR, "/audit/"),
]


@pytest.fixture
def crowd(world: World) -> World:
    for number in range(30):
        unit = Unit.objects.create(name=f"Office {number:02}", region=world.region, parent=world.unit)
        UnitAlias.objects.create(unit=unit, region=world.region, name=f"The {number:02}")
        group = WorkingGroup.objects.create(name=f"Group {number:02}", region=world.region, office_unit=unit)
        GroupMember.objects.create(group=group, printed=unit.name, unit=unit)
        make_person(Role.REPORTER, world, username=f"reporter{number}")
    return world


@pytest.mark.parametrize(("name", "role", "path"), PAGES, ids=[page[0] for page in PAGES])
def test_it_keeps_to_the_baseline(
    name: str, role: Role, path: str, crowd: World, client: Client, query_count: QueryCounter
) -> None:
    client.force_login(crowd.person(role))
    client.get(path)
    with query_count(name):
        assert client.get(path).status_code == 200
