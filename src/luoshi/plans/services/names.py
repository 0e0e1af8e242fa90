"""The unit names of a document, and the units they mean. A decision is remembered as an alias for next time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.orgs.kinds import kind_of_unit
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.naming import Suggestion, lookalikes, remember, resolve_all
from luoshi.orgs.services import save_unit
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, Plan, PlanVersion, TaskUnit
from luoshi.plans.payloads import GROUP, name_of_unit, unit_mentions
from luoshi.plans.services.grouping import match_members
from luoshi.plans.signals import parties_settled

Place = tuple[int, int]
Choice = int | str | None


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no unit has: how often it stands there, where first, and whom it may mean."""

    name: str
    mentions: int
    start: int
    end: int
    suggestions: Sequence[Suggestion]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that means a unit, and the unit that may be the same one under another name."""

    name: str
    mentions: int
    unit: Unit
    twin: Unit | None


def units_of_items(items: Iterable[DraftItem]) -> list[str]:
    """Every unit name in the items, collectives left out, as often as it stands there."""
    return [name for name, _place in _mentions(items)]


def resolve_names(*, plan: Plan, names: Iterable[str]) -> dict[str, int]:
    """The units that these names mean in the plan's region. Without a region no name means anything."""
    if plan.region is None:
        return {}
    answers = resolve_all(set(names), region=plan.region, limit=0)
    return {name: answer.unit.pk for name, answer in answers.items() if answer.unit}


def unknown_names(version: PlanVersion, *, suggest: int = 4) -> list[UnknownName]:
    """The names of a version that no unit has, most frequent first, each with the units it may mean."""
    mentions = list(_mentions(version.items.exclude(state=DraftItem.State.REJECTED).order_by("start")))
    counts = Counter(name for name, _place in mentions)
    first = {name: place for name, place in reversed(mentions) if place}
    region = version.plan.region
    answers = resolve_all(counts, region=region, limit=suggest) if region else {}
    return [
        UnknownName(name, count, *first.get(name, (0, 0)), answers[name].suggestions if region else ())
        for name, count in counts.most_common()
        if region is None or answers[name].unit is None
    ]


@transaction.atomic
def settle(*, version: PlanVersion, choices: Mapping[str, Choice], actor: User) -> int:
    """Let each name mean a unit; the answer is remembered as an alias of the unit. The count of names settled.

    A choice is the id of a unit, None for a new unit of that name, or words: the name of a unit of the region, or
    another name of this very list, so that two spellings of one new unit become one. Where the version is published
    already, its tasks and groups follow at once. Raises PlanError when there is no region, or no such unit.
    """
    region = version.plan.region
    if region is None:
        raise PlanError(_("The plan has no region, so nobody knows whose units these are. Choose one first."))
    for name in (name for name, choice in choices.items() if choice is None):
        _create(name, region, actor)
    chosen = {name: choice for name, choice in choices.items() if choice is not None}
    units = _units(chosen, region)
    for name in chosen:
        if name not in units:
            raise PlanError(_("The unit chosen for “%(name)s” does not exist; choose another one.") % {"name": name})
        remember(name=name, unit=units[name], region=region, actor=actor)
    if version.state == PlanVersion.State.PUBLISHED:
        _follow(version, choices, actor)
    return len(choices)


def _units(chosen: Mapping[str, int | str], region: Region) -> dict[str, Unit]:
    """The units that were chosen, by id or by words."""
    by_id = Unit.objects.in_bulk([choice for choice in chosen.values() if isinstance(choice, int)])
    words = {choice for choice in chosen.values() if isinstance(choice, str)}
    by_words = resolve_all(words, region=region, limit=0)
    found = {
        name: by_id.get(choice) if isinstance(choice, int) else by_words[choice].unit for name, choice in chosen.items()
    }
    return {name: unit for name, unit in found.items() if unit is not None}


def _follow(version: PlanVersion, names: Iterable[str], actor: User) -> None:
    """What is in force already reaches the units that its names turned out to mean."""
    known = resolve_names(plan=version.plan, names=names)
    waiting = TaskUnit.objects.filter(task__version=version, unit=None).exclude(role=TaskUnit.Role.COLLECTIVE)
    parties = [party for party in waiting.select_related("task__item") if _full_name(party) in known]
    for party in parties:
        party.unit_id = known[_full_name(party)]
    TaskUnit.objects.bulk_update(parties, ["unit"], batch_size=500)
    match_members(plan=version.plan, units=known)
    tasks = {party.task_id for party in parties}
    if tasks:
        parties_settled.send(sender=PlanVersion, version=version, tasks=tasks, actor=actor)


def _full_name(party: TaskUnit) -> str:
    """The party's name with the prefix that the text leaves out, as the item it came from has it."""
    item = party.task.item
    units = (unit for _role, unit in unit_mentions(item.kind, item.payload)) if item else ()
    return next((name_of_unit(unit) for unit in units if unit["name"] == party.name), party.name)


def _create(name: str, region: Region, actor: User) -> None:
    try:
        save_unit(unit=Unit(name=name, region=region, kind=kind_of_unit(name)), actor=actor)
    except ValidationError as error:
        raise PlanError(f"{name}: {' '.join(error.messages)}") from error


def known_names(version: PlanVersion) -> list[KnownName]:
    """The names of a version that mean a unit, with the unit each means, and another unit that looks much alike.

    Two units that look alike may be one that was created twice; a person decides, on the page that merges them.
    """
    region = version.plan.region
    if region is None:
        return []
    counts = Counter(name for name, _place in _mentions(version.items.exclude(state=DraftItem.State.REJECTED)))
    answers = resolve_all(counts, region=region, limit=0)
    known = [(name, count, answers[name].unit) for name, count in counts.most_common()]
    units = {unit.pk: unit for _name, _count, unit in known if unit is not None}
    twins = lookalikes(list(units.values()), region=region)
    return [KnownName(name, count, unit, twins.get(unit.pk)) for name, count, unit in known if unit is not None]


def _mentions(items: Iterable[DraftItem]) -> Iterable[tuple[str, Place | None]]:
    for item in items:
        for role, unit in unit_mentions(item.kind, item.payload):
            if role != "collective":
                span = unit.get("span")
                yield name_of_unit(unit), (span[0], span[1]) if span else None
        if item.kind == GROUP and item.payload.get("office"):
            yield item.payload["office"], (item.start, item.end)
