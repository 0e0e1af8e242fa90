"""When somebody leaves a post, everything open goes with the post, at once and in one record."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from luoshi.accounts.handover import hand_over, overview
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery.models import Report
from luoshi.delivery.rights import visible_reports, visible_tasks
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.orgs.models import Convenor, Membership, Person, Post
from luoshi.web.testworld import make_person


@pytest.fixture
def appointment(busy: DeskWorld) -> Membership:
    """The reporter holds the clerk's post; the role is held in person."""
    user = busy.person(Role.REPORTER)
    user.person = Person.objects.create(name="Lin Zhou")
    user.save()
    post = Post.objects.create(unit=busy.world.unit, title="Clerk")
    return Membership.objects.create(person=user.person, unit=busy.world.unit, post=post, valid_from=date(2026, 1, 5))


@pytest.fixture
def successor(busy: DeskWorld) -> User:
    user = make_person(Role.REPORTER, busy.world, username="heir")
    user.roles.all().delete()
    user.person = Person.objects.create(name="Tang Ling")
    user.save()
    return user


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_it_passes_rights_and_drafts_to_the_successor(
    busy: DeskWorld, appointment: Membership, successor: User
) -> None:
    busy.accepted()
    draft = busy.draft()
    leaving = busy.person(Role.REPORTER)
    assert not visible_tasks(fresh(successor)).exists()
    hand_over(membership=appointment, successor=successor.person, actor=busy.person(Role.COORDINATION))
    assert Report.objects.get(pk=draft.pk).author == successor
    assert busy.task in visible_tasks(fresh(successor))
    assert draft in visible_reports(fresh(successor))
    assert not visible_tasks(fresh(leaving)).exists()
    assert not visible_reports(fresh(leaving)).exists()


def test_it_shuts_the_pages_to_who_left(
    busy: DeskWorld, appointment: Membership, successor: User, client: Client
) -> None:
    busy.accepted()
    draft = busy.draft()
    client.force_login(busy.person(Role.REPORTER))
    assert client.get(f"/delivery/reports/{draft.pk}/").status_code == 200
    hand_over(membership=appointment, successor=successor.person, actor=busy.person(Role.COORDINATION))
    assert client.get(f"/delivery/reports/{draft.pk}/").status_code in {403, 404}
    assert client.get(f"/delivery/tasks/{busy.task.pk}/").status_code in {403, 404}
    assert client.get("/delivery/tasks/").status_code == 403


def test_it_shows_what_is_open_before(busy: DeskWorld, appointment: Membership, client: Client) -> None:
    busy.accepted()
    busy.draft()
    client.force_login(busy.person(Role.COORDINATION))
    answer = client.get(f"/accounts/handover/{appointment.pk}/")
    open_work = {str(one.title): one.count for one in answer.context["overview"].work}
    assert open_work["Drafts written by this person"] == 1
    assert [held.role for held in overview(appointment).to_post] == [Role.REPORTER]


def test_it_waits_with_the_post_where_nobody_follows_yet(
    busy: DeskWorld, appointment: Membership, successor: User
) -> None:
    hand_over(membership=appointment, successor=None, actor=busy.person(Role.COORDINATION))
    held = RoleAssignment.objects.get(post=appointment.post)
    assert (held.role, held.unit) == (Role.REPORTER, busy.world.unit)
    assert successor.person is not None
    Membership.objects.create(
        person=successor.person, unit=busy.world.unit, post=appointment.post, valid_from=date(2026, 1, 5)
    )
    assert busy.task in visible_tasks(fresh(successor))


def test_it_is_one_record_and_happens_once(busy: DeskWorld, appointment: Membership, successor: User) -> None:
    actor = busy.person(Role.COORDINATION)
    hand_over(membership=appointment, successor=successor.person, actor=actor)
    assert Record.objects.filter(action="accounts.handed_over").count() == 1
    with pytest.raises(ValidationError):
        hand_over(membership=appointment, successor=successor.person, actor=actor)


def test_it_leaves_roles_for_another_unit_where_the_person_still_works(
    busy: DeskWorld, appointment: Membership
) -> None:
    world, user = busy.world, busy.person(Role.REPORTER)
    RoleAssignment.objects.create(user=user, role=Role.REPORTER, unit=world.other_unit)
    Membership.objects.create(person=appointment.person, unit=world.other_unit, valid_from=date(2026, 1, 5))
    hand_over(membership=appointment, successor=None, actor=busy.person(Role.COORDINATION))
    assert [held.unit for held in fresh(user).roles.all()] == [world.other_unit]


def test_it_puts_the_successor_where_the_person_stood_in_working_groups(
    busy: DeskWorld, appointment: Membership, successor: User
) -> None:
    group = busy.world.group
    liaison = group.members.get()
    liaison.liaison_person = appointment.person
    liaison.save()
    convenor = Convenor.objects.create(group=group, role="召集人", who="Lin Zhou", person=appointment.person)
    assert [one.count for one in overview(appointment).work if group.name in str(one.shown)] == [2]
    entry = hand_over(membership=appointment, successor=successor.person, actor=busy.person(Role.COORDINATION))
    liaison.refresh_from_db()
    convenor.refresh_from_db()
    assert (liaison.liaison_person, convenor.person) == (successor.person, successor.person)
    assert entry.data["places"] == 2
