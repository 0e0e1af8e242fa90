"""The lists of this room take the same number of queries however many rows they show."""

from datetime import date

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs.models import Membership, Person, Post, Region
from luoshi.web.testworld import QueryCounter, World


@pytest.fixture
def crowd(world: World) -> World:
    for number in range(30):
        Region.objects.create(
            name=f"Town {number}", code=f"990121{number + 100}", level=Region.Level.TOWN, parent=world.region
        )
        person = Person.objects.create(name=f"Person {number:02}")
        post = Post.objects.create(unit=world.unit, title=f"Post {number:02}")
        Membership.objects.create(person=person, unit=world.unit, post=post, valid_from=date(2026, 1, 1))
    return world


@pytest.mark.parametrize("name", ["region_list", "person_list", "unit_detail", "group_detail"])
def test_it_keeps_to_the_baseline(name: str, crowd: World, client: Client, query_count: QueryCounter) -> None:
    addresses = {
        "region_list": "/orgs/regions/",
        "person_list": "/orgs/people/",
        "unit_detail": f"/orgs/units/{crowd.unit.pk}/",
        "group_detail": f"/orgs/groups/{crowd.group.pk}/",
    }
    client.force_login(crowd.person(Role.COORDINATION))
    client.get(addresses[name])
    with query_count(f"orgs:{name}"):
        assert client.get(addresses[name]).status_code == 200
