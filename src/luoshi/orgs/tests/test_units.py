"""A unit's names have days; a renamed unit is still found; a branch belongs to a unit elsewhere."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.orgs import services
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.naming import resolve
from luoshi.web.testworld import World


def test_it_keeps_the_old_name_as_an_alias_up_to_the_day_before(world: World) -> None:
    services.rename_unit(unit=world.unit, name="Bureau of Rivers", since=date(2026, 3, 1), actor=None)
    alias = world.unit.aliases.get()
    assert (alias.name, alias.valid_to, alias.source) == ("Bureau of Water", date(2026, 2, 28), "renamed")
    assert resolve("Bureau of Water", region=world.region).unit == world.unit


def test_it_does_not_rename_in_advance_or_to_a_name_that_is_taken(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError):
        services.rename_unit(unit=world.unit, name="Bureau of Rivers", since=tomorrow, actor=None)
    with pytest.raises(ValidationError):
        services.rename_unit(unit=world.unit, name="Bureau of Roads", since=date(2026, 3, 1), actor=None)


def test_it_can_take_an_old_name_back(world: World) -> None:
    services.rename_unit(unit=world.unit, name="Bureau of Rivers", since=date(2026, 3, 1), actor=None)
    services.rename_unit(unit=world.unit, name="Bureau of Water", since=date(2026, 4, 1), actor=None)
    assert [alias.name for alias in world.unit.aliases.all()] == ["Bureau of Rivers"]


def test_it_lets_one_name_mean_two_units_only_at_different_times(world: World) -> None:
    services.add_alias(unit=world.unit, name="Works", valid_to=date(2024, 12, 31), actor=None)
    with pytest.raises(ValidationError):
        services.add_alias(unit=world.other_unit, name="Works", valid_from=date(2024, 6, 1), actor=None)
    services.add_alias(unit=world.other_unit, name="Works", valid_from=date(2025, 1, 1), actor=None)


def test_it_knows_a_branch_that_is_managed_from_above(world: World, client: Client) -> None:
    city = Region.objects.create(name="Reed City", code="990100", level=Region.Level.CITY)
    bureau = Unit.objects.create(name="Environment Bureau", region=city)
    branch = Unit.objects.create(name="Environment Branch", region=world.region, parent=bureau, kind="vertical")
    assert branch.is_branch
    client.force_login(world.person(Role.COORDINATION))
    assert "Reed City" in client.get(f"/orgs/units/{branch.pk}/").content.decode()


def test_it_checks_the_credit_code(world: World, client: Client) -> None:
    client.force_login(world.person(Role.COORDINATION))
    form = {"kind": "bureau", "region": world.region.pk, "credit_code": "91350100M000100Y44"}
    answer = client.post(f"/orgs/units/{world.unit.pk}/edit/", form)
    assert "credit_code" in answer.context["form"].errors
    answer = client.post(f"/orgs/units/{world.unit.pk}/edit/", {**form, "credit_code": "91350100M000100Y43"})
    assert answer.status_code == 302
    assert Unit.objects.get(pk=world.unit.pk).credit_code == "91350100M000100Y43"


def test_it_keeps_a_manager_of_one_region_out_of_another(world: World, client: Client) -> None:
    elsewhere = Region.objects.create(name="Hill County", code="990122", level=Region.Level.COUNTY)
    foreign = Unit.objects.create(name="Bureau of Hills", region=elsewhere)
    manager = world.person(Role.COORDINATION)
    manager.roles.update(region=world.region)
    client.force_login(manager)
    assert client.get(f"/orgs/units/{foreign.pk}/").status_code == 200
    assert client.get(f"/orgs/units/{foreign.pk}/edit/").status_code == 403
    assert client.post(f"/orgs/units/{foreign.pk}/posts/", {"title": "Clerk"}).status_code == 403
    assert client.post(f"/orgs/units/{world.unit.pk}/merge/", {"winner": foreign.pk}).status_code == 403
    moved = {"kind": "bureau", "region": elsewhere.pk, "name": "Bureau of Dales"}
    assert client.post("/orgs/units/new/", moved).status_code == 403
