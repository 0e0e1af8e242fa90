"""Counts of lights by part and by unit. Parts and units stand in their own order, never in order of merit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

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
    """Tasks by light, how many are done, and the mean progress of those with a figure. One query."""
    counted = found.order_by().values_list("colour", "state")
    rows = counted.annotate(Count("pk"), Count("progress"), Sum("progress"))
    lights = _dark()
    done, figures, progress = 0, 0, 0.0
    finished = set(Task.flow().stages_of("done"))
    for colour, state, number, known, said in rows:
        lights[colour] += number
        done += number if state in finished else 0
        figures, progress = figures + known, progress + float(said or 0)
    return Totals(sum(lights.values()), lights, done, progress / figures if figures else None)


def by_part(found: QuerySet[Task]) -> list[Row]:
    """Each part of the plan, in the plan's order."""
    values = found.order_by().values("part_id", "part__title", "part__order", "colour").annotate(number=Count("pk"))
    rows = sorted(values, key=lambda row: (row["part__order"] or 0, row["part_id"] or 0))
    return _rows((row["part_id"], row["part__title"] or "—", row["colour"], row["number"]) for row in rows)


def by_unit(found: QuerySet[Task]) -> list[Row]:
    """Each unit with the tasks that it answers for, in order of the units' names."""
    parties = TaskParty.objects.filter(answers=True)
    if found.query.where:
        parties = parties.filter(task__in=found.order_by().values("pk"))
    values = parties.order_by().values("unit_id", "unit__name", "task__colour").annotate(number=Count("pk"))
    rows = sorted(values, key=lambda row: (row["unit__name"], row["unit_id"]))
    return _rows((row["unit_id"], row["unit__name"], row["task__colour"], row["number"]) for row in rows)


def _rows(counts: Iterable[tuple[int | None, str, str, int]]) -> list[Row]:
    rows: dict[Any, Row] = {}
    for key, name, colour, number in counts:
        rows.setdefault(key, Row(key, name)).lights[colour] += number
    return list(rows.values())


def by_month(found: QuerySet[Task], today: date, months: int = 6) -> list[tuple[date, dict[str, int]]]:
    """Tasks by light at the end of each of the last months: today's, with later changes undone. Three queries.

    A task that began after the end of a month is not counted in it; until its first judgement it stands on grey.
    """
    ends = _month_ends(today, months)
    now = _dark() | dict(found.order_by().values_list("colour").annotate(Count("pk")))
    changes = LightChange.objects.filter(on__gt=ends[0], on__lte=today)
    if found.query.where:
        changes = changes.filter(task__in=found.order_by().values("pk"))
    moved = list(changes.order_by().values_list(_column("on", ends), "old", "new").annotate(Count("pk")))
    fresh = found.filter(start__gt=ends[0]).order_by()
    begun = list(fresh.values_list(_column("start", ends)).annotate(Count("pk")))
    return [(end, _as_of(number, now, moved, begun)) for number, end in enumerate(ends)]


def _column(field: str, ends: Sequence[date]) -> Case:
    """Before which of these ends a day lies. By comparison: taking a date apart is slow where Python must do it."""
    steps = [When(Q(**{f"{field}__lte": end}), then=Value(number)) for number, end in enumerate(ends)]
    return Case(*steps, default=Value(len(ends)))


def _as_of(number: int, now: Mapping[str, int], moved: list[Any], begun: list[Any]) -> dict[str, int]:
    counts = dict(now)
    for column, old, new, count in moved:
        if column > number:
            counts[old] += count
            counts[new] -= count
    counts["grey"] -= sum(count for column, count in begun if column > number)
    return {colour: max(0, count) for colour, count in counts.items()}


def _month_ends(today: date, months: int) -> list[date]:
    ends, day = [today], today
    while len(ends) < months:
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return ends[::-1]
