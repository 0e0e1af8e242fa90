"""Two units become one in one transaction, and part again exactly as they were."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.rights import can, reach
from luoshi.accounts.roles import Role, Verb
from luoshi.audit.services import verify
from luoshi.orgs.models import GroupMember, Membership, Person, Post, Unit, UnitAlias
from luoshi.orgs.naming import resolve
from luoshi.orgs.services.merging import merge, undo
from luoshi.web.testworld import World


@pytest.fixture
def office(world: World) -> User:
    return world.person(Role.COORDINATION)


def everything(world: World) -> list[object]:
    """All rows that point to a unit, to compare before and after."""
    return [
        list(Unit.objects.order_by("pk").values()),
        list(UnitAlias.objects.order_by("pk").values("pk", "unit", "name", "source")),
        list(RoleAssignment.objects.order_by("pk").values()),
        list(GroupMember.objects.order_by("pk").values()),
        list(Post.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
    ]


@pytest.fixture
def crowded(world: World) -> World:
    Unit.objects.create(name="Ferry Station", region=world.region, parent=world.other_unit)
    UnitAlias.objects.create(unit=world.other_unit, region=world.region, name="Highways")
    GroupMember.objects.create(group=world.group, printed="Roads", unit=world.other_unit)
    for unit in (world.unit, world.other_unit):
        post = Post.objects.create(unit=unit, title="Director")
        person = Person.objects.create(name=f"Head of {unit}")
        Membership.objects.create(person=person, unit=unit, post=post, valid_from=date(2026, 1, 1))
    reporter = world.people[Role.REPORTER]
    RoleAssignment.objects.create(user=reporter, role=Role.REPORTER, unit=world.other_unit)
    return world


def test_it_moves_everything_and_keeps_the_name(crowded: World, office: User) -> None:
    loser, winner = crowded.other_unit, crowded.unit
    merge(loser=loser, winner=winner, actor=office)
    loser.refresh_from_db()
    assert loser.merged_into == winner
    assert not loser.posts.exists()
    assert Unit.objects.get(name="Ferry Station").parent == winner
    assert crowded.group.members.get(printed="Roads").unit == winner
    for name in ("Highways", "Bureau of Roads"):
        assert resolve(name, region=crowded.region).unit == winner


def test_it_leaves_two_posts_of_one_title_apart(crowded: World, office: User) -> None:
    merge(loser=crowded.other_unit, winner=crowded.unit, actor=office)
    assert sorted(crowded.unit.posts.values_list("title", flat=True)) == ["Director", "Director（Bureau of Roads）"]


def test_it_answers_for_the_past_of_the_merged_unit(crowded: World, office: User) -> None:
    merge(loser=crowded.other_unit, winner=crowded.unit, actor=office)
    person = crowded.person(Role.UNIT_REVIEWER)
    assert reach(person, Verb.REPORT).units == {crowded.unit.pk, crowded.other_unit.pk}


def test_it_can_be_undone_to_the_row(crowded: World, office: User) -> None:
    before = everything(crowded)
    entry = merge(loser=crowded.other_unit, winner=crowded.unit, actor=office)
    assert everything(crowded) != before
    undo(entry=entry, actor=office)
    assert everything(crowded) == before
    assert not can(crowded.person(Role.UNIT_REVIEWER), Verb.REPORT, crowded.other_unit)
    assert verify().whole


def test_it_refuses_what_makes_no_sense(crowded: World, office: User) -> None:
    with pytest.raises(ValidationError):
        merge(loser=crowded.unit, winner=crowded.unit, actor=office)
    entry = merge(loser=crowded.other_unit, winner=crowded.unit, actor=office)
    with pytest.raises(ValidationError):
        merge(loser=crowded.other_unit, winner=crowded.unit, actor=office)
    undo(entry=entry, actor=office)
    with pytest.raises(ValidationError):
        undo(entry=entry, actor=office)


def test_it_is_done_and_undone_on_the_page(crowded: World, client: Client) -> None:
    client.force_login(crowded.person(Role.COORDINATION))
    answer = client.post(f"/orgs/units/{crowded.other_unit.pk}/merge/", {"winner": crowded.unit.pk}, follow=True)
    (entry,) = answer.context["merges"]
    client.post(f"/orgs/merges/{entry.pk}/undo/")
    assert Unit.objects.get(pk=crowded.other_unit.pk).merged_into is None
