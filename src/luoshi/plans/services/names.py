"""The unit names of a document, and the units they mean. A decision is remembered as an alias for next time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.orgs.kinds import kind_of_unit
from luoshi.orgs.models import Unit
from luoshi.orgs.naming import Suggestion, remember, resolve_all
from luoshi.orgs.services import save_unit
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, Plan, PlanVersion
from luoshi.plans.payloads import GROUP, name_of_unit, unit_mentions

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no unit has: how often it stands there, where first, and whom it may mean."""

    name: str
    mentions: int
    start: int
    end: int
    suggestions: Sequence[Suggestion]


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


def settle(*, version: PlanVersion, choices: Mapping[str, int | None], actor: User) -> int:
    """Let each name mean a unit: an existing one, which gets it as an alias, or (None) a new one of that name.

    The count of names settled. Raises PlanError when the plan has no region, or a unit does not exist.
    """
    region = version.plan.region
    if region is None:
        raise PlanError(_("The plan has no region, so nobody knows whose units these are. Choose one first."))
    units = Unit.objects.in_bulk([pk for pk in choices.values() if pk is not None])
    for name, pk in choices.items():
        if pk is None:
            _create(name, version, actor)
        elif pk in units:
            remember(name=name, unit=units[pk], region=region, actor=actor)
        else:
            raise PlanError(_("The unit chosen for “%(name)s” does not exist; choose another one.") % {"name": name})
    return len(choices)


def _create(name: str, version: PlanVersion, actor: User) -> None:
    assert version.plan.region is not None
    try:
        save_unit(unit=Unit(name=name, kind=kind_of_unit(name), region=version.plan.region), actor=actor)
    except ValidationError as error:
        raise PlanError(f"{name}: {' '.join(error.messages)}") from error


def _mentions(items: Iterable[DraftItem]) -> Iterable[tuple[str, Place | None]]:
    for item in items:
        for role, unit in unit_mentions(item.kind, item.payload):
            if role != "collective":
                span = unit.get("span")
                yield name_of_unit(unit), (span[0], span[1]) if span else None
        if item.kind == GROUP and item.payload.get("office"):
            yield item.payload["office"], (item.start, item.end)
