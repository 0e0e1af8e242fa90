"""From an uploaded file to items under review."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.jobs.services import enqueue
from luoshi.orgs.models import Region
from luoshi.plans.apart import understand
from luoshi.plans.errors import PlanError
from luoshi.plans.innermost import Stretches
from luoshi.plans.models import DraftItem, Finding, Part, Plan, PlanVersion, Reading, Section
from luoshi.plans.payloads import item_specs
from luoshi.plans.rights import kept_plans
from luoshi.plans.services.earlier import follow_earlier
from luoshi.plans.services.findings import carry_acceptances
from luoshi.reading import Document

JOB = "plans.import"
STEPS = (  # what the reading of a file tells of itself, said here so that it is translated
    gettext_noop("reading pages"),
    gettext_noop("recognising pages"),
    gettext_noop("converting with LibreOffice"),
    gettext_noop("finding tasks, units and targets"),
    gettext_noop("checking for contradictions"),
)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload: its version, and whether the same file was there before."""

    version: PlanVersion
    known: bool


def receive(
    *, file: File[bytes], name: str, plan: Plan | None = None, region: Region | None = None, actor: User
) -> Received:
    """Keep a file and queue its import, as a new plan or as the next version of one.

    The same bytes again are recognised by their SHA-256 and lead to the version that has them, where the actor keeps
    its plan.
    """
    sha256 = _digest(file)
    same = PlanVersion.objects.filter(sha256=sha256, plan__in=kept_plans(actor))
    known = same.exclude(state=PlanVersion.State.FAILED).first()
    if known is not None:
        return Received(known, True)
    with transaction.atomic():
        if plan is None:
            plan = Plan.objects.create(title=PurePath(name).stem[:300], region=region, created_by=actor)
        last = plan.versions.select_for_update().order_by("-number").first()
        version = PlanVersion(
            plan=plan, number=last.number + 1 if last else 1, name=name[:255], size=file.size, sha256=sha256,
            created_by=actor,
        )  # fmt: skip
        file.seek(0)
        version.source.save(name, file, save=True)
        _queue(version, actor)
        record(actor=actor, action="plans.file_received", subject=version, data={"name": name, "sha256": sha256})
    return Received(version, False)


@transaction.atomic
def restart(*, version_id: int, actor: User) -> PlanVersion:
    """Import a version's file again after a failure or an interruption. Raises PlanError when it was read already."""
    version = PlanVersion.objects.select_for_update().get(pk=version_id)
    if version.is_readable:
        raise PlanError(_("This file has been read already."))
    version.state, version.failure = PlanVersion.State.IMPORTING, ""
    _queue(version, actor)
    record(actor=actor, action="plans.import_restarted", subject=version)
    return version


def binds(plan: Plan) -> bool:
    """Whether a version of the plan was ever published."""
    return plan.versions.filter(state__in=[PlanVersion.State.PUBLISHED, PlanVersion.State.SUPERSEDED]).exists()


@transaction.atomic
def set_region(*, plan: Plan, region: Region, actor: User) -> Plan:
    """Say whose units a plan binds. Raises PlanError once a version of it is published."""
    if binds(plan):
        raise PlanError(_("This plan binds its units already; its region can no longer be changed."))
    plan.region = region
    plan.save(update_fields=["region"])
    record(actor=actor, action="plans.region_set", subject=plan, data={"region": region.pk})
    return plan


@transaction.atomic
def discard(*, version_id: int, actor: User) -> None:
    """Remove a version that was never published, and its plan when nothing else is left of it."""
    version = PlanVersion.objects.select_for_update().select_related("plan").get(pk=version_id)
    if version.state in {PlanVersion.State.PUBLISHED, PlanVersion.State.SUPERSEDED}:
        raise PlanError(_("A published version is kept for ever; it cannot be discarded."))
    plan, stored, storage = version.plan, version.source.name or "", version.source.storage
    record(actor=actor, action="plans.version_discarded", subject=version, data={"sha256": version.sha256})
    version.delete()
    if not plan.versions.exists():
        plan.delete()
    transaction.on_commit(lambda: storage.delete(stored))


def run(*, version_id: int, progress: Progress) -> None:
    """Read, extract, check and store. May be run again after a kill: what an earlier run left is replaced.

    Raises ReadingError when the file cannot be read.
    """
    version = PlanVersion.objects.select_related("plan").get(pk=version_id)
    if version.is_readable:
        return
    progress(0, 100, _("reading the file"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"source{PurePath(version.name).suffix[:10]}"
        with version.source.open("rb") as stored, path.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        found = understand(path, name=version.name, progress=_translated(progress))
    progress(90, 100, _("storing"))
    store(version=version, document=found.document, draft=found.draft, findings=found.findings)


def refuse(*, version_id: int, sentence: str) -> None:
    """Note why a file could not be read; the file itself is kept, so that nothing is lost."""
    with transaction.atomic():
        version = PlanVersion.objects.select_for_update().get(pk=version_id)
        version.state, version.failure = PlanVersion.State.FAILED, sentence
        version.save(update_fields=["state", "failure"])
        record(action="plans.import_failed", subject=version, data={"sentence": sentence})


@transaction.atomic
def store(
    *, version: PlanVersion, document: Document, draft: dict[str, Any], findings: Sequence[dict[str, Any]]
) -> None:
    """Put a reading into the database in one transaction and open the version for review."""
    Reading.objects.filter(version=version).delete()
    version.items.all().delete()
    version.findings.all().delete()
    version.parts.all().delete()
    Reading.objects.create(
        version=version, text=document.text, draft=draft, notes=draft.get("notes", []), warnings=list(document.warnings)
    )
    parts = _store_parts(version, draft)
    items = _store_items(version, draft, parts)
    followed = follow_earlier(version)
    _store_findings(version, findings, items)
    carry_acceptances(version)
    version.meta = draft.get("meta", {})
    version.media_type, version.characters = document.media_type, len(document.text)
    version.state = PlanVersion.State.REVIEWING
    version.save(update_fields=["meta", "media_type", "characters", "state"])
    _name_plan(version)
    record(
        action="plans.imported",
        subject=version,
        data={"characters": version.characters, "items": len(items), "findings": len(findings), "followed": followed},
    )


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _queue(version: PlanVersion, actor: User) -> None:
    version.job = enqueue(JOB, asked_by=actor, version_id=version.pk)
    version.save()


def _translated(progress: Progress) -> Progress:
    """The child knows no language: its words are said here in the reader's own."""
    return lambda done, total, what: progress(done, total, _(what))


def _name_plan(version: PlanVersion) -> None:
    """A plan is called after its first readable version."""
    plan, meta = version.plan, version.meta
    if plan.versions.filter(number__lt=version.number, published_at__isnull=False).exists():
        return
    plan.title = (meta.get("title") or plan.title)[:300]
    plan.issuer = (meta.get("issuer") or "")[:200]
    plan.document_number = (meta.get("doc_number") or "")[:100]
    plan.period = (meta.get("issue_date") or "")[:4]
    plan.save()


def _store_parts(version: PlanVersion, draft: dict[str, Any]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for order, part in enumerate(draft.get("parts", [])):
        if part["annex"] not in parts:
            parts[part["annex"]] = Part(
                version=version, annex=part["annex"], kind=part["kind"], title=(part["title"] or "")[:500],
                order=order, start=part["span"][0], end=part["span"][1],
            )  # fmt: skip
    Part.objects.bulk_create(parts.values())
    Section.objects.bulk_create(
        Section(
            part=parts[section["annex"]], number=section["number"][:100], title=section["title"][:500], order=order,
            start=section["span"][0], end=section["span"][1],
        )
        for order, section in enumerate(draft.get("sections", []))
        if section["annex"] in parts
    )  # fmt: skip
    return parts


def _store_items(version: PlanVersion, draft: dict[str, Any], parts: dict[str, Part]) -> list[DraftItem]:
    return DraftItem.objects.bulk_create(
        [
            DraftItem(
                version=version, part=parts.get(spec.annex), kind=spec.kind, key=spec.key, order=order,
                start=spec.start, end=spec.end, extracted=spec.payload,
            )
            for order, spec in enumerate(item_specs(draft))
        ],
        batch_size=500,
    )  # fmt: skip


def _store_findings(version: PlanVersion, findings: Sequence[dict[str, Any]], items: Sequence[DraftItem]) -> None:
    stored = Finding.objects.bulk_create(
        [
            Finding(
                version=version, rule=finding["rule"], severity=finding["severity"], message=finding["message"],
                message_zh=finding.get("message_zh", ""),
                places=finding["places"], fingerprint=finding.get("fingerprint", ""),
                start=finding["places"][0]["span"][0] if finding["places"] else 0,
            )
            for finding in findings
        ],
        batch_size=500,
    )  # fmt: skip
    link, ground = Finding.items.through, Stretches([(item.start, item.end) for item in items])
    link.objects.bulk_create(
        [
            link(finding_id=finding.pk, draftitem_id=item.pk)
            for finding in stored
            for item in _concerned(finding.places, items, ground)
        ],
        batch_size=500,
    )


def _concerned(places: Sequence[dict[str, Any]], items: Sequence[DraftItem], ground: Stretches) -> Iterable[DraftItem]:
    """The innermost item at each place: a finding about a target is not one about the whole task around it."""
    found = {ground.innermost(*place["span"]) for place in places}
    return [items[index] for index in sorted(index for index in found if index is not None)]
