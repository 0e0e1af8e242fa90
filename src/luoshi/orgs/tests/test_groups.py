"""A group keeps what the plan says, and what was changed by hand survives the plan's next version."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs.models import GroupMember, WorkingGroup
from luoshi.orgs.services import groups
from luoshi.web.testworld import World


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("综合协调组", "coordination"),
        ("清河行动综合协调组", "coordination"),
        ("清河行动领导小组", "leading"),
        ("水务专班", "group"),
    ],
)
def test_it_knows_what_sort_of_group_a_name_means(name: str, kind: str) -> None:
    assert groups.kind_of(name) == kind


def test_it_keeps_liaisons_and_later_members_through_a_new_version(world: World) -> None:
    actor = world.people[Role.COORDINATION]
    member = world.group.members.get()
    groups.set_liaison(member=member, liaison="Lu Qing", phone="", actor=actor)
    groups.add_member(group=world.group, unit=world.other_unit, reason="Roads along the river", actor=actor)
    groups.follow_text(group=world.group, members={"Bureau of Water": world.unit.pk, "Office of Dikes": None})
    assert [(one.printed, one.liaison) for one in world.group.members.order_by("printed")] == [
        ("Bureau of Roads", ""),
        ("Bureau of Water", "Lu Qing"),
        ("Office of Dikes", ""),
    ]


def test_it_does_not_bring_back_who_was_taken_out(world: World) -> None:
    actor = world.people[Role.COORDINATION]
    groups.remove_member(member=world.group.members.get(), reason="Dissolved", actor=actor)
    groups.follow_text(group=world.group, members={"Bureau of Water": world.unit.pk})
    assert world.group.members.get().left_on is not None


def test_it_wants_a_reason(world: World, client: Client) -> None:
    member = world.group.members.get()
    client.force_login(world.person(Role.GROUP_OFFICE))
    client.post(f"/orgs/members/{member.pk}/remove/", {"reason": ""})
    assert GroupMember.objects.get(pk=member.pk).left_on is None
    client.post(f"/orgs/members/{member.pk}/remove/", {"reason": "Dissolved"})
    assert GroupMember.objects.get(pk=member.pk).reason == "Dissolved"


def test_it_lets_an_office_keep_its_own_group_only(world: World, client: Client) -> None:
    other = WorkingGroup.objects.create(name="Clear Air Group", region=world.region)
    client.force_login(world.person(Role.GROUP_OFFICE))
    assert client.get(f"/orgs/groups/{world.group.pk}/edit/").status_code == 200
    assert client.get(f"/orgs/groups/{other.pk}/").status_code == 200
    assert client.get(f"/orgs/groups/{other.pk}/edit/").status_code == 403
    form = {"unit": world.unit.pk, "reason": "x"}
    assert client.post(f"/orgs/groups/{other.pk}/members/", form).status_code == 403
