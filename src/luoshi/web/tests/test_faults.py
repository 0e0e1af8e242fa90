"""A sign-in that ran out and a disk that is full: one clear sentence each, and nothing is lost."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.jobs.models import Job
from luoshi.plans.models import Plan
from luoshi.web.faults import is_full
from luoshi.web.testworld import World

pytestmark = pytest.mark.django_db


def test_a_script_is_told_that_the_sign_in_ran_out(client: Client) -> None:
    for headers in ({"HX-Request": "true"}, {"X-Requested-With": "fetch"}):
        answer = client.post("/delivery/tasks/1/move/", headers=headers)
        assert answer.status_code == 401
        assert answer["Content-Type"].startswith("text/plain") and "HX-Redirect" not in answer


def test_a_form_leads_back_to_the_page_on_which_it_stood(client: Client) -> None:
    page = "http://testserver/delivery/tasks/1/?a=b"
    answer = client.post("/delivery/tasks/1/move/", headers={"Referer": page})
    assert answer.status_code == 302 and answer["Location"].endswith("?next=%2Fdelivery%2Ftasks%2F1%2F%3Fa%3Db")


def test_a_form_from_elsewhere_leads_to_the_front_page(client: Client) -> None:
    answer = client.post("/delivery/tasks/1/move/", headers={"Referer": "http://elsewhere.example/x"})
    assert "elsewhere" not in answer["Location"]


def test_a_full_disk_is_told_and_what_was_there_before_is_whole(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = Record.objects.count()
    client.force_login(world.person(Role.COORDINATION))
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    file = SimpleUploadedFile("plan.txt", "一、重点任务".encode())
    answer = client.post(reverse("plans:import"), {"file": file, "region": world.region.pk})
    assert answer.status_code == 507 and "Traceback" not in answer.content.decode()
    assert not Plan.objects.exists() and not Job.objects.exists() and Record.objects.count() == before
    monkeypatch.undo()
    file.seek(0)
    assert client.post(reverse("plans:import"), {"file": file, "region": world.region.pk}).status_code == 302
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "full"),
    [
        (OperationalError("database or disk is full"), True),
        (OperationalError('could not extend file "base/1/2": No space left on device'), True),
        (OperationalError("database is locked"), False),
        (OSError(errno.EACCES, "Permission denied"), False),
    ],
)
def test_only_a_want_of_space_is_a_full_disk(fault: Exception, full: bool) -> None:
    assert is_full(fault) is full
