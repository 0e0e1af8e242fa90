"""Whom a collective stands for."""

from datetime import date

import pytest

from luoshi.orgs.collectives import members_of, sorts_of
from luoshi.orgs.models import Region, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Region:
    """A county with two towns, one of them gone, one in an area of its own, a zone and a bureau."""
    county = Region.objects.create(name="青禾县", level=Region.Level.COUNTY)
    lower = Region.objects.create(name="河口镇", level=Region.Level.TOWN, parent=county)
    Unit.objects.create(name="云渡镇", kind="town", region=county)
    Unit.objects.create(name="旧渡镇", kind="town", region=county, valid_to=date(2020, 1, 1))
    Unit.objects.create(name="河口镇人民政府", kind="town", region=lower)
    Unit.objects.create(name="县经开区", kind="zone", region=county)
    Unit.objects.create(name="县财政局", region=county)
    return county


def names(found: list[Unit]) -> list[str]:
    return [unit.name for unit in found]


def test_every_town_of_the_area_is_meant(county: Region) -> None:
    found = members_of(["各镇（街道、乡）", "各乡镇人民政府"], county)
    assert names(found["各镇（街道、乡）"]) == ["云渡镇", "河口镇人民政府"] == names(found["各乡镇人民政府"])


def test_towns_and_zones_together(county: Region) -> None:
    assert names(members_of(["各乡镇（街道）、园区管委会"], county)["各乡镇（街道）、园区管委会"]) == [
        "云渡镇", "河口镇人民政府", "县经开区",
    ]  # fmt: skip


def test_a_citys_counties_are_meant() -> None:
    city = Region.objects.create(name="云汀市", level=Region.Level.CITY)
    below = Region.objects.create(name="青禾县", level=Region.Level.COUNTY, parent=city)
    Unit.objects.create(name="青禾县人民政府", region=below)
    Unit.objects.create(name="市财政局", region=city)
    assert names(members_of(["各县（市、区）人民政府"], city)["各县（市、区）人民政府"]) == ["青禾县人民政府"]


@pytest.mark.parametrize("name", ["有关部门", "相关镇（街道）", "各有关单位", "县直各部门", "各责任单位", "各市直部门"])
def test_some_of_them_is_nobody_in_particular(name: str) -> None:
    assert sorts_of(name) == []


def test_without_a_region_nobody_is_meant() -> None:
    assert members_of(["各镇"], None) == {}
