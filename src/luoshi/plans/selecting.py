"""Words selected in the source, set as a part of an item: its title, its place, a unit, the deadline. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from luoshi.core.dates import find_dates
from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, TASK

UNITS = ("leads", "supports", "collectives", "members")
PLACE, DEADLINE, CONVENOR = "place", "deadline", "convenors"
# What can be set on each kind of item, in the order of the menu.
FIELDS: dict[str, tuple[str, ...]] = {
    TASK: ("title", "leads", "supports", "collectives", DEADLINE, PLACE),
    TARGET: ("indicator", DEADLINE, PLACE),
    GROUP: ("name", CONVENOR, "office", "members", "collectives", PLACE),
    INDICATOR: ("name",),
}
LONGEST = {"title": 500, "indicator": 300, "name": 200, "office": 200}
ROLE = "召集人"


def with_words(
    kind: str, payload: Mapping[str, Any], field: str, text: str, start: int, end: int, *, issued: date | None = None
) -> dict[str, Any]:
    """The item with text[start:end] in one of its fields. Raises KeyError for a field that this kind does not have."""
    if field not in FIELDS[kind]:
        raise KeyError(field)
    words, span = plain(text[start:end]), [start, end]
    if field in UNITS:
        return _with_unit(payload, field, {"name": words, "span": span})
    if field == PLACE:
        return {**payload, "span": span, **({"quote": words} if kind == TARGET else {})}
    if field == DEADLINE:
        return {**payload, DEADLINE: _deadline(words, span, issued)}
    if field == CONVENOR:
        others = [one for one in payload.get(CONVENOR) or [] if one["who"] != words]
        return {**payload, CONVENOR: [*others, {"role": ROLE, "who": words, "span": span}]}
    return {**payload, field: words.rstrip("。，；：、")[: LONGEST[field]]}


def plain(words: str) -> str:
    """As the contract prints words: without white space and marks."""
    return "".join(words.replace("**", "").split())


def _with_unit(payload: Mapping[str, Any], field: str, unit: Mapping[str, Any]) -> dict[str, Any]:
    """A unit stands in one list only: naming it lead takes it out of the supporting ones."""
    changed: dict[str, Any] = dict(payload)
    for name in UNITS:
        if payload.get(name):
            changed[name] = [one for one in payload[name] if one["name"] != unit["name"]]
    changed[field] = [*(changed.get(field) or []), unit]
    if field == "leads" and payload.get("basis") in (None, "none", "collective"):
        changed["basis"] = "explicit"
    if field == "collectives" and payload.get("basis") == "none":
        changed["basis"] = "collective"
    return changed


def _deadline(words: str, span: list[int], issued: date | None) -> dict[str, Any]:
    phrase = next(find_dates(words, issued=issued), None)
    due = phrase.due.isoformat() if phrase and phrase.due else None
    return {"text": words[:200], "date": due, "span": span}
