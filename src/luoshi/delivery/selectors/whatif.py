"""What another light rule would say today, without storing anything: to be looked at before a rule is adopted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from luoshi.delivery.models import Task
from luoshi.delivery.services.lights import LIVING, facts_of, for_judging
from luoshi.flow import clock
from luoshi.progress.lights import COLOURS, Light, LightRule, light

SHOWN = 50
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Moved:
    """A task whose light would be another one."""

    task: Task
    would_be: Light


@dataclass(slots=True)
class Comparison:
    """How the lights of the living tasks would move. `moved` holds the first ones, in the plan's order."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    moved: list[Moved] = field(default_factory=list)

    @property
    def judged(self) -> int:
        return sum(self.counts.values())

    @property
    def changed(self) -> int:
        return sum(number for (old, new), number in self.counts.items() if old != new)

    @property
    def rows(self) -> Sequence[tuple[str, int, int]]:
        """Each colour with how many tasks have it now, and how many would have it."""
        now, then = Counter[str](), Counter[str]()
        for (old, new), number in self.counts.items():
            now[old] += number
            then[new] += number
        return [(colour, now[colour], then[colour]) for colour in COLOURS if now[colour] or then[colour]]


def compare(found: QuerySet[Task], rule: LightRule) -> Comparison:
    """Judge the living tasks among these by the rule, today; three queries for each 2,000 of them."""
    today = clock.today()
    living = found.filter(state__in=Task.flow().stages_of(*LIVING))
    seen = Comparison()
    for batch, known in for_judging(living.order_by("plan_task__version_id", "plan_task__order")):
        for task in batch:
            would_be = light(rule, facts_of(task, today, known[task.pk]), today, clock.CALENDAR)
            seen.counts[task.light, would_be.colour] += 1
            if would_be.colour != task.light and len(seen.moved) < SHOWN:
                seen.moved.append(Moved(task, would_be))
    return seen
