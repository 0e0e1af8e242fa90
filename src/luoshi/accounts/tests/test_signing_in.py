"""Signing in: lockout by name and address, idle time-out, due passwords, open redirects."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.accounts.models import SignInFailure, User
from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.web.testworld import PASSWORD, World

SIGN_IN = "/accounts/sign-in/"


def attempt(client: Client, password: str, **extra: Any) -> int:
    form = {"username": "Reporter ", "password": password, "next": extra.pop("next", "")}
    return client.post(SIGN_IN, form, **extra).status_code


def test_it_locks_a_name_for_one_address_after_five_failures(world: World, client: Client) -> None:
    for _number in range(5):
        assert attempt(client, "wrong", REMOTE_ADDR="10.0.0.5") == 200
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.5") == 200
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.6") == 302
    assert Record.objects.filter(action="accounts.sign_in_refused").count() == 5


def test_it_slows_down_whoever_tries_many_names_from_one_address(world: World, client: Client) -> None:
    for number in range(10):
        client.post(SIGN_IN, {"username": f"guess{number}", "password": "wrong"}, REMOTE_ADDR="10.0.0.5")
    refused = client.post(SIGN_IN, {"username": "reporter", "password": PASSWORD}, REMOTE_ADDR="10.0.0.5")
    assert (refused.status_code, refused.wsgi_request.user.is_authenticated) == (200, False)
    assert SignInFailure.objects.count() == 10
    SignInFailure.objects.update(at=timezone.now() - timedelta(seconds=11))
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.5") == 302


def test_it_slows_down_guessing_at_one_name_from_many_addresses(world: World, client: Client) -> None:
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.6") == 302
    client.logout()
    for number in range(50):
        assert attempt(client, "wrong", REMOTE_ADDR=f"10.1.0.{number}") == 200
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.2.0.1") == 200
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.6") == 302  # from where the person came before


def test_it_keeps_nothing_of_what_was_typed_as_a_name(world: World, client: Client) -> None:
    client.post(SIGN_IN, {"username": "My-Secret-Pass1", "password": "x"})
    client.post(SIGN_IN, {"username": "reporter", "password": "x"})
    kept = [*Record.objects.values_list("summary", "data"), *SignInFailure.objects.values_list("name_key")]
    assert "secret" not in str(kept).lower()
    known = Record.objects.filter(action="accounts.sign_in_refused").values_list("subject_id", flat=True)
    assert set(known) == {"", str(world.people[Role.REPORTER].pk)}


def test_it_ends_an_idle_session(world: World, client: Client) -> None:
    attempt(client, PASSWORD)
    session = client.session
    session["last_seen"] = int(time.time()) - 31 * 60
    session.save()
    assert client.get("/accounts/profile/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_it_leads_to_the_password_page_while_the_password_is_due(world: World, client: Client) -> None:
    User.objects.filter(username="reporter").update(must_change_password=True)
    attempt(client, PASSWORD)
    assert client.get("/accounts/profile/").headers["Location"] == "/accounts/password/"
    form = {"present": PASSWORD, "new": "Another-Horse-8", "again": "Another-Horse-8"}
    assert client.post("/accounts/password/", form).headers["Location"] == "/"
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.parametrize("weak", ["short-A1", "alllowercaseletters", "password12345", PASSWORD])
def test_it_refuses_weak_and_repeated_passwords(world: World, client: Client, weak: str) -> None:
    client.force_login(world.person(Role.REPORTER))
    answer = client.post("/accounts/password/", {"present": PASSWORD, "new": weak, "again": weak})
    assert answer.status_code == 200


def test_it_does_not_lead_to_another_site(world: World, client: Client) -> None:
    answer = client.post(SIGN_IN, {"username": "reporter", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_it_refuses_a_closed_account(world: World, client: Client) -> None:
    User.objects.filter(username="reporter").update(is_active=False)
    assert attempt(client, PASSWORD) == 200
