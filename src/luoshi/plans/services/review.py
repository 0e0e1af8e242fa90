"""Decisions about items. Each names the revision it was made on, so that nobody overwrites another's work."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.plans.errors import PlanError, StaleItem
from luoshi.plans.models import Decision, DraftItem, Part, PlanVersion

State = DraftItem.State


@transaction.atomic
def accept(*, item_id: int, revision: int, actor: User) -> DraftItem:
    """Keep an item as it stands; a corrected or added one stays what it is. Raises StaleItem, PlanError."""
    item = _fresh(item_id, revision)
    after = _kept_state(item)
    return _decide(item, after, item.corrected, actor)


@transaction.atomic
def reject(*, item_id: int, revision: int, actor: User) -> DraftItem:
    """Leave an item out of the published plan. Raises StaleItem, PlanError."""
    item = _fresh(item_id, revision)
    return _decide(item, State.REJECTED, item.corrected, actor)


@transaction.atomic
def correct(*, item_id: int, revision: int, payload: dict[str, Any], actor: User) -> DraftItem:
    """Keep an item in a person's own words, at the place of its span. What was extracted stays beside it.

    Raises StaleItem, or PlanError when the place is not in the text.
    """
    item = _fresh(item_id, revision)
    start, end = payload.get("span") or (item.start, item.end)
    if not 0 <= start < end <= item.version.characters:
        raise PlanError(_("The selected place is not in the source text."))
    after = State.ADDED if item.extracted is None else State.CORRECTED
    return _decide(item, after, payload, actor)


@transaction.atomic
def undo(*, item_id: int, revision: int, actor: User) -> DraftItem:
    """Take back the last decision on an item. Raises StaleItem, or PlanError when there is none to take back."""
    item = _fresh(item_id, revision)
    last = item.decisions.filter(undone_at=None).first()
    if last is None:
        raise PlanError(_("There is no decision on this item to take back."))
    Decision.objects.filter(pk=last.pk).update(undone_at=timezone.now())
    undecided = last.before == State.PENDING
    who, at = (None, None) if undecided else (actor, timezone.now())
    item = _write(item, State(last.before), last.corrected_before, who, at)
    record(actor=actor, action="plans.item_undone", subject=item, data={"before": last.after, "after": item.state})
    return item


@transaction.atomic
def add(*, version_id: int, kind: str, start: int, end: int, payload: dict[str, Any], actor: User) -> DraftItem:
    """Add an item the reader missed, at its sentence. Raises PlanError when the place is not in the text."""
    version = _reviewable(version_id)
    if not 0 <= start < end <= version.characters or kind not in DraftItem.Kind.values:
        raise PlanError(_("The selected place is not in the source text."))
    count = version.items.filter(key__startswith="hand:").count() + 1
    order = version.items.aggregate(last=Max("order"))["last"] or 0
    item = DraftItem.objects.create(
        version=version, part=_part_at(version, start), kind=kind, key=f"hand:{count}", order=order + 1,
        start=start, end=end, corrected=payload | {"span": [start, end]}, state=State.ADDED, reviewer=actor,
        decided_at=timezone.now(),
    )  # fmt: skip
    Decision.objects.create(
        item=item, before=State.REJECTED, after=State.ADDED, corrected_before=item.corrected, reviewer=actor
    )
    record(actor=actor, action="plans.item_added", subject=item, data={"kind": kind, "start": start, "end": end})
    return item


@transaction.atomic
def accept_many(*, version_id: int, item_ids: Iterable[int], actor: User) -> int:
    """Accept those of the given items that are still undecided, in one write. The count of items accepted."""
    waiting = _waiting(version_id, item_ids)
    corrected = [item for item in waiting if item.corrected is not None and item.extracted is not None]
    by_hand = [item for item in waiting if item.extracted is None]
    plain = [item for item in waiting if item.corrected is None]
    return sum(
        _decide_many(version_id, items, state, actor)
        for items, state in ((plain, State.ACCEPTED), (corrected, State.CORRECTED), (by_hand, State.ADDED))
    )


@transaction.atomic
def reject_many(*, version_id: int, item_ids: Iterable[int], actor: User) -> int:
    """Leave out those of the given items that are still undecided, in one write. The count of items left out."""
    return _decide_many(version_id, _waiting(version_id, item_ids), State.REJECTED, actor)


def _waiting(version_id: int, item_ids: Iterable[int]) -> list[DraftItem]:
    version = _reviewable(version_id)
    return list(version.items.filter(pk__in=list(item_ids), state=State.PENDING).select_for_update())


def _decide_many(version_id: int, items: Sequence[DraftItem], state: DraftItem.State, actor: User) -> int:
    if not items:
        return 0
    version = PlanVersion.objects.select_related("plan").get(pk=version_id)
    changed = version.items.filter(pk__in=[item.pk for item in items], state=State.PENDING).update(
        state=state, revision=F("revision") + 1, reviewer=actor, decided_at=timezone.now()
    )
    Decision.objects.bulk_create(
        Decision(item=item, before=State.PENDING, after=state, corrected_before=item.corrected, reviewer=actor)
        for item in items
    )
    action = "plans.items_rejected" if state == State.REJECTED else "plans.items_accepted"
    record(actor=actor, action=action, subject=version, data={"items": [item.pk for item in items]})
    return changed


def _kept_state(item: DraftItem) -> DraftItem.State:
    if item.extracted is None:
        return State.ADDED
    return State.ACCEPTED if item.corrected is None else State.CORRECTED


def _decide(item: DraftItem, after: DraftItem.State, corrected: dict[str, Any] | None, actor: User) -> DraftItem:
    before, corrected_before = item.state, item.corrected
    if (before, corrected_before) == (after, corrected):
        return item
    item = _write(item, after, corrected, actor, timezone.now())
    Decision.objects.create(item=item, before=before, after=after, corrected_before=corrected_before, reviewer=actor)
    record(actor=actor, action=f"plans.item_{after}", subject=item, data={"before": before, "after": after})
    return item


def _write(item: DraftItem, state: DraftItem.State, corrected: Any, actor: User | None, at: Any) -> DraftItem:
    """The one conditional update: it changes the row only while its revision is the one that was seen.

    The item stands where its words say: a correction may move it, and taking it back moves it back.
    """
    changed = DraftItem.objects.filter(pk=item.pk, revision=item.revision).update(
        state=state,
        corrected=corrected,
        revision=F("revision") + 1,
        reviewer=actor,
        decided_at=at,
        **_place(item, corrected if corrected is not None else item.extracted),
    )
    current = DraftItem.objects.select_related("reviewer", "version").get(pk=item.pk)
    if not changed:
        raise StaleItem(current)
    return current


def _place(item: DraftItem, payload: Any) -> dict[str, Any]:
    span = (payload or {}).get("span")
    if not span or item.kind == DraftItem.Kind.INDICATOR or tuple(span) == (item.start, item.end):
        return {}
    start, end = span
    return {"start": start, "end": end, "part": _part_at(item.version, start)}


def _fresh(item_id: int, revision: int) -> DraftItem:
    _reviewable(DraftItem.objects.values_list("version", flat=True).get(pk=item_id))
    item = DraftItem.objects.select_related("reviewer", "version").get(pk=item_id)
    if item.revision != revision:
        raise StaleItem(item)
    return item


def _reviewable(version_id: int) -> PlanVersion:
    """The version, held until the caller's transaction ends, so that nobody publishes it under a decision."""
    version = PlanVersion.objects.select_for_update().get(pk=version_id)
    if version.state != PlanVersion.State.REVIEWING:
        raise PlanError(_("This version is no longer under review; its items cannot be changed."))
    return version


def _part_at(version: PlanVersion, offset: int) -> Part | None:
    return version.parts.filter(start__lte=offset, end__gt=offset).last()
