"""What people decided about a version in force is known in the next one, where the same words stand again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max

from luoshi.plans.models import DraftItem, Part, PlanVersion
from luoshi.plans.payloads import INDICATOR
from luoshi.plans.selectors.changes import previous_of, squeezed

State = DraftItem.State


def follow_earlier(version: PlanVersion) -> int:
    """Note on each new item what became of the same words before; corrections and items added by hand come along.

    Nothing is decided: everything waits for a person, who finds the correction already made. The count of corrections
    and additions that came along. The caller's own transaction.
    """
    previous = previous_of(version)
    if previous is None:
        return 0
    old, new = list(previous.items.order_by("start", "order")), list(version.items.order_by("start", "order"))
    before, text = previous.text, version.text
    taken: set[int] = set()
    known: dict[tuple[str, str], list[DraftItem]] = {}
    for item in old:
        known.setdefault((item.kind, squeezed(before[slice(*_read_at(item))])), []).append(item)
    changed = [item for item in new if _follow(item, known, before, text, taken)]
    DraftItem.objects.bulk_update(changed, ["earlier", "corrected", "start", "end"], batch_size=500)
    by_hand = [item for item in old if item.state == State.ADDED]
    added = _add_again(version, by_hand, before, text)
    return added + sum(item.corrected is not None for item in changed)


def _read_at(item: DraftItem) -> tuple[int, int]:
    """Where the reader found it: a person may have moved it since."""
    span = (item.extracted or {}).get("span") if item.kind != INDICATOR else None
    return (span[0], span[1]) if span else (item.start, item.end)


def _follow(
    item: DraftItem,
    known: Mapping[tuple[str, str], Sequence[DraftItem]],
    before: str,
    text: str,
    taken: set[int],
) -> bool:
    same = [one for one in known.get((item.kind, squeezed(text[item.start : item.end])), ()) if one.pk not in taken]
    old = next((one for one in same if one.key == item.key), same[0] if same else None)
    if old is None:
        return False
    taken.add(old.pk)
    if old.state != State.CORRECTED:
        item.earlier = old.state
        return True
    item.corrected = moved(old.corrected or {}, item.start - _read_at(old)[0], before, text)
    if item.corrected is not None:
        item.earlier = old.state
        item.start, item.end = item.corrected.get("span") or (item.start, item.end)
    return item.corrected is not None


def _add_again(version: PlanVersion, by_hand: Sequence[DraftItem], before: str, text: str) -> int:
    """Items that were added by hand stand again where their words do, if these stand in the text exactly once."""
    parts = list(version.parts.all())
    order = version.items.aggregate(last=Max("order"))["last"] or 0
    made = []
    for old in by_hand:
        words = before[old.start : old.end]
        start = text.find(words)
        if start < 0 or text.find(words, start + 1) >= 0 or old.corrected is None:
            continue
        payload = moved(old.corrected, start - old.start, before, text)
        if payload is not None:
            order += 1
            made.append(_again(old, version, parts, start, order, payload))
    DraftItem.objects.bulk_create(made)
    return len(made)


def _again(
    old: DraftItem, version: PlanVersion, parts: Sequence[Part], start: int, order: int, payload: dict[str, Any]
) -> DraftItem:
    part = next((one for one in reversed(parts) if one.start <= start < one.end), None)
    return DraftItem(
        version=version, part=part, kind=old.kind, key=old.key, order=order, start=start,
        end=start + old.end - old.start, corrected=payload, earlier=State.ADDED,
    )  # fmt: skip


def moved(payload: Mapping[str, Any], by: int, before: str, text: str) -> dict[str, Any] | None:
    """The payload with every place moved along; None where a place would no longer hold the same words."""
    for start, end in _spans(payload):
        if not 0 <= start + by < end + by <= len(text) or before[start:end] != text[start + by : end + by]:
            return None
    shifted: dict[str, Any] = _moved(payload, by)
    return shifted


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "span" and inner:
                yield inner[0], inner[1]
            else:
                yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Mapping):
        return {
            name: [inner[0] + by, inner[1] + by] if name == "span" and inner else _moved(inner, by)
            for name, inner in value.items()
        }
    return [_moved(inner, by) for inner in value] if isinstance(value, list) else value
