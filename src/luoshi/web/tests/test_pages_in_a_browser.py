"""Every page of the frame, of accounts, units and the audit record: no script error, no serious barrier."""

import pytest

from luoshi.accounts.roles import Role
from luoshi.audit.services import record
from luoshi.orgs.models import Convenor, GroupMember, UnitAlias
from luoshi.web.testpages import Desk
from luoshi.web.testworld import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lively_world(transactional_db: None) -> World:
    from django.db import transaction

    world = build()
    UnitAlias.objects.create(unit=world.unit, region=world.region, name="Water Affairs")
    Convenor.objects.create(group=world.group, role="Convenor", who="Deputy head of the county")
    GroupMember.objects.create(group=world.group, printed="Office of Dikes", order=1)
    with transaction.atomic():
        record(
            action="orgs.unit_updated", subject=world.unit, actor=world.people[Role.COORDINATION], data={"name": "x"}
        )
    return world


PAGES = [
    (Role.REPORTER, "desk", "/"),
    (Role.REPORTER, "profile", "/accounts/profile/"),
    (Role.REPORTER, "password", "/accounts/password/"),
    (Role.COORDINATION, "units", "/orgs/units/"),
    (Role.COORDINATION, "unit", "/orgs/units/{unit}/"),
    (Role.COORDINATION, "unit-edit", "/orgs/units/{unit}/edit/"),
    (Role.COORDINATION, "groups", "/orgs/groups/"),
    (Role.COORDINATION, "group", "/orgs/groups/{group}/"),
    (Role.ADMINISTRATOR, "users", "/accounts/users/"),
    (Role.ADMINISTRATOR, "user-new", "/accounts/users/new/"),
    (Role.ADMINISTRATOR, "user", "/accounts/users/{person}/"),
    (Role.AUDITOR, "audit", "/audit/"),
    (Role.AUDITOR, "history", "/audit/history/orgs.unit/{unit}/"),
]


@pytest.mark.parametrize(("role", "name", "path"), PAGES, ids=[page[1] for page in PAGES])
def test_it_shows_the_page_without_errors_and_barriers(
    role: Role, name: str, path: str, desk: Desk, lively_world: World
) -> None:
    world = lively_world
    desk.sign_in(world.people[role])
    keys = {"unit": world.unit.pk, "group": world.group.pk, "person": world.people[Role.REPORTER].pk}
    desk.open(path.format(**keys))
    desk.picture(name)
    assert desk.barriers() == []
    assert desk.complaints == []


def test_it_lets_people_in_and_shows_where_the_name_goes(desk: Desk, lively_world: World) -> None:
    desk.open("/accounts/sign-in/")
    desk.picture("sign-in")
    assert desk.barriers() == []
    desk.sign_in(lively_world.people[Role.REPORTER], password="wrong")
    assert desk.page.locator(".alert-danger").is_visible()
    desk.sign_in(lively_world.people[Role.REPORTER])
    assert desk.page.locator("h1").is_visible()
    assert desk.complaints == []


def test_it_speaks_english_after_the_switch(desk: Desk, lively_world: World) -> None:
    desk.sign_in(lively_world.people[Role.REPORTER])
    desk.page.click("header button[name=language]")
    desk.page.wait_for_load_state()
    assert desk.page.locator("h1").inner_text() == "My desk"
    assert desk.page.locator("html").get_attribute("lang") == "en"


def test_it_names_what_failed_when_the_server_is_away(desk: Desk, lively_world: World) -> None:
    desk.sign_in(lively_world.people[Role.COORDINATION])
    desk.open("/orgs/units/")
    desk.page.route("**/orgs/units/?**", lambda route: route.abort())
    desk.page.fill(".filter-bar input[name=q]", "Water")
    toast = desk.page.locator("#toasts .toast")
    toast.wait_for()
    assert toast.locator("button").count() == 2


def test_it_filters_without_leaving_the_page_and_keeps_the_address(desk: Desk, lively_world: World) -> None:
    desk.sign_in(lively_world.people[Role.COORDINATION])
    desk.open("/orgs/units/")
    desk.page.fill(".filter-bar input[name=q]", "Roads")
    desk.page.wait_for_url("**q=Roads**")
    assert "Bureau of Water" not in desk.page.locator("#units").inner_text()
