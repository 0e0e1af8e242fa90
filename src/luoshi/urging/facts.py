"""What the ladder is asked with: the facts of a task, read from its own row and what was prefetched with it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from luoshi.delivery import rounds
from luoshi.delivery.models import Extension, Task
from luoshi.urging.ladder import Facts, Taken
from luoshi.urging.models import Position, Urge

UNASSIGNED = ("proposed", "registered", "disputed")


def positions() -> QuerySet[Position]:
    """Positions with everything that `facts_of` reads, in a fixed number of queries."""
    asked = Extension.objects.filter(task=OuterRef("task"), state="asked")
    return (
        Position.objects.select_related("task__group")
        .annotate(asked=Exists(asked))
        .prefetch_related("task__parties", Prefetch("task__urges", queryset=Urge.objects.order_by("at", "pk")))
    )


def facts_of(position: Position) -> Facts:
    """The facts of a position that came from `positions`."""
    task = position.task
    urges = [urge for urge in task.urges.all() if urge.run == position.run]
    return Facts(
        urgeable=is_urgeable(task),
        due=task.due,
        report_due=_report_due(task),
        colour=task.colour,
        light_since=task.light_since,
        moved=position.moved,
        taken=tuple(_taken(urges)),
        pending=getattr(position, "asked", False) or any(urge.state == "proposed" for urge in urges),
    )


def is_urgeable(task: Task) -> bool:
    """Whether anybody can be urged: it is with a unit that answers for it, and neither done nor at rest."""
    living = task.stage.life in {"waiting", "open"} and task.state not in UNASSIGNED
    return living and bool(task.answering_units())


def _report_due(task: Task) -> date | None:
    since = task.reported_to or task.accepted_on
    return rounds.owed_by(task.cadence, since) if since and task.stage.life == "open" else None


def _taken(urges: Iterable[Urge]) -> Iterable[Taken]:
    for urge in urges:
        if urge.state in {"sent", "declined"}:
            on = urge.sent_on or timezone.localtime(urge.state_since).date()
            yield Taken(urge.step, on, declined=urge.state == "declined")
