"""A role that a post holds is had by whoever holds the post, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.rights import can
from luoshi.accounts.roles import Role, Verb
from luoshi.accounts.selectors import holders
from luoshi.accounts.services import RoleConflict, assign_role, link_person
from luoshi.orgs.models import Membership, Person, Post
from luoshi.web.testworld import World, make_person


@pytest.fixture
def post(world: World) -> Post:
    post = Post.objects.create(unit=world.other_unit, title="Clerk")
    assign_role(post=post, role=Role.REPORTER, unit=world.other_unit, actor=None)
    return post


def somebody(world: World, name: str) -> User:
    user = make_person(Role.REPORTER, world, username=name)
    user.roles.all().delete()
    user.person = Person.objects.create(name=name)
    user.save()
    return user


def appointed(user: User, post: Post, since: date, until: date | None = None) -> None:
    person = user.person
    assert person is not None
    Membership.objects.create(person=person, unit=post.unit, post=post, valid_from=since, valid_to=until)


def may(user: User, world: World) -> bool:
    return can(User.objects.get(pk=user.pk), Verb.REPORT, world.other_unit)


def test_it_gives_the_role_to_the_holder_and_to_no_other(world: World, post: Post) -> None:
    user = somebody(world, "qing")
    assert not may(user, world)
    appointed(user, post, date(2026, 1, 1))
    assert may(user, world)
    assert list(holders([Role.REPORTER], [world.other_unit.pk])) == [user]


@pytest.mark.parametrize(("first", "last"), [(-30, -1), (1, None)])
def test_it_gives_it_only_while_the_post_is_held(world: World, post: Post, first: int, last: int | None) -> None:
    user, today = somebody(world, "qing"), timezone.localdate()
    until = today + timedelta(days=last) if last is not None else None
    appointed(user, post, today + timedelta(days=first), until)
    assert not may(user, world)


def test_it_never_lets_an_administrators_role_pass_with_a_post(world: World, post: Post) -> None:
    for role in (Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR):
        with pytest.raises(RoleConflict):
            assign_role(post=post, role=role, actor=None)


def test_it_keeps_the_three_administrators_out_of_posts_with_roles(world: World, post: Post, client: Client) -> None:
    auditor = world.person(Role.AUDITOR)
    person = Person.objects.create(name="Yan Zheng")
    link_person(user=auditor, person=person, actor=auditor)
    client.force_login(world.person(Role.COORDINATION))
    client.post(f"/accounts/posts/{post.pk}/appoint/", {"person": person.pk, "since": "2026-01-05"})
    assert not Membership.objects.filter(person=person).exists()
    appointed(auditor, Post.objects.create(unit=world.unit, title="Archivist"), date(2026, 1, 1))
    with pytest.raises(RoleConflict):
        assign_role(post=Post.objects.get(title="Archivist"), role=Role.REPORTER, unit=world.unit, actor=None)


def test_it_gives_separate_administrators_their_role_for_everything_only(world: World) -> None:
    user = somebody(world, "qing")
    with pytest.raises(RoleConflict):
        assign_role(user=user, role=Role.ADMINISTRATOR, region=world.region, actor=None)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SECURITY])
def test_it_parts_opening_accounts_from_giving_roles(world: World, client: Client, role: Role) -> None:
    client.force_login(world.person(role))
    user = somebody(world, "qing")
    form = {"role": Role.LEADER.value, "unit": "", "region": "", "group": ""}
    given = client.post(f"/accounts/users/{user.pk}/roles/", form).status_code == 302
    assert given is (role == Role.SECURITY)
    assert RoleAssignment.objects.filter(user=user).exists() is given
    opened = client.get("/accounts/users/new/").status_code == 200
    assert opened is (role == Role.ADMINISTRATOR)


def test_it_tells_everybody_who_may_do_what(world: World, client: Client) -> None:
    client.force_login(world.person(Role.REPORTER))
    answer = client.get("/accounts/roles/")
    assert len(answer.context["rows"]) == len(Verb)
    assert all(len(cells) == len(Role) for _words, cells in answer.context["rows"])
