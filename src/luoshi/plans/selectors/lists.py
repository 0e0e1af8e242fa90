"""A version's kept items as the lists that offices print."""

from typing import Any

from luoshi.checking import Finding as CheckFinding
from luoshi.checking import Place
from luoshi.checking.finding import Words
from luoshi.core.spans import Span
from luoshi.extraction.contract import from_contract
from luoshi.extraction.draft import PlanDraft
from luoshi.plans.models import DraftItem, PlanVersion, Reading
from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, TASK
from luoshi.reading import Document

FIELDS = {TASK: "tasks", TARGET: "targets", GROUP: "groups", INDICATOR: "indicators"}


def confirmed_draft(version: PlanVersion) -> PlanDraft:
    """The draft as people left it: kept items in their corrected form, the rest as it was read."""
    return from_contract(_contract(version, version.reading))


def document_of(version: PlanVersion) -> Document:
    """The source as it was read, without its blocks."""
    return Document(version.name, version.media_type, version.sha256, version.text)


def findings_of(version: PlanVersion) -> list[CheckFinding]:
    """The findings about a version, with the reasons of those that were accepted."""
    return [
        CheckFinding(
            row.rule,
            row.severity,  # type: ignore[arg-type]  # the column's choices are the literal's values
            Words(row.message, row.message_zh or row.message),
            [Place(Span(*place["span"]), place["line"], place["quote"]) for place in row.places],
            accepted=row.reason or None,
        )
        for row in version.findings.order_by("start", "pk")
    ]


def _contract(version: PlanVersion, reading: Reading) -> dict[str, Any]:
    draft = dict(reading.draft)
    kept: dict[str, list[dict[str, Any]]] = {field: [] for field in FIELDS.values()}
    for item in version.items.filter(state__in=DraftItem.KEPT).order_by("start", "order"):
        kept[FIELDS[item.kind]].append(_payload(item))
    return draft | kept


def _payload(item: DraftItem) -> dict[str, Any]:
    """An item in the contract's own fields; a unit that was typed stands at its item's place."""
    payload = dict(item.payload)
    place = [item.start, item.end]
    if item.kind != INDICATOR:
        payload["span"] = place
    else:
        payload.setdefault("table", 1)
        payload.setdefault("no", None)
    if item.kind in {TASK, TARGET}:
        payload["id"] = item.key
    for field in ("leads", "supports", "collectives", "members"):
        if field in payload:
            payload[field] = [unit | {"span": unit.get("span") or place} for unit in payload[field]]
    if "convenors" in payload:
        payload["convenors"] = [one | {"span": one.get("span") or place} for one in payload["convenors"]]
    if payload.get("deadline"):
        payload["deadline"] = payload["deadline"] | {"span": payload["deadline"].get("span") or place}
    return payload
