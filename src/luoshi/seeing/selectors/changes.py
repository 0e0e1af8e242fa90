"""What changed since a day: lights then and now, and which tasks moved, from the rows of changes alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from luoshi.delivery.models import Extension, LightChange, Task
from luoshi.flow.models import Transition
from luoshi.flow.services import subject_type
from luoshi.progress.lights import COLOURS

GRAVITY = {"red": 4, "orange": 3, "yellow": 2, "grey": 1, "blue": 1, "purple": 0, "green": 0}


@dataclass(frozen=True, slots=True)
class Shift:
    """One light, then and now."""

    colour: str
    then: int
    now: int

    @property
    def difference(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lights on a day and today; tasks that are new since then are counted apart."""

    shifts: list[Shift]
    new: int

    @property
    def moved(self) -> bool:
        return any(shift.difference for shift in self.shifts)


def compare(found: QuerySet[Task], since: date, now: Mapping[str, int]) -> Comparison:
    """The lights of `now` with each change since then undone, and tasks that began since taken off. Two queries."""
    then = {colour: now.get(colour, 0) for colour in COLOURS}
    for old, new, number in _of(found, since).values_list("old", "new").annotate(Count("pk")):
        then[old] += number
        then[new] -= number
    fresh = found.filter(start__gt=since).order_by().count()
    then["grey"] -= fresh  # before its first judgement a task stands on grey
    return Comparison([Shift(colour, max(0, then[colour]), now.get(colour, 0)) for colour in COLOURS], fresh)


def _of(found: QuerySet[Task], since: date) -> QuerySet[LightChange]:
    changes = LightChange.objects.filter(on__gt=since).order_by()
    return changes if not found.query.where else changes.filter(task__in=found.order_by().values("pk"))


def moved(found: QuerySet[Task], since: date, *, way: str = "") -> QuerySet[LightChange]:
    """The first change since then of every task whose light differs from then, with what it was then.

    `way` is `worse` or `better`; otherwise both.
    """
    earlier = LightChange.objects.filter(task=OuterRef("task"), on__gt=since, pk__lt=OuterRef("pk"))
    rows = _of(found, since).filter(~Exists(earlier)).exclude(old=F("task__colour"))
    if way:
        rows = _one_way(rows, way)
    return rows.select_related("task").order_by("task_id")


def _one_way(rows: QuerySet[LightChange], way: str) -> QuerySet[LightChange]:
    wanted = Q(pk__in=())
    for old in COLOURS:
        heavier = [new for new in COLOURS if GRAVITY[new] > GRAVITY[old]]
        lighter = [new for new in COLOURS if GRAVITY[new] < GRAVITY[old]]
        wanted |= Q(old=old, task__colour__in=heavier if way == "worse" else lighter)
    return rows.filter(wanted)


def steps(found: QuerySet[Task], since: datetime) -> list[tuple[str, int]]:
    """What was done with these tasks since a moment, in the words of the flow: accepted 12, struck off 5, …"""
    task, extension = subject_type(Task), subject_type(Extension)
    about = Q(subject_type__in=(task, extension))
    if found.query.where:
        ids = found.order_by().values("pk")
        about = Q(subject_type=task, subject_id__in=ids)
        about |= Q(subject_type=extension, subject_id__in=Extension.objects.filter(task__in=ids).values("pk"))
    rows = Transition.objects.filter(about, at__gt=since).order_by().values_list("graph", "name")
    return [(Transition(graph=graph, name=name).words, number) for graph, name, number in rows.annotate(Count("pk"))]
