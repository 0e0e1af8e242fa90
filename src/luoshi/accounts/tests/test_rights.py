"""Rights follow roles and their scope; administrators and auditors stay separate."""

import pytest
from django.core.exceptions import ValidationError

from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.rights import can, reach, scope
from luoshi.accounts.roles import Role, Verb
from luoshi.accounts.services import RoleConflict, assign_role, remove_role
from luoshi.orgs.models import Region, Unit
from luoshi.web.testworld import World


def test_it_keeps_a_reporter_within_the_own_unit(world: World) -> None:
    reporter = world.person(Role.REPORTER)
    assert can(reporter, Verb.REPORT, world.unit)
    assert not can(reporter, Verb.REPORT, world.other_unit)
    assert list(scope(Unit.objects.all(), reporter, Verb.REPORT, unit="pk")) == [world.unit]


def test_it_lets_a_region_reach_the_units_below_it(world: World) -> None:
    town = Region.objects.create(name="Reed Town", level=Region.Level.TOWN, parent=world.region)
    office = Unit.objects.create(name="Reed Town", region=town)
    person = world.person(Role.LEADER)
    RoleAssignment.objects.filter(user=person).update(region=world.region)
    assert reach(person, Verb.READ_ALL_TASKS).units == {world.unit.pk, world.other_unit.pk, office.pk}


def test_it_gives_a_closed_account_no_rights(world: World) -> None:
    leader = world.person(Role.LEADER)
    leader.is_active = False
    assert not can(leader, Verb.READ_TASKS)


@pytest.mark.parametrize(("held", "wanted"), [(Role.REPORTER, Role.AUDITOR), (Role.ADMINISTRATOR, Role.LEADER)])
def test_it_keeps_administrators_and_auditors_apart(world: World, held: Role, wanted: Role) -> None:
    with pytest.raises(RoleConflict):
        assign_role(user=world.person(held), role=wanted, actor=None)


def test_it_refuses_the_same_role_twice(world: World) -> None:
    with pytest.raises(ValidationError):
        assign_role(user=world.person(Role.LEADER), role=Role.LEADER, actor=None)


def test_it_keeps_the_last_administrator(world: World) -> None:
    administrator = world.person(Role.ADMINISTRATOR)
    with pytest.raises(ValidationError):
        remove_role(held=administrator.roles.get(), actor=administrator)
