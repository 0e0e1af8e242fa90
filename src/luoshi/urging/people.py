"""Who is told: the ladder's audiences as the people who hold the roles for this task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from luoshi.accounts.holders import holders
from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.orgs.models import Region, Unit

OF_UNIT = {
    "reporter": Role.REPORTER,
    "unit_reviewer": Role.UNIT_REVIEWER,
    "lead_unit": Role.LEAD_UNIT,
    "unit_leader": Role.LEADER,
}
ABOVE = {"supervision": Role.SUPERVISION, "leader": Role.LEADER}
WHOLE = Q(unit__isnull=True, region__isnull=True, group__isnull=True)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who is told, and in which capacity."""

    user: User
    role: Role


def audience(task: Task, names: Iterable[str], *, units: Sequence[int] | None = None) -> list[Told]:
    """The people behind these audiences, each once; `units` stand in for the units that answer for the task."""
    wanted = list(names)
    found = _with_successors(task.answering_units() if units is None else units)
    regions = _with_upper({region for _unit, region in found}) if ABOVE.keys() & wanted else set[int]()
    asked = Q(pk__in=())
    for name in wanted:
        asked |= _holders(name, task, [unit for unit, _region in found], regions)
    return [Told(user, role) for user, role in holders(asked)]


def _holders(name: str, task: Task, units: Sequence[int], regions: set[int]) -> Q:
    if name in OF_UNIT:
        return Q(role=OF_UNIT[name], unit__in=units)
    if name == "group_office":
        if task.group_id:
            return Q(role=Role.GROUP_OFFICE, group=task.group_id)
        return Q(role=Role.COORDINATION) & WHOLE
    return Q(role=ABOVE[name]) & (WHOLE | Q(region__in=regions) | Q(group=task.group_id, group__isnull=False))


def _with_successors(units: Sequence[int]) -> list[tuple[int, int]]:
    """These units and those into which they were merged, each with its region."""
    found: dict[int, int] = {}
    waiting = set(units)
    while waiting:
        rows = Unit.objects.filter(pk__in=waiting).values_list("pk", "region_id", "merged_into_id")
        waiting = set()
        for unit, region, successor in rows:
            found[unit] = region
            if successor is not None and successor not in found:
                waiting.add(successor)
    return list(found.items())


def _with_upper(regions: set[int]) -> set[int]:
    """These regions and all that they lie in."""
    found: set[int] = set()
    waiting = set(regions)
    while waiting:
        found |= waiting
        above = Region.objects.filter(pk__in=waiting, parent__isnull=False).values_list("parent_id", flat=True)
        waiting = {key for key in above if key is not None} - found
    return found
