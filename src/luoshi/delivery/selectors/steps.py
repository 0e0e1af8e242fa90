"""The steps that each row of a list offers to a person, and those that the ticked rows may take together."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from luoshi.accounts.models import User
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Report, Task
from luoshi.delivery.rights import actor
from luoshi.flow.definition import StageGraph
from luoshi.flow.definition import Transition as Way
from luoshi.flow.services import available


def of_tasks(user: User, page: Sequence[Task]) -> list[Way]:
    """Give each task its steps; returns all of them, in the order of the pack.

    `next_step` is one click away, `more_steps` ask for a reason or come after it. Gates are left to the click itself:
    they would cost queries.
    """

    def ways(task: Task) -> list[Way]:
        roles = actor(user, task).roles
        return [way for way in task.flow().leaving(task.state) if way.roles & roles]

    return _given(page, ways, Task.flow())


def of_reports(user: User, page: Sequence[Report]) -> list[Way]:
    """The same for reports, which must come with their tasks' parties; shut gates are left out."""

    def ways(report: Report) -> list[Way]:
        choices = available(report, actor(user, report.task, report=report), GATES)
        return [choice.way for choice in choices if not choice.shut]

    return _given(page, ways, Report.flow())


def _given(page: Iterable[Any], ways_of: Callable[[Any], list[Way]], graph: StageGraph) -> list[Way]:
    known: set[str] = set()
    for row in page:
        ways = ways_of(row)
        known |= {way.name for way in ways}
        row.next_step = next((way for way in ways if not way.requires), None)
        row.more_steps = [way for way in ways if way is not row.next_step]
    return [way for way in graph.transitions if way.name in known]


def asking(steps: Iterable[Way]) -> list[Way]:
    """Those that ask for a reason."""
    return [way for way in steps if way.requires]
