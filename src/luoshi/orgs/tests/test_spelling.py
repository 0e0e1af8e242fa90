"""Names that differ only by the region in front or the seat of a town behind are the same name."""

import pytest

from luoshi.orgs.models import Region, Unit, UnitAlias
from luoshi.orgs.naming import resolve
from luoshi.orgs.spelling import core
from luoshi.web.testworld import World


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青岚县财政局", "财政局"),
        ("青岚财政局", "财政局"),
        ("县财政局", "财政局"),
        ("财政局", "财政局"),
        ("河口镇人民政府", "河口镇"),
        ("青岚县河口镇政府", "河口镇"),
        ("城东街道办事处", "城东街道"),
        ("县域经济办", "县域经济办"),
    ],
)
def test_it_leaves_the_core_of_a_name(name: str, expected: str) -> None:
    assert core(name, "青岚县") == expected


def test_it_does_not_take_a_word_for_a_city() -> None:
    assert core("市场监管局", "青江市") == "市场监管局"
    assert core("市市场监管局", "青江市") == "市场监管局"


@pytest.fixture
def county(world: World) -> Region:
    city = Region.objects.create(name="青江市", code="990100", level=Region.Level.CITY)
    Unit.objects.create(name="青江市财政局", region=city)
    county = Region.objects.create(name="青岚县", code="990122", level=Region.Level.COUNTY, parent=city)
    Unit.objects.create(name="青岚县财政局", region=county)
    Unit.objects.create(name="河口镇人民政府", region=county, kind=Unit.Kind.TOWN)
    return county


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("县财政局", "青岚县财政局"),
        ("财政局", "青岚县财政局"),
        ("市财政局", "青江市财政局"),
        ("青江市财政局", "青江市财政局"),
        ("河口镇", "河口镇人民政府"),
        ("河口镇政府", "河口镇人民政府"),
    ],
)
def test_it_resolves_by_level(county: Region, name: str, means: str) -> None:
    answer = resolve(name, region=county)
    assert answer.unit is not None
    assert answer.unit.name == means


def test_it_decides_nothing_where_two_would_fit(county: Region) -> None:
    Unit.objects.create(name="财政局", region=county)
    Unit.objects.create(name="县财政局", region=county)
    assert resolve("青岚财政局", region=county).unit is None


def test_it_reads_an_alias_as_of_the_document(county: Region) -> None:
    from datetime import date

    old = Unit.objects.create(name="青岚县经济局", region=county)
    new = Unit.objects.create(name="青岚县科工局", region=county)
    UnitAlias.objects.create(unit=old, region=county, name="工信局", valid_to=date(2024, 12, 31))
    UnitAlias.objects.create(unit=new, region=county, name="工信局", valid_from=date(2025, 1, 1))
    assert resolve("工信局", region=county, on=date(2023, 5, 1)).unit == old
    assert resolve("工信局", region=county, on=date(2026, 5, 1)).unit == new


def test_it_resolves_every_spelling_of_a_decided_name(county: Region) -> None:
    unit = Unit.objects.create(name="青岚县科技和工业信息化局", region=county)
    assert resolve("县科工局", region=county).unit is None
    UnitAlias.objects.create(unit=unit, region=county, name="县科工局")
    for spelling in ("县科工局", "科工局", "青岚县科工局"):
        assert resolve(spelling, region=county).unit == unit
