"""What strangers put into names, addresses and headers changes nothing: markup stays text, pages stay private."""

import os
import stat
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.web import environment
from luoshi.web.tests.test_permissions import all_rows
from luoshi.web.testworld import Row, World

MARKUP = "<img src=x onerror=a>'\"--></script><script>"
LOOKING = (Role.COORDINATION, Role.REPORTER, Role.ADMINISTRATOR)  # between them they may open nearly every page
PAGES = [row for row in all_rows() if row.method == "GET"]


@pytest.mark.django_db
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.url)
def test_it_prints_markup_in_names_as_text_on_every_page(row: Row, world: World, client: Client) -> None:
    address = reverse(row.url, kwargs=dict(row.arguments(world)))
    for number, unit in enumerate(Unit.objects.all()):
        Unit.objects.filter(pk=unit.pk).update(name=f"{number}{MARKUP}")
    Region.objects.update(name=MARKUP)
    WorkingGroup.objects.update(name=MARKUP)
    User.objects.update(display_name=MARKUP)
    for role in LOOKING:
        client.force_login(world.person(role))
        answer = client.get(address, {"q": MARKUP, "text": MARKUP, "next": "//evil.example"})
        if answer.get("Content-Type", "").startswith("text/html"):
            body = answer.getvalue().decode()
            assert "<img src=x" not in body
            assert "--></script><script>" not in body


@pytest.mark.django_db
def test_it_lets_no_browser_or_proxy_keep_a_page_of_the_desk(world: World, client: Client) -> None:
    client.force_login(world.person(Role.COORDINATION))
    for name in ("orgs:unit_list", "plans:list", "accounts:profile", "delivery:dashboard"):
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


@pytest.mark.django_db
def test_it_sends_the_headers_that_forbid_framing_sniffing_and_foreign_scripts(client: Client) -> None:
    headers = client.get(reverse("accounts:sign_in")).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("wish", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_nobody_to_another_site_after_signing_in(wish: str, world: World, client: Client) -> None:
    client.force_login(world.person(Role.REPORTER))
    address = client.get(reverse("accounts:sign_in"), {"next": wish}).headers["Location"]
    assert "evil" not in address
    assert "javascript" not in address
    switched = client.post(reverse("web:language"), {"language": "en", "next": wish}).headers["Location"]
    assert "evil" not in switched


@pytest.mark.django_db
def test_it_gives_a_new_session_to_whoever_signs_in(world: World, client: Client) -> None:
    from luoshi.web.testworld import PASSWORD

    client.get(reverse("accounts:sign_in"))
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    client.post(reverse("accounts:sign_in"), {"username": world.person(Role.REPORTER).username, "password": PASSWORD})
    assert client.session.session_key != session.session_key


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in all_rows() if row.method == "POST"], ids=lambda row: row.url)
def test_it_refuses_every_form_without_its_token(row: Row, world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.person(next(iter(row.allowed), Role.REPORTER)))
    address = reverse(row.url, kwargs=dict(row.arguments(world)))
    written = Record.objects.count()
    assert client.post(address, dict(row.data(world))).status_code == 403
    assert Record.objects.count() == written


def test_it_makes_a_data_folder_that_other_accounts_cannot_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_DATA", str(tmp_path / "new" / "data"))
    before = os.umask(0)
    try:
        folder = environment.data_folder()
    finally:
        os.umask(before)
    assert not stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXO


@pytest.mark.django_db
@override_settings(ALLOWED_HOSTS=environment.hosts())
def test_it_tells_whoever_asks_under_another_name_what_to_do(client: Client) -> None:
    answer = client.get(reverse("accounts:sign_in"), headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "LUOSHI_HOSTS" in answer.content.decode()
    assert client.get(reverse("accounts:sign_in"), headers={"host": "127.0.0.1:8000"}).status_code == 200
