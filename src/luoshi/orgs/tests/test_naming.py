"""A printed name is resolved by name, alias or likeness; a decision is remembered."""

import pytest

from luoshi.accounts.roles import Role
from luoshi.orgs.models import Unit
from luoshi.orgs.naming import likeness, remember, resolve
from luoshi.web.testworld import World


@pytest.fixture
def bureau(world: World) -> Unit:
    return Unit.objects.create(name="青岚县科技和工业信息化局", short_name="县科工信局", region=world.region)


def test_it_knows_full_and_short_names(world: World, bureau: Unit) -> None:
    assert resolve("县科工信局", region=world.region).unit == bureau
    assert resolve(bureau.name, region=world.region).how == "exact"


def test_it_suggests_but_does_not_decide(world: World, bureau: Unit) -> None:
    answer = resolve("科工局", region=world.region)
    assert answer.unit is None
    assert answer.suggestions[0].unit == bureau


def test_it_remembers_a_decision(world: World, bureau: Unit) -> None:
    remember(name="科工局", unit=bureau, region=world.region, actor=world.people[Role.COORDINATION])
    answer = resolve("科工局", region=world.region)
    assert (answer.unit, answer.how) == (bureau, "alias")


def test_it_finds_nothing_alike_in_a_different_name() -> None:
    assert likeness("县文旅局", "县水利局") < 80
    assert likeness("", "县水利局") == 0
