"""Tasks and milestones laid out over months, and the reports of units month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, DateTimeField, Func, Q
from django.utils import timezone

from luoshi.accounts.rights import Visitor
from luoshi.delivery.models import Milestone, Task
from luoshi.delivery.rights import visible_reports

WIDTH = 100  # percent: the drawing has no size of its own
MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Point:
    """A milestone on the line of its task."""

    milestone: Milestone
    x: float
    late: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A task on the line: from its start to its due date, in hundredths of the width."""

    task: Task
    x: float
    width: float
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Chart:
    """The window, its months with where they begin, today's place, and the bars."""

    first: date
    last: date
    months: Sequence[tuple[date, float, float]]
    today: float | None
    bars: Sequence[Bar]


def chart(tasks: Sequence[Task], today: date) -> Chart:
    """Whole months from the earliest start to the latest date of these tasks, at most two years around today."""
    days = [day for task in tasks for day in (task.start, task.due, *(one.due for one in task.milestones.all())) if day]
    first = max(min([*days, today]), today - timedelta(days=366)).replace(day=1)
    last = min(max([*days, today]), first + timedelta(days=31 * MOST_MONTHS))
    months = _months(first, last)
    span = (_next(months[-1]) - first).days

    def place(day: date) -> float:
        return round(max(0, min(WIDTH, WIDTH * (day - first).days / span)), 2)

    bars = [_bar(task, place, today) for task in tasks]
    names = [(month, place(month), place(_next(month)) - place(month)) for month in months]
    return Chart(first, last, names, place(today) if first <= today <= last else None, bars)


def _bar(task: Task, place: Any, today: date) -> Bar:
    start, end = place(task.start), place(task.due or task.start)
    points = [Point(one, place(one.due), one.done_on is None and one.due < today) for one in task.milestones.all()]
    return Bar(task, start, round(max(end - start, 0.4), 2), points)


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    months = [first]
    while _next(months[-1]) <= last:
        months.append(_next(months[-1]))
    return months


@dataclass
class Cell:
    """A unit's reports on one month: handed in, after the day, and returned by a reviewer."""

    reported: int = 0
    late: int = 0
    returned: int = 0

    @property
    def tone(self) -> str:
        """Which mark it gets: all in time, some late, some returned, none."""
        if not self.reported:
            return "none"
        if self.returned:
            return "returned"
        return "late" if self.late else "good"


@dataclass
class UnitMonths:
    """A unit with its cells, one for each month shown."""

    unit: Any
    cells: dict[date, Cell] = field(default_factory=dict)

    def of(self, months: Iterable[date]) -> list[tuple[date, Cell]]:
        return [(month, self.cells.get(month, Cell())) for month in months]


def month_ends(today: date, number: int) -> list[date]:
    """The last days of the last months, the oldest first; the running month is not among them."""
    ends, day = [], today.replace(day=1) - timedelta(days=1)
    for _month in range(number):
        ends.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return ends[::-1]


class EndOfDay(Func):
    """The moment after the last one of a day, here. Worked out by the database: asking Python row by row is slow."""

    output_field = DateTimeField()
    function, template = "", "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        ahead = timezone.localtime().utcoffset() or timedelta()
        hours = 24 - ahead.total_seconds() / 3600
        return self.as_sql(compiler, connection, template=f"datetime(%(expressions)s, '+{hours:g} hours')", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = f"((%(expressions)s + 1)::timestamp AT TIME ZONE '{settings.TIME_ZONE}')"
        return self.as_sql(compiler, connection, template=template, **more)


def heat(user: Visitor, units: Sequence[Any], months: Sequence[date]) -> list[UnitMonths]:
    """How these units reported in these months. One query, whatever the number of units."""
    found = {unit.pk: UnitMonths(unit) for unit in units}
    reports = visible_reports(user).filter(unit__in=list(found), period_end__in=list(months)).order_by()
    counted = reports.values_list("unit_id", "period_end").annotate(
        handed_in=Count("submitted_at"),
        late=Count("pk", filter=Q(submitted_at__gt=EndOfDay("due"))),
        returned=Count("returned_at"),
    )
    for unit, end, *numbers in counted:
        found[unit].cells[end] = Cell(*numbers)
    return list(found.values())
