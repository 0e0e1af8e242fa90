"""From the file to the review."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import filesystem
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import override_settings
from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.jobs.models import Job
from luoshi.jobs.models import State as JobState
from luoshi.jobs.services import claim, run_due
from luoshi.orgs.models import Region
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.services import imports
from luoshi.plans.tests.sample import TEXT

State = PlanVersion.State


def receive(text: bytes, name: str, actor: User) -> imports.Received:
    return imports.receive(file=ContentFile(text, name=name), name=name, actor=actor)


def test_it_reads_a_received_file_into_items_under_review(received: PlanVersion) -> None:
    assert received.state == State.IMPORTING
    assert run_due() == 1
    received.refresh_from_db()
    assert (received.state, received.text) == (State.REVIEWING, TEXT)
    titles = [item.payload["title"] for item in received.items.filter(kind=DraftItem.Kind.TASK)]
    assert any("竹木加工园" in title for title in titles)
    assert received.plan.title == "青禾县稳增长行动方案"


def test_every_item_and_unit_stands_where_its_span_says(received: PlanVersion) -> None:
    run_due()
    received.refresh_from_db()
    for item in received.items.filter(kind=DraftItem.Kind.TASK):
        for unit in item.payload["leads"] + item.payload["supports"]:
            start, end = unit["span"]
            assert "".join(received.text[start:end].replace("**", "").split()) == unit["name"]


def test_it_recognises_the_same_bytes_under_another_name(received: PlanVersion, coordinator: User) -> None:
    again = receive(TEXT.encode(), "copy.txt", coordinator)
    assert (again.known, again.version) == (True, received)
    assert PlanVersion.objects.count() == 1


def test_it_says_in_one_sentence_why_a_file_cannot_be_read_and_keeps_it(coordinator: User) -> None:
    version = receive(b"PK\x03\x04 not really a package", "broken.docx", coordinator).version
    run_due()
    version.refresh_from_db()
    assert version.state == State.FAILED
    assert "broken.docx" in version.failure
    assert version.job is not None
    assert version.job.state == JobState.FAILED
    with version.source.open("rb") as kept:
        assert kept.read().startswith(b"PK")


def test_a_file_that_failed_may_be_sent_again(coordinator: User) -> None:
    first = receive(b"PK\x03\x04 no", "broken.docx", coordinator).version
    run_due()
    second = receive(b"PK\x03\x04 no", "broken.docx", coordinator)
    assert (second.known, second.version != first) == (False, True)


def test_an_import_whose_process_was_killed_is_taken_up_again(received: PlanVersion) -> None:
    killed = claim()
    assert killed is not None
    Job.objects.filter(pk=killed.pk).update(heartbeat_at=timezone.now() - Job.LOST_AFTER - timedelta(seconds=1))
    assert run_due() == 1
    received.refresh_from_db()
    assert received.state == State.REVIEWING


def test_an_import_started_again_by_hand_doubles_nothing(received: PlanVersion, coordinator: User) -> None:
    claim()
    imports.restart(version_id=received.pk, actor=coordinator)
    run_due()
    received.refresh_from_db()
    count = received.items.count()
    Job.objects.filter(state=JobState.RUNNING).update(heartbeat_at=timezone.now() - Job.LOST_AFTER * 2)
    assert run_due() == 1
    assert received.items.count() == count


def test_a_kill_in_the_middle_of_storing_leaves_nothing_half_written(
    received: PlanVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "_store_findings", killed)
    with pytest.raises(KeyboardInterrupt):
        imports.run(version_id=received.pk, progress=lambda done, total, what: None)
    received.refresh_from_db()
    assert (received.state, received.items.count(), received.parts.count()) == (State.IMPORTING, 0, 0)


def test_it_discards_an_unpublished_version_with_its_plan_and_file(received: PlanVersion, coordinator: User) -> None:
    imports.discard(version_id=received.pk, actor=coordinator)
    assert not PlanVersion.objects.exists()


def test_it_never_discards_a_published_version(received: PlanVersion, coordinator: User) -> None:
    PlanVersion.objects.update(state=State.PUBLISHED)
    with pytest.raises(PlanError):
        imports.discard(version_id=received.pk, actor=coordinator)


def test_the_region_of_a_plan_can_be_given_later(coordinator: User, county: Region) -> None:
    version = receive(b"x" * 40, "later.txt", coordinator).version
    imports.set_region(plan=version.plan, region=county, actor=coordinator)
    version.plan.refresh_from_db()
    assert version.plan.region == county


def test_a_full_disk_leaves_neither_a_version_nor_a_piece_of_the_file(
    coordinator: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(_source: str, goal: str, **_options: object) -> None:
        """A large upload is moved from another disk, which is a copy; there is room for its beginning only."""
        Path(goal).write_bytes(b"the beginning")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(filesystem, "file_move_safe", move)
    upload = TemporaryUploadedFile("plan.txt", "text/plain", 5, None)
    upload.write(b"whole")
    with override_settings(MEDIA_ROOT=tmp_path), pytest.raises(OSError, match="No space left"):
        imports.receive(file=upload, name="plan.txt", actor=coordinator)
    assert not PlanVersion.objects.exists()
    assert not Job.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
