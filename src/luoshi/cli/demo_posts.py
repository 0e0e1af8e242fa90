"""The demo's people: every unit has two posts, each with its holder; rights and open work follow the post."""

from collections.abc import Iterable
from datetime import date
from random import Random

from luoshi.accounts.handover import hand_over
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.cli.demo_people import PEOPLE, County, Persona, start_of
from luoshi.orgs.models import GroupMember, Membership, Person, Post, Unit
from luoshi.orgs.services.people import save_person

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马苗方俞袁柳鲍史唐薛贺汤罗毕郝"
GIVEN = (
    "嘉禾", "思远", "雨桐", "一鸣", "文清", "立新", "海涛", "静怡", "国栋", "晓岚", "志恒", "玉洁", "建平", "春燕",
    "子衡", "秋实", "明轩", "慧敏", "长青", "丽华", "向阳", "若溪", "景行", "德润", "佳宁", "永康", "书瑶", "振宇",
)  # fmt: skip
POSTS = {
    Role.REPORTER: "联络员",
    Role.LEAD_UNIT: "主要负责人",
    Role.UNIT_REVIEWER: "分管负责人",
}
LEAVING, SUCCESSOR = "县教育局", "温如玉"


def staff(county: County, day: date) -> None:
    """Two posts in every unit, held since the first day; who can sign in holds the post of the same role."""
    units = list(Unit.objects.order_by("pk"))
    named = {(person.unit, person.role): person for person in PEOPLE if person.unit}
    wanted = [(unit, role) for unit in units for role in (Role.REPORTER, Role.LEAD_UNIT)]
    known = {unit.name: unit for unit in units}
    wanted += [(known[name], role) for name, role in named if role == Role.UNIT_REVIEWER and name in known]
    posts = Post.objects.bulk_create([Post(unit=unit, title=POSTS[role]) for unit, role in wanted])
    holders = _holders(county, wanted, named)
    since = start_of(day)
    Membership.objects.bulk_create(
        [
            Membership(person=user.person, unit=post.unit, post=post, valid_from=since)
            for user, post in zip(holders, posts, strict=True)
        ]
    )
    RoleAssignment.objects.bulk_create(
        [RoleAssignment(post=post, role=role, unit=unit) for post, (unit, role) in zip(posts, wanted, strict=True)]
    )
    for user, (unit, role) in zip(holders, wanted, strict=True):
        (county.reporters if role == Role.REPORTER else county.heads).setdefault(unit.pk, user)


def _holders(county: County, wanted: Iterable[tuple[Unit, Role]], named: dict[tuple[str, Role], Persona]) -> list[User]:
    """An account for every post: the personas', and for the rest ones that nobody signs in to."""
    found: list[User] = []
    for number, (unit, role) in enumerate(wanted):
        persona = named.get((unit.name, role))
        if persona is not None:
            found.append(county.users[persona.username])
        else:
            user = User(username=f"p{number:03d}", display_name=_name(number), must_change_password=False)
            user.set_unusable_password()
            found.append(user)
    phones = (f"555-{number:04d}" for number in range(101, 101 + len(found)))  # numbers that nobody has
    people = Person.objects.bulk_create(
        [Person(name=user.display_name, phone=phone) for user, phone in zip(found, phones, strict=True)]
    )
    for user, person in zip(found, people, strict=True):
        user.person = person
    User.objects.bulk_create([user for user in found if user.pk is None])
    User.objects.bulk_update([user for user in found if user.pk is not None], ["person"])
    return found


def _name(number: int) -> str:
    chance = Random(number)
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def name_liaisons(county: County) -> None:
    """Each member unit of a working group sends the holder of its reporting post."""
    members = list(GroupMember.objects.filter(unit__isnull=False))
    for member in members:
        reporter = county.reporters.get(member.unit_id or 0)
        member.liaison = reporter.display_name if reporter else ""
    GroupMember.objects.bulk_update(members, ["liaison"], batch_size=500)


def pass_a_post_on(county: County) -> None:
    """One reporter has left today: the successor finds the open work under the same post."""
    membership = Membership.objects.filter(unit__name=LEAVING, post__title=POSTS[Role.REPORTER]).first()
    if membership is None:
        return
    successor = save_person(person=Person(name=SUCCESSOR, phone="555-0100"), actor=county.users["guanli"])
    user = User(username="jiaoyu", display_name=SUCCESSOR, person=successor, must_change_password=False)
    user.set_unusable_password()
    user.save()
    hand_over(membership=membership, successor=successor, actor=county.users["guanli"])
    county.reporters[membership.unit_id] = user
