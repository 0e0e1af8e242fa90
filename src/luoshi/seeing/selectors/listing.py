"""Tasks with parties, targets and lights as plain data, page by page along their keys."""

from collections import defaultdict
from collections.abc import Sequence
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
OF_LIGHT = FIELDS.index("colour")
LIGHT = tuple(name.removeprefix("light_") for name in FIELDS[OF_LIGHT:])


def listing(found: QuerySet[Task], *, after: int = 0, most: int = MOST) -> dict[str, Any]:
    """Up to `most` tasks whose key is above `after`; `next` is the key to go on from, or None. Three queries."""
    rows = list(found.filter(pk__gt=after).order_by("pk").values_list(*FIELDS)[: most + 1])
    more, rows = len(rows) > most, rows[:most]
    parties, targets = _parties([row[0] for row in rows]), _targets([row[1] for row in rows])
    tasks = [_task(row, parties, targets) for row in rows]
    return {"tasks": tasks, "next": rows[-1][0] if more else None}


Grouped = dict[int, list[dict[str, Any]]]


def _parties(tasks: Sequence[int]) -> Grouped:
    found: Grouped = defaultdict(list)
    rows = TaskParty.objects.filter(task__in=tasks).order_by("task_id", "order")
    for task, unit, name, role, answers in rows.values_list("task_id", "unit_id", "unit__name", "role", "answers"):
        found[task].append({"unit": unit, "name": name, "role": role, "answers": answers})
    return found


def _targets(published: Sequence[int]) -> Grouped:
    found: Grouped = defaultdict(list)
    rows = Target.objects.filter(task__in=published).order_by("task_id", "order")
    names = ("pk", "quote", "comparator", "value", "value_max", "unit", "deadline_date")
    for task, pk, *values, deadline in rows.values_list("task_id", *names):
        told = dict(zip(names[1:-1], values, strict=True))
        found[task].append({"id": pk, **told, "deadline": _plain(deadline)})
    return found


def _plain(value: Any) -> Any:
    """As JSON has it; dates and decimals told in bulk, not one by one by an encoder."""
    kind = type(value)
    if kind is date:
        return value.isoformat()
    return float(value) if kind is Decimal else value


def _task(row: tuple[Any, ...], parties: Grouped, targets: Grouped) -> dict[str, Any]:
    values = [_plain(value) for value in row]
    told = dict(zip(FIELDS[2:OF_LIGHT], values[2:OF_LIGHT], strict=True))
    light = dict(zip(LIGHT, values[OF_LIGHT:], strict=True))
    return {
        "id": row[0],
        **told,
        "light": light,
        "parties": parties.get(row[0], []),
        "targets": targets.get(row[1], []),
    }
