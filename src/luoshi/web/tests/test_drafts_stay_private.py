"""No page, list, export, search or record shows a unit's draft to anybody outside the unit.

The addresses are those of the permission table, so that a new page is looked into as soon as it exists.
"""

import io
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.tests.desk_world import DeskWorld, build
from luoshi.web.tests.test_permissions import all_rows
from luoshi.web.testworld import Row, World, make_person

SECRET = "Twelve culverts are cleared"
LISTS = [row for row in all_rows() if row.method == "GET"]
OUTSIDERS = (Role.GROUP_OFFICE, Role.COORDINATION, Role.SUPERVISION, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR)


def outsiders(world: World) -> list[User]:
    """Everybody who is not of the first unit; the neighbour supports the same task."""
    neighbour = make_person(Role.LEAD_UNIT, world, username="neighbour")
    RoleAssignment.objects.filter(user=neighbour).update(unit=world.other_unit)
    return [neighbour, *(world.person(role) for role in OUTSIDERS)]


def body(answer: HttpResponseBase) -> str:
    """Everything an answer says, the inside of workbooks and documents included."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either kind of response
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode("utf-8", "replace")


def _write_draft(world: World) -> None:
    """A draft of the first unit; some rows of the table have made the tasks already, and accepted them."""
    owed = Task.objects.filter(parties__unit=world.unit, parties__answers=True).order_by("plan_task__order")
    if not owed.exists():
        build(world)
    known = list(owed.select_related("plan_task__version"))
    busy = DeskWorld(world, known[0].plan_task.version, known)
    if busy.task.state == "assigned":
        busy.accepted()
    busy.draft()


def shown(row: Row, world: World, client: Client) -> list[str]:
    """The people to whom this address shows the draft."""
    arguments = dict(row.arguments(world))
    if not Report.objects.exists():
        _write_draft(world)
    if Report.objects.exclude(state__in=Report.WITH_THE_UNIT).exists():
        return []
    address, found = reverse(row.url, kwargs=arguments), []
    for user in outsiders(world):
        client.force_login(user)
        for query in ({}, {"q": "culverts"}):
            if SECRET in body(client.get(address, query)):
                found.append(user.username)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("row", LISTS, ids=lambda row: row.url)
def test_it_shows_no_draft_to_outsiders(row: Any, world: World, client: Client) -> None:
    with transaction.atomic():
        assert shown(row, world, client) == []


def test_it_would_notice(world: World, client: Client) -> None:
    busy = build(world)
    busy.accepted()
    draft = busy.draft()
    client.force_login(world.person(Role.REPORTER))
    assert SECRET in body(client.get(reverse("delivery:report_detail", args=[draft.pk])))
