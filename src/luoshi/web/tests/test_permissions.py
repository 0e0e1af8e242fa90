"""Every address answers every role as one table says: each room's rows stand in its `tests/permission_rows.py`."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.accounts.roles import Role
from luoshi.web.testworld import Row, World


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


def test_it_has_a_row_for_every_address() -> None:
    missing = set(url_names(get_resolver())) - {row.url for row in all_rows()}
    assert not missing, f"no permission row for {sorted(missing)}: add them to <room>/tests/permission_rows.py"


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


def _undone(send: Callable[..., Any], address: str, data: dict[str, Any]) -> int:
    """The status of one request, whose writes are taken back so that the next role finds the same world."""
    with transaction.atomic():
        status: int = send(address, data).status_code
        transaction.set_rollback(True)
    return status
