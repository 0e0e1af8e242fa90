"""Evidence files: kept by their content, outside what the web server gives out, and never required."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Evidence, Report
from luoshi.flow import clock

MAX_BYTES = 20 * 1024 * 1024
MAX_FILES = 20
# The media type follows from the name, never from what the browser claims; nothing here can run as a page.
TYPES = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".et": "application/octet-stream",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


def add(*, report: Report, file: File[Any], name: str, user: User) -> Evidence:
    """Keep a file with a draft. The same file twice is kept once. Raises DeliveryError for what cannot be taken."""
    name = PurePath(name.replace("\\", "/")).name[-200:] or "file"
    suffix = PurePath(name).suffix.lower()
    _check(report, file, suffix, user)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    known = report.evidence.filter(sha256=sha256).first()
    if known is not None:
        return known
    with transaction.atomic():
        made = Evidence(
            report=report,
            name=name,
            media_type=TYPES[suffix],
            size=file.size,
            sha256=sha256,
            by=user,
            at=clock.now(),
        )
        file.seek(0)
        _store(made, file, name)
        made.save()
        record(action="delivery.evidence_added", subject=report, actor=user, data={"name": name, "sha256": sha256})
    return made


def _store(made: Evidence, file: File[Any], name: str) -> None:
    """One copy on disk for all reports that hold the same content."""
    same = Evidence.objects.filter(sha256=made.sha256).first()
    if same is not None and same.file.storage.exists(str(same.file.name)):
        made.file.name = same.file.name
    else:
        made.file.save(name, file, save=False)


def _check(report: Report, file: File[Any], suffix: str, user: User) -> None:
    if report.unit_id not in rights.units_of(user) or not report.is_editable:
        raise DeliveryError(_("Files can only be added by the reporting unit, while the report is a draft."))
    if suffix not in TYPES:
        kinds = " ".join(sorted(kind[1:] for kind in TYPES))
        raise DeliveryError(_("Files of this kind cannot be taken. These can: %s.") % kinds)
    if not file.size:
        raise DeliveryError(_("The file is empty."))
    if file.size > MAX_BYTES:
        raise DeliveryError(_("The file is larger than %d MB.") % (MAX_BYTES // 1024 // 1024))
    if report.evidence.count() >= MAX_FILES:
        raise DeliveryError(_("A report can hold %d files at most.") % MAX_FILES)


@transaction.atomic
def remove(*, evidence: Evidence, user: User) -> None:
    """Take a file out of a draft; its content is deleted when no other report holds it."""
    report = evidence.report
    if report.unit_id not in rights.units_of(user) or not report.is_editable:
        raise DeliveryError(_("Files can only be removed by the reporting unit, while the report is a draft."))
    storage, path, sha256, name = evidence.file.storage, str(evidence.file.name), evidence.sha256, evidence.name
    evidence.delete()
    if not Evidence.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: storage.delete(path))
    record(action="delivery.evidence_removed", subject=report, actor=user, data={"name": name, "sha256": sha256})
