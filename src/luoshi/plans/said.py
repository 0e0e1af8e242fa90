"""What an item says besides its words, field by field and as text, so that two versions can be compared. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, TASK

Payload = Mapping[str, Any]
SIGNS = {">=": "≥", "<=": "≤", "=": "=", "~": "≈", ">": ">", "<": "<"}


def said_by(kind: str, payload: Payload) -> dict[str, str]:
    """The fields of an item of one kind."""
    return _SAID[kind](payload)


def figure_of(target: Payload) -> str:
    """A target's comparison, value and unit: `≥ 7.5%`, `12–15家`; empty for a goal in words."""
    value, unit = target.get("value"), target.get("unit") or ""
    if target.get("comparator") == "qualitative" or value is None:
        return ""
    if target.get("comparator") == "range":
        return f"{plain(value)}–{plain(target.get('value_max'))}{unit}"
    return f"{SIGNS.get(target.get('comparator') or '', '')} {plain(value)}{unit}".strip()


def plain(number: Any) -> str:
    """A number without needless decimals: 12, not 12.0."""
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return "" if number is None else str(number)


def names(units: Any) -> str:
    """Units as a document lists them."""
    return "、".join(str(unit["name"]) for unit in units or [])


def day(deadline: Payload | None) -> str:
    """A deadline: the words, and the day they mean."""
    parts = [str(deadline.get(name)) for name in ("text", "date") if deadline.get(name)] if deadline else []
    return " → ".join(dict.fromkeys(parts))


def _task(payload: Payload) -> dict[str, str]:
    units = {name: names(payload.get(name)) for name in ("leads", "supports", "collectives")}
    return {"title": str(payload.get("title") or ""), **units, "deadline": day(payload.get("deadline"))}


def _target(payload: Payload) -> dict[str, str]:
    return {
        "indicator": str(payload.get("indicator") or ""),
        "figure": figure_of(payload),
        "period": str(payload.get("period") or ""),
        "deadline": day(payload.get("deadline")),
    }


def _indicator(payload: Payload) -> dict[str, str]:
    fields = ("name", "unit", "baseline", "target", "growth", "nature")
    return {name: str(payload.get(name) or "") for name in fields}


def _group(payload: Payload) -> dict[str, str]:
    convenors = "；".join(f"{one['role']} {one['who']}" for one in payload.get("convenors") or [])
    members = names([*(payload.get("members") or []), *(payload.get("collectives") or [])])
    return {
        "name": str(payload.get("name") or ""),
        "convenors": convenors,
        "office": str(payload.get("office") or ""),
        "members": members,
    }


_SAID: dict[str, Callable[[Payload], dict[str, str]]] = {
    TASK: _task,
    TARGET: _target,
    INDICATOR: _indicator,
    GROUP: _group,
}
