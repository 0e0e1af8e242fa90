"""Regions form a tree whose codes fit; a code once used is never used again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs import services
from luoshi.orgs.models import Region
from luoshi.orgs.selectors import region_tree
from luoshi.web.testworld import World


def area(name: str, level: Region.Level, code: str = "", parent: Region | None = None) -> Region:
    return services.create_region(name=name, level=level, code=code, parent=parent, actor=None)


@pytest.fixture
def city(db: None) -> Region:
    province = area("青江省", Region.Level.PROVINCE, "980000")
    return area("临河市", Region.Level.CITY, "980100", province)


def test_it_shows_each_area_under_its_own(city: Region) -> None:
    county = area("河口县", Region.Level.COUNTY, "980121", city)
    zone = area("临河高新区", Region.Level.VIRTUAL, parent=city)
    area("望潮镇", Region.Level.TOWN, "980121100", county)
    area("科创园", Region.Level.VIRTUAL, parent=zone)
    tree = [(branch.region.name, branch.depth) for branch in region_tree()]
    assert tree == [
        ("青江省", 0),
        ("临河市", 1),
        ("临河高新区", 2),
        ("科创园", 3),
        ("河口县", 2),
        ("望潮镇", 3),
    ]


def test_it_keeps_the_line_above_what_is_searched(city: Region) -> None:
    area("河口县", Region.Level.COUNTY, "980121", city)
    area("北山县", Region.Level.COUNTY, "980122", city)
    assert [branch.region.name for branch in region_tree(text="北山")] == ["青江省", "临河市", "北山县"]


@pytest.mark.parametrize(("level", "code"), [("county", "980200"), ("town", "980121"), ("county", "970121")])
def test_it_refuses_a_code_of_another_level_or_place(city: Region, level: str, code: str) -> None:
    with pytest.raises(ValidationError):
        area("河口", Region.Level(level), code, city)


def test_it_never_uses_a_code_again(city: Region) -> None:
    county = area("河口县", Region.Level.COUNTY, "980121", city)
    county.code, county.name = "980111", "河口区"
    services.save_region(region=county, actor=None)
    assert [one.code for one in county.former_codes.all()] == ["980121"]
    with pytest.raises(ValidationError):
        area("新河县", Region.Level.COUNTY, "980121", city)


def test_it_keeps_the_code_of_an_ended_area(city: Region) -> None:
    county = area("河口县", Region.Level.COUNTY, "980121", city)
    services.end_region(region=county, last_day=date(2026, 6, 30), actor=None)
    with pytest.raises(ValidationError):
        area("新河县", Region.Level.COUNTY, "980121", city)


def test_it_does_not_end_an_area_in_which_units_go_on(world: World) -> None:
    with pytest.raises(ValidationError):
        services.end_region(region=world.region, last_day=date(2026, 6, 30), actor=None)


def test_it_refuses_a_ring(city: Region) -> None:
    zone = area("高新区", Region.Level.VIRTUAL, parent=city)
    inner = area("科创园", Region.Level.VIRTUAL, parent=zone)
    zone.parent = inner
    with pytest.raises(ValidationError):
        services.save_region(region=zone, actor=None)


def test_it_keeps_a_manager_of_one_region_out_of_another(world: World, client: Client) -> None:
    elsewhere = area("北山县", Region.Level.COUNTY, "980122")
    manager = world.person(Role.COORDINATION)
    manager.roles.update(region=world.region)
    client.force_login(manager)
    assert client.get(f"/orgs/regions/{world.region.pk}/").status_code == 200
    assert client.get(f"/orgs/regions/{elsewhere.pk}/").status_code == 403
    form = {"name": "北山镇", "level": "town", "code": "980122100", "parent": elsewhere.pk}
    assert client.post("/orgs/regions/new/", form).status_code == 403
    assert not Region.objects.filter(name="北山镇").exists()
