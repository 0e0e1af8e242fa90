"""Counts of lights by part and by unit. Parts and units stand in their own order, never in order of merit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, QuerySet

from luoshi.delivery.models import LightChange, Task, TaskParty
from luoshi.progress.lights import COLOURS


@dataclass
class Row:
    """One part or unit with its tasks by light."""

    key: int | None
    name: str
    lights: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLOURS, 0))

    @property
    def total(self) -> int:
        return sum(self.lights.values())

    @property
    def cells(self) -> list[tuple[str, int]]:
        return list(self.lights.items())


@dataclass(frozen=True)
class Totals:
    """The whole at a glance."""

    total: int
    lights: Mapping[str, int]
    done: int
    progress: float | None

    @property
    def cells(self) -> list[tuple[str, int]]:
        return list(self.lights.items())

    @property
    def done_percent(self) -> int:
        return round(self.done * 100 / self.total) if self.total else 0


def _dark() -> dict[str, int]:
    return dict.fromkeys(COLOURS, 0)


def totals(found: QuerySet[Task]) -> Totals:
    """Tasks by light, how many are done, and the mean progress of those with a figure. Two queries."""
    rows = found.order_by().values("colour", "state").annotate(number=Count("pk"))
    lights = _dark()
    done, finished = 0, set(Task.flow().stages_of("done"))
    for row in rows:
        lights[row["colour"]] += row["number"]
        done += row["number"] if row["state"] in finished else 0
    mean = found.order_by().aggregate(mean=Avg("progress"))["mean"]
    return Totals(sum(lights.values()), lights, done, None if mean is None else float(mean))


def by_part(found: QuerySet[Task]) -> list[Row]:
    """Each part of the plan, in the plan's order."""
    values = found.order_by().values("part_id", "part__title", "part__order", "colour").annotate(number=Count("pk"))
    rows = sorted(values, key=lambda row: (row["part__order"] or 0, row["part_id"] or 0))
    return _rows((row["part_id"], row["part__title"] or "—", row["colour"], row["number"]) for row in rows)


def by_unit(found: QuerySet[Task]) -> list[Row]:
    """Each unit with the tasks that it answers for, in order of the units' names."""
    parties = TaskParty.objects.filter(task__in=found.order_by().values("pk"), answers=True)
    values = parties.order_by().values("unit_id", "unit__name", "task__colour").annotate(number=Count("pk"))
    rows = sorted(values, key=lambda row: (row["unit__name"], row["unit_id"]))
    return _rows((row["unit_id"], row["unit__name"], row["task__colour"], row["number"]) for row in rows)


def _rows(counts: Iterable[tuple[int | None, str, str, int]]) -> list[Row]:
    rows: dict[Any, Row] = {}
    for key, name, colour, number in counts:
        rows.setdefault(key, Row(key, name)).lights[colour] += number
    return list(rows.values())


def by_month(found: QuerySet[Task], today: date, months: int = 6) -> list[tuple[date, dict[str, int]]]:
    """Tasks by light at the end of each of the last months, rebuilt from the rows of changes. One query."""
    ends = _month_ends(today, months)
    changes = LightChange.objects.filter(task__in=found.order_by().values("pk"), on__lte=today)
    moves: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for task, on, new in changes.order_by("on", "pk").values_list("task_id", "on", "new"):
        moves[task].append((on, new))
    series = []
    for end in ends:
        counts = _dark()
        for steps in moves.values():
            colour = next((new for on, new in reversed(steps) if on <= end), None)
            if colour:
                counts[colour] += 1
        series.append((end, counts))
    return series


def _month_ends(today: date, months: int) -> list[date]:
    ends, day = [today], today
    while len(ends) < months:
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return ends[::-1]
