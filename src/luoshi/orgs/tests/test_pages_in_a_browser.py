"""The pages of regions, units, posts, people and groups: no script error, no serious barrier."""

from datetime import date

import pytest
from django.db import transaction

from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Convenor, GroupMember, Membership, Person, Post, Region, Unit, UnitAlias
from luoshi.orgs.services.merging import merge
from luoshi.web.testpages import Desk
from luoshi.web.testworld import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town_hall(transactional_db: None) -> dict[str, int]:
    """A county with everything that its pages can show; the keys of the addresses."""
    world = build()
    region = world.region
    city = Region.objects.create(name="青江市", code="990100", level=Region.Level.CITY)
    Region.objects.filter(pk=region.pk).update(name="青岚县", parent=city)
    zone = Region.objects.create(name="青岚经济开发区", level=Region.Level.VIRTUAL, parent=region)
    Region.objects.create(name="河口镇", code="990121100", level=Region.Level.TOWN, parent=zone)
    bureau = Unit.objects.create(name="青江市生态环境局", region=city)
    Unit.objects.filter(pk=world.unit.pk).update(name="青岚县水利局", short_name="县水利局", parent=bureau)
    UnitAlias.objects.create(unit=world.unit, region=region, name="河务局", valid_to=date(2024, 12, 31))
    Convenor.objects.create(group=world.group, role="总牵头", who="县委常委、常务副县长")
    GroupMember.objects.create(group=world.group, printed="各镇（街道）", order=1)
    post = Post.objects.create(unit=world.unit, title="办公室主任")
    Post.objects.create(unit=world.unit, title="联络员")
    person = Person.objects.create(name="何田", phone="0999-1234567")
    held = Membership.objects.create(person=person, unit=world.unit, post=post, valid_from=date(2026, 1, 5))
    reporter = world.people[Role.REPORTER]
    reporter.person = person
    reporter.save()
    RoleAssignment.objects.create(post=post, role=Role.UNIT_REVIEWER, unit=world.unit)
    with transaction.atomic():
        merge(loser=world.other_unit, winner=world.unit, actor=world.people[Role.COORDINATION])
    keys = {"unit": world.unit.pk, "region": region.pk, "group": world.group.pk, "post": post.pk}
    member = world.group.members.first()
    assert member is not None
    return {**keys, "person": person.pk, "held": held.pk, "member": member.pk, "account": reporter.pk}


PAGES = [
    ("coordination", "regions", "/orgs/regions/"),
    ("coordination", "region", "/orgs/regions/{region}/"),
    ("coordination", "import-units", "/orgs/units/import/"),
    ("coordination", "unit-full", "/orgs/units/{unit}/"),
    ("coordination", "unit-form", "/orgs/units/{unit}/edit/"),
    ("coordination", "merge", "/orgs/units/{unit}/merge/"),
    ("coordination", "people", "/orgs/people/"),
    ("coordination", "person", "/orgs/people/{person}/"),
    ("coordination", "group-full", "/orgs/groups/{group}/"),
    ("coordination", "member", "/orgs/members/{member}/"),
    ("coordination", "handover", "/accounts/handover/{held}/"),
    ("security", "post", "/accounts/posts/{post}/"),
    ("security", "account-roles", "/accounts/users/{account}/"),
    ("reporter", "who-can", "/accounts/roles/"),
]


@pytest.mark.parametrize(("role", "name", "path"), PAGES, ids=[page[1] for page in PAGES])
def test_it_shows_the_page_without_errors_and_barriers(
    role: str, name: str, path: str, desk: Desk, town_hall: dict[str, int]
) -> None:
    from luoshi.accounts.models import User

    desk.sign_in(User.objects.get(username=role))
    desk.open(path.format(**town_hall))
    desk.picture(name)
    assert desk.page.locator("h1").inner_text()
    assert desk.barriers() == []
    assert desk.complaints == []


def test_it_hands_a_post_over_in_a_few_clicks(desk: Desk, town_hall: dict[str, int]) -> None:
    from luoshi.accounts.models import User

    Person.objects.create(name="唐凌")
    desk.sign_in(User.objects.get(username="coordination"))
    desk.open(f"/accounts/handover/{town_hall['held']}/")
    desk.page.select_option("select[name=successor]", label="唐凌")
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_load_state()
    assert "唐凌" in desk.page.locator("main").inner_text()
    assert Membership.objects.get(pk=town_hall["held"]).ended_at is not None
    assert desk.complaints == []
