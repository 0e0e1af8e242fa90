"""A group keeps what the plan says, and what was changed by hand survives the plan's next version."""

from datetime import date

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.orgs.holders import Holder, resolve_holders
from luoshi.orgs.models import Convenor, GroupMember, Membership, Person, Post, Region, Unit, WorkingGroup
from luoshi.orgs.services import groups
from luoshi.orgs.services.groups import Convened, Named
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
    groups.follow_text(group=world.group, members=[Named("Bureau of Water", world.unit.pk), Named("Office of Dikes")])
    assert [(one.printed, one.liaison) for one in world.group.members.order_by("printed")] == [
        ("Bureau of Roads", ""),
        ("Bureau of Water", "Lu Qing"),
        ("Office of Dikes", ""),
    ]


def test_it_does_not_bring_back_who_was_taken_out(world: World) -> None:
    actor = world.people[Role.COORDINATION]
    groups.remove_member(member=world.group.members.get(), reason="Dissolved", actor=actor)
    groups.follow_text(group=world.group, members=[Named("Bureau of Water", world.unit.pk)])
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


@pytest.fixture
def bureau(world: World) -> Unit:
    """县发改局 with a head, 李强, and an office manager's post that nobody holds."""
    county = Region.objects.create(name="青禾县", level=Region.Level.COUNTY)
    unit = Unit.objects.create(name="县发改局", region=county)
    head = Post.objects.create(unit=unit, title="主要负责人")
    Post.objects.create(unit=unit, title="分管副局长")
    held = Person.objects.create(name="李强")
    Membership.objects.create(person=held, unit=unit, post=head, valid_from=date(2026, 1, 5))
    return unit


def test_it_finds_the_post_and_the_person_that_the_words_name(bureau: Unit) -> None:
    phrases = ["县发改局主要负责人", "县发展改革局局长", "青禾县发改局李强", "县发改局副局长", "分管副县长"]
    found = resolve_holders(phrases, region=bureau.region)
    head, person = Post.objects.get(title="主要负责人"), Person.objects.get()
    assert found == {
        "县发改局主要负责人": Holder(bureau, head),
        "县发展改革局局长": Holder(),
        "青禾县发改局李强": Holder(bureau, head, person),
        "县发改局副局长": Holder(bureau),
        "分管副县长": Holder(),
    }


def test_it_keeps_who_was_said_to_convene_through_a_new_version(world: World, bureau: Unit) -> None:
    actor = world.people[Role.COORDINATION]
    said = [Convened("第一召集人", "分管副县长", place=(4, 9)), Convened("召集人", "县发改局主要负责人")]
    groups.follow_text(group=world.group, members=[], convenors=said)
    first, second = world.group.convenors.all()
    assert ((first.start, first.end), first.source, first.post) == ((4, 9), "plan", None)
    first.post = Post.objects.get(title="分管副局长")
    groups.save_convenor(convenor=first, actor=actor)
    groups.remove_convenor(convenor=second, reason="调离", actor=actor)
    groups.save_convenor(convenor=Convenor(group=world.group, role="副召集人", who="李强", reason="增补"), actor=actor)
    groups.follow_text(group=world.group, members=[], convenors=[*said, Convened("副召集人", "县政府办副主任")])
    kept = [(one.role, one.who, one.unit, one.left_on is None) for one in world.group.convenors.all()]
    assert kept == [
        ("第一召集人", "分管副县长", bureau, True),
        ("召集人", "县发改局主要负责人", None, False),
        ("副召集人", "县政府办副主任", None, True),
        ("副召集人", "李强", None, True),
    ]


def test_a_collective_member_waits_for_no_match(world: World, client: Client) -> None:
    groups.follow_text(group=world.group, members=[Named("各镇（街道）", is_collective=True)])
    client.force_login(world.person(Role.REPORTER))
    page = client.get(f"/orgs/groups/{world.group.pk}/").content.decode()
    assert "各镇（街道）" in page
    assert "not matched" not in page
    assert "未匹配" not in page


def test_a_liaison_is_one_of_the_people_of_the_unit(world: World, bureau: Unit, client: Client) -> None:
    groups.follow_text(group=world.group, members=[Named("县发改局", bureau.pk)])
    member, stranger = world.group.members.get(), Person.objects.create(name="路人")
    client.force_login(world.person(Role.GROUP_OFFICE))
    address = f"/orgs/members/{member.pk}/"
    assert client.post(address, {"liaison_person": stranger.pk}).status_code == 200
    assert client.post(address, {"liaison_person": Person.objects.get(name="李强").pk}).status_code == 302
    member.refresh_from_db()
    assert (member.liaison_name, member.liaison_person) == ("李强", Person.objects.get(name="李强"))
