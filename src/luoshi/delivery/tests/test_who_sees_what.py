"""A unit never sees another unit's drafts; files go only to those who may read the report."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.roles import Role
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.services import evidence, reports
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.flow.services import Step

pytestmark = pytest.mark.django_db


def move_to_other_unit(busy: DeskWorld, role: Role) -> None:
    RoleAssignment.objects.filter(user=busy.person(role)).update(unit=busy.world.other_unit)


def test_a_supporting_unit_sees_no_draft_of_the_lead_unit(busy: DeskWorld) -> None:
    busy.accepted()
    report = busy.draft()
    move_to_other_unit(busy, Role.UNIT_REVIEWER)
    stranger = busy.person(Role.UNIT_REVIEWER)
    assert rights.visible_tasks(stranger).filter(pk=busy.task.pk).exists()
    assert not rights.visible_reports(stranger).exists()
    assert not rights.visible_reports(busy.person(Role.COORDINATION)).exists()
    reports.move(report=report, step=Step("submit"), user=busy.person(Role.REPORTER))
    assert not rights.visible_reports(stranger).exists()
    reports.move(report=report, step=Step("pass_unit_as_lead"), user=busy.person(Role.LEAD_UNIT))
    assert rights.visible_reports(busy.person(Role.COORDINATION)).exists()
    assert not rights.visible_reports(stranger).exists()


def test_a_unit_without_a_part_in_it_does_not_find_the_task(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.REPORTER))
    assert client.get(reverse("delivery:task_detail", args=[busy.tasks[1].pk])).status_code == 404


def test_evidence_is_a_download_for_readers_of_the_report_alone(busy: DeskWorld, client: Client) -> None:
    busy.accepted()
    report = busy.draft()
    user = busy.person(Role.REPORTER)
    file = SimpleUploadedFile("记录.txt", b"seen")
    kept = evidence.add(report=report, file=file, name="../记录.txt", user=user)
    assert kept.name == "记录.txt"
    assert evidence.add(report=report, file=file, name="again.txt", user=user).pk == kept.pk
    client.force_login(user)
    answer = client.get(reverse("delivery:evidence", args=[kept.pk]))
    assert answer.status_code == 200 and answer.content == b"seen"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(busy.person(Role.COORDINATION))
    assert client.get(reverse("delivery:evidence", args=[kept.pk])).status_code == 404


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "tool.exe", "noextension"])
def test_files_that_could_run_are_refused(busy: DeskWorld, name: str) -> None:
    busy.accepted()
    with pytest.raises(DeliveryError, match="cannot be taken"):
        evidence.add(
            report=busy.draft(), file=SimpleUploadedFile(name, b"x"), name=name, user=busy.person(Role.REPORTER)
        )
