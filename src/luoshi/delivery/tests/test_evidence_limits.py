"""What a report takes as evidence, and what it says when it does not."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from luoshi.accounts.roles import Role
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Evidence, Report
from luoshi.delivery.services import evidence
from luoshi.delivery.services import reports as services
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.flow.services import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(busy: DeskWorld) -> Report:
    busy.accepted()
    return busy.draft()


def add(report: Report, busy: DeskWorld, content: bytes, name: str = "a.txt") -> Evidence:
    return evidence.add(report=report, file=ContentFile(content, name), name=name, user=busy.person(Role.REPORTER))


def test_a_file_that_is_too_large_is_refused_with_the_limit(
    report: Report, busy: DeskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(DeliveryError, match="larger than 1 MB"):
        add(report, busy, b"x" * (1024 * 1024 + 1))
    assert add(report, busy, b"x" * 1024 * 1024).size == 1024 * 1024


def test_an_empty_file_is_refused(report: Report, busy: DeskWorld) -> None:
    with pytest.raises(DeliveryError, match="empty"):
        add(report, busy, b"")


def test_a_report_holds_so_many_files_and_no_more(
    report: Report, busy: DeskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MAX_FILES", 2)
    add(report, busy, b"1")
    add(report, busy, b"2")
    with pytest.raises(DeliveryError, match="2 files"):
        add(report, busy, b"3")


def test_nothing_is_added_after_submission(report: Report, busy: DeskWorld) -> None:
    services.move(report=report, step=Step("submit"), user=busy.person(Role.REPORTER))
    with pytest.raises(DeliveryError, match="draft"):
        add(report, busy, b"late")


def test_a_removed_file_leaves_the_disk_unless_another_report_holds_it(
    report: Report, busy: DeskWorld, django_capture_on_commit_callbacks: object
) -> None:
    kept = add(report, busy, b"seen")
    path = Path(settings.MEDIA_ROOT) / str(kept.file.name)
    assert path.read_bytes() == b"seen"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a type
        evidence.remove(evidence=kept, user=busy.person(Role.REPORTER))
    assert not path.exists() and not Evidence.objects.exists()


def test_one_refused_file_does_not_lose_the_draft(report: Report, busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.REPORTER))
    file = ContentFile(b"MZ", "tool.exe")
    answer = client.post(
        reverse("delivery:evidence_add", args=[report.pk]), {"files": file}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409 and answer["Content-Type"].startswith("text/plain")
    report.refresh_from_db()
    assert report.words == "Twelve culverts are cleared."
