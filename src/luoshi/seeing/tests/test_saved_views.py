"""A list with its filters is kept under a name, belongs to one person alone, and never leads off the site."""

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.seeing.models import SavedView
from luoshi.seeing.services import saving

pytestmark = pytest.mark.django_db


def test_a_view_is_kept_with_its_filters_and_without_its_page(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.LEADER))
    address = "/delivery/tasks/?colour=red&part=&page=3&as=xlsx&q=农业"
    answer = client.post("/seeing/views/save/", {"name": "  Red  tasks ", "address": address})
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/delivery/tasks/?colour=red")
    view = SavedView.objects.get()
    assert (view.name, view.address) == ("Red tasks", "/delivery/tasks/?colour=red&q=%E5%86%9C%E4%B8%9A")
    assert "Red tasks" in client.get("/seeing/views/").content.decode()
    assert "Red tasks" in client.get("/seeing/views/", headers={"HX-Request": "true"}).content.decode()
    assert client.get(view.address).status_code == 200


def test_the_same_name_takes_the_new_address(busy: DeskWorld) -> None:
    leader = busy.person(Role.LEADER)
    for address in ("/delivery/tasks/?colour=red", "/seeing/units/"):
        saving.save_view(user=leader, name="Mine", address=address)
    assert [view.address for view in SavedView.objects.filter(user=leader)] == ["/seeing/units/"]


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/delivery/", "//elsewhere.example/", "/nowhere/", "/accounts/password/", ""]
)
def test_only_a_page_of_this_site_is_kept(busy: DeskWorld, client: Client, address: str) -> None:
    with pytest.raises(saving.ViewError):
        saving.save_view(user=busy.person(Role.LEADER), name="x", address=address)
    client.force_login(busy.person(Role.LEADER))
    answer = client.post("/seeing/views/save/", {"name": "x", "address": address})
    assert answer.headers["Location"].startswith("/") and not answer.headers["Location"].startswith("//")
    assert not SavedView.objects.exists()


def test_another_persons_view_is_neither_shown_nor_removed(busy: DeskWorld, client: Client) -> None:
    view = saving.save_view(user=busy.person(Role.LEADER), name="Secret", address="/delivery/tasks/")
    client.force_login(busy.person(Role.SUPERVISION))
    assert "Secret" not in client.get("/seeing/views/").content.decode()
    assert client.post(f"/seeing/views/{view.pk}/remove/").status_code == 404
    client.force_login(busy.person(Role.LEADER))
    assert client.post(f"/seeing/views/{view.pk}/remove/").status_code == 302
    assert not SavedView.objects.exists()


def test_there_is_an_end_to_how_many(busy: DeskWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 2)
    leader = busy.person(Role.LEADER)
    for name in ("one", "two", "two"):
        saving.save_view(user=leader, name=name, address="/delivery/")
    with pytest.raises(saving.ViewError):
        saving.save_view(user=leader, name="three", address="/delivery/")
