"""Items and their places, read out of the extraction contract. Pure: no database here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]

TASK, TARGET, GROUP, INDICATOR = "task", "target", "group", "indicator"
UNIT_FIELDS = {"leads": "lead", "supports": "support", "collectives": "collective"}


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One item to be reviewed: its kind, its id in the contract, its annex, its place and what was read."""

    kind: str
    key: str
    annex: str
    start: int
    end: int
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured stretch of the source: what it is, and the item it belongs to (None for a heading)."""

    start: int
    end: int
    kind: str
    item: int | None = None


def item_specs(draft: Payload) -> list[ItemSpec]:
    """Everything in a `luoshi.plan/1` object that a person must decide on, in the order of the document."""
    specs = [*_tasks(draft), *_targets(draft), *_groups(draft), *_indicators(draft)]
    specs.sort(key=lambda spec: (spec.start, -spec.end))
    return _with_unique_keys(specs)


def unit_mentions(kind: str, payload: Payload) -> Iterator[tuple[str, Payload]]:
    """(role, unit) for every unit an item names: lead, support, collective, member."""
    if kind == TASK:
        for field, role in UNIT_FIELDS.items():
            for unit in payload.get(field) or []:
                yield role, unit
    elif kind == GROUP:
        for unit in payload.get("members") or []:
            yield "member", unit
        for unit in payload.get("collectives") or []:
            yield "collective", unit


def marks_of(kind: str, start: int, end: int, payload: Payload, item: int) -> Iterator[Mark]:
    """The stretches of text an item colours: itself, its units, its convenors, its deadline."""
    yield Mark(start, end, kind, item)
    for role, unit in unit_mentions(kind, payload):
        if unit.get("span"):
            yield Mark(*_range(unit["span"]), role, item)
    for convenor in payload.get("convenors") or []:
        if convenor.get("span"):
            yield Mark(*_range(convenor["span"]), "convenor", item)
    deadline = payload.get("deadline")
    if deadline and deadline.get("span"):
        yield Mark(*_range(deadline["span"]), "deadline", item)


def name_of_unit(unit: Payload) -> str:
    """A unit's name with its elided prefix restored where the reader could restore it."""
    return str(unit.get("full") or unit["name"])


def _range(span: Sequence[int]) -> tuple[int, int]:
    return span[0], span[1]


def _tasks(draft: Payload) -> Iterator[ItemSpec]:
    for task in draft.get("tasks", []):
        yield ItemSpec(TASK, task["id"], task["annex"], *_range(task["span"]), payload=dict(task))


def _targets(draft: Payload) -> Iterator[ItemSpec]:
    for target in draft.get("targets", []):
        yield ItemSpec(TARGET, target["id"], target["annex"], *_range(target["span"]), payload=dict(target))


def _groups(draft: Payload) -> Iterator[ItemSpec]:
    for group in draft.get("groups", []):
        key = f"{group['annex']}:{group['name']}"
        yield ItemSpec(GROUP, key, group["annex"], *_range(group["span"]), payload=dict(group))


def _indicators(draft: Payload) -> Iterator[ItemSpec]:
    tables = [table for table in draft.get("tables", []) if table.get("kind") == "indicators"]
    for position, row in enumerate(draft.get("indicators", []), start=1):
        table = tables[row["table"] - 1] if 0 < row["table"] <= len(tables) else None
        span = row.get("span") or (table or {}).get("span") or [0, 0]
        annex = str((table or {}).get("annex", "0"))
        key = f"{row['table']}:{row.get('no') or position}"
        yield ItemSpec(INDICATOR, key, annex, *_range(span), payload=dict(row))


def _with_unique_keys(specs: Sequence[ItemSpec]) -> list[ItemSpec]:
    """A document that uses one number twice yields one id twice: the later ones get a counter that none has yet."""
    taken: set[tuple[str, str]] = set()
    counts: dict[tuple[str, str], int] = {}
    unique = []
    for spec in specs:
        name = key = spec.key[:150]
        while (spec.kind, name) in taken:
            count = counts[spec.kind, key] = counts.get((spec.kind, key), 1) + 1
            name = f"{key}#{count}"
        taken.add((spec.kind, name))
        unique.append(ItemSpec(spec.kind, name, spec.annex, spec.start, spec.end, spec.payload))
    return unique
