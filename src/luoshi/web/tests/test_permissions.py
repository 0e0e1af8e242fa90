"""Every address answers every role as one table says: each room's rows stand in its `tests/permission_rows.py`."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.web.testworld import Row, World, strangers

REFUSED = {403, 404}


def rooms() -> list[str]:
    return [config.name for config in apps.get_app_configs() if config.name.startswith("luoshi.")]


def all_rows() -> list[Row]:
    rows: list[Row] = []
    for room in rooms():
        if find_spec(f"{room}.tests") and find_spec(f"{room}.tests.permission_rows"):
            rows += import_module(f"{room}.tests.permission_rows").ROWS
    return rows


def url_names(resolver: URLResolver, prefix: str = "") -> list[str]:
    names: list[str] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names += url_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            names.append(f"{prefix}{pattern.name}")
    return names


def without_row(names: Iterable[str], rows: Iterable[Row]) -> set[str]:
    """The addresses that no row speaks of."""
    return set(names) - {row.url for row in rows}


def test_it_has_a_row_for_every_address() -> None:
    missing = without_row(url_names(get_resolver()), all_rows())
    assert not missing, f"no permission row for {sorted(missing)}: add them to <room>/tests/permission_rows.py"


def test_it_would_notice_an_address_without_a_row() -> None:
    rows = all_rows()
    assert without_row([*url_names(get_resolver()), "plans:back_door"], rows) == {"plans:back_door"}
    kept = [row for row in rows if row.url != "plans:review"]
    assert without_row(url_names(get_resolver()), kept) == {"plans:review"}


@pytest.mark.django_db
def test_it_has_a_row_for_every_method_that_an_address_takes(world: World, client: Client) -> None:
    told: dict[str, set[str]] = {}
    first: dict[str, Row] = {}
    for row in all_rows():
        told.setdefault(row.url, set()).add(row.method)
        first.setdefault(row.url, row)
    client.force_login(world.person(Role.COORDINATION))
    taken = {name: _methods(client, row, world) for name, row in first.items()}
    assert taken == told


def _methods(client: Client, row: Row, world: World) -> set[str]:
    """What a page says it takes when it is asked in a way that no page knows."""
    with transaction.atomic():
        answer = client.generic("BREW", reverse(row.url, kwargs=dict(row.arguments(world))))
        transaction.set_rollback(True)
    assert answer.status_code == 405, f"{row.url} does not say which methods it takes: use require_http_methods"
    return {method.strip() for method in answer.headers["Allow"].split(",")} - {"HEAD", "OPTIONS"}


@pytest.mark.django_db
@pytest.mark.parametrize("row", all_rows(), ids=lambda row: f"{row.method}-{row.url}")
def test_it_answers_each_role_as_the_table_says(row: Row, world: World, client: Client) -> None:
    address = reverse(row.url, kwargs=dict(row.arguments(world)))
    answers: dict[str, int] = {}
    expected: dict[str, int] = {}
    for role in [None, *Role]:
        client.logout()
        if role is not None:
            client.force_login(world.person(role))
        send = client.get if row.method == "GET" else client.post
        name = role.value if role else "anonymous"
        answers[name] = _undone(send, address, dict(row.data(world)))
        expected[name] = row.expected(role)
    assert answers == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [row for row in all_rows() if row.names_a_thing], ids=lambda row: f"{row.method}-{row.url}"
)
def test_it_answers_the_same_role_of_another_place_as_the_table_says(row: Row, world: World, client: Client) -> None:
    address = reverse(row.url, kwargs=dict(row.arguments(world)))
    people = strangers(world)
    answers: dict[str, int] = {}
    written = Record.objects.count()
    for role in row.allowed & set(people):
        client.force_login(people[role])
        send = client.get if row.method == "GET" else client.post
        with transaction.atomic():
            answers[role.value] = send(address, dict(row.data(world))).status_code
            assert Record.objects.count() == written, f"{role} of another place wrote something"
            transaction.set_rollback(True)
    open_to = REFUSED if row.elsewhere is None else {row.elsewhere}
    assert set(answers.values()) <= open_to, f"{answers} instead of {sorted(open_to)}"


def _undone(send: Callable[..., Any], address: str, data: dict[str, Any]) -> int:
    """The status of one request, whose writes are taken back so that the next role finds the same world."""
    with transaction.atomic():
        status: int = send(address, data).status_code
        transaction.set_rollback(True)
    return status
