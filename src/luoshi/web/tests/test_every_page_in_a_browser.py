"""Every page, at a desk and on a telephone: no serious barrier, nothing cut off, nothing too small for a finger."""

import pytest
from django.db import transaction
from django.urls import reverse

from luoshi.accounts.roles import SEPARATE, Role
from luoshi.delivery.tests.desk_world import build
from luoshi.web.tests.test_permissions import all_rows
from luoshi.web.testwindow import Window
from luoshi.web.testworld import Row, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Whoever sees the most of a page opens it.
SEES_MOST = (
    Role.COORDINATION, Role.LEAD_UNIT, Role.REPORTER, Role.SUPERVISION, Role.LEADER, Role.GROUP_OFFICE,
    Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR,
)  # fmt: skip

# Files, data and parts of pages: parts are looked at on the page that they belong to.
NO_PAGES = {
    "delivery:task_why", "orgs:region_export", "orgs:unit_export", "plans:export", "plans:download",
    "plans:unit_options", "rounds:owed", "rounds:workbook", "seeing:tasks_json", "urging:panel", "web:health",
}  # fmt: skip


def pages() -> list[Row]:
    """What can be opened: every address that answers GET with a page."""
    return [row for row in all_rows() if row.method == "GET" and row.status == 200]


def opener(row: Row) -> Role | None:
    return next((role for role in SEES_MOST if role in row.allowed), None)


def address(row: Row, world: World) -> str:
    """The page's address in a world in which something happens."""
    if not row.names_a_thing and opener(row) not in SEPARATE:
        build(world)
    return reverse(row.url, kwargs=dict(row.arguments(world)))


def is_page(window: Window, path: str) -> bool:
    """Whether it is a whole page."""
    with transaction.atomic():
        answer = window.client.get(path)
        transaction.set_rollback(True)
    return (
        answer.headers["Content-Type"].startswith("text/html") and not answer.streaming and b"<html" in answer.content
    )


def faults(window: Window, path: str) -> dict[str, list[str]]:
    """What is wrong with a page, at a desk and on a telephone."""
    window.open(path)
    found = {"desktop": window.faults(phone=False)}
    window.show_at("phone")
    return found | {"phone": window.faults(phone=True)}


NOTHING: dict[str, list[str]] = {"desktop": [], "phone": []}


@pytest.mark.parametrize("row", pages(), ids=lambda row: row.url)
def test_a_page_has_no_barrier(row: Row, world: World, window: Window) -> None:
    path, role = address(row, world), opener(row)
    if role is not None:
        window.sign_in(world.person(role))
    assert is_page(window, path) != (row.url in NO_PAGES)
    if row.url not in NO_PAGES:
        assert faults(window, path) == NOTHING


@pytest.mark.parametrize("role", list(Role))
def test_the_first_page_of_each_role_has_no_barrier(role: Role, world: World, window: Window) -> None:
    if role not in SEPARATE:
        build(world).accepted()
    window.sign_in(world.person(role))
    assert faults(window, window.client.get("/").headers.get("Location", "/")) == NOTHING


def test_the_page_for_a_wrong_address_has_no_barrier(world: World, window: Window) -> None:
    window.sign_in(world.person(Role.REPORTER))
    found = faults(window, "/nowhere/")
    assert [fault for fault in found["desktop"] if "404" not in fault] == found["phone"] == []
