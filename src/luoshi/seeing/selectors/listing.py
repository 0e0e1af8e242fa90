"""Tasks with parties, targets and lights as plain data, page by page along their keys."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from luoshi.delivery.models import Task, TaskParty
from luoshi.plans.models import Target

MOST = 1000
FIELDS = (
    "pk", "plan_task_id", "number", "title", "part_id", "group_id", "state", "start", "due", "original_due",
    "progress", "progress_on", "colour", "light", "light_rule", "light_version", "light_reason_zh", "light_as_of",
)  # fmt: skip


def listing(found: QuerySet[Task], *, after: int = 0, most: int = MOST) -> dict[str, Any]:
    """Up to `most` tasks whose key is above `after`; `next` is the key to go on from, or None. Three queries."""
    rows = list(found.filter(pk__gt=after).order_by("pk").values_list(*FIELDS)[: most + 1])
    more, rows = len(rows) > most, rows[:most]
    parties = _grouped(
        TaskParty.objects.filter(task__in=[row[0] for row in rows]).order_by("task_id", "order"),
        "task_id", ("unit_id", "unit__name", "role", "answers"), ("unit", "name", "role", "answers"),
    )  # fmt: skip
    targets = _grouped(
        Target.objects.filter(task__in=[row[1] for row in rows]).order_by("task_id", "order"),
        "task_id", ("pk", "quote", "comparator", "value", "value_max", "unit", "deadline_date"),
        ("id", "quote", "comparator", "value", "value_max", "unit", "deadline"),
    )  # fmt: skip
    tasks = [_task(row, parties, targets) for row in rows]
    return {"tasks": tasks, "next": rows[-1][0] if more else None}


def _grouped(
    rows: QuerySet[Any], key: str, fields: Iterable[str], names: tuple[str, ...]
) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for owner, *values in rows.values_list(key, *fields):
        found[owner].append(dict(zip(names, map(_plain, values), strict=True)))
    return found


def _plain(value: Any) -> Any:
    """As JSON has it; dates and decimals told in bulk, not one by one by an encoder."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _task(row: tuple[Any, ...], parties: dict[int, Any], targets: dict[int, Any]) -> dict[str, Any]:
    values = dict(zip(FIELDS, map(_plain, row), strict=True))
    pk, published = values.pop("pk"), values.pop("plan_task_id")
    light = {name.removeprefix("light_"): values.pop(name) for name in FIELDS if name.startswith(("light", "colour"))}
    return {"id": pk, **values, "light": light, "parties": parties.get(pk, []), "targets": targets.get(published, [])}
