"""Which unit a printed name means: by name, by an alias somebody confirmed, or by likeness (never decided alone)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from rapidfuzz import fuzz

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Region, Unit, UnitAlias

LIKELY = 60.0
How = Literal["exact", "alias", "unknown"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that a name may mean, and how alike the two are, from 0 to 100."""

    unit: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one name: the unit and how it is known, or nothing and what is most alike."""

    name: str
    unit: Unit | None
    how: How
    suggestions: tuple[Suggestion, ...] = ()


def resolve(name: str, *, region: Region, limit: int = 5) -> Resolution:
    """The unit that a name means in one region."""
    return resolve_all([name], region=region, limit=limit)[name]


def resolve_all(names: Iterable[str], *, region: Region, limit: int = 5) -> dict[str, Resolution]:
    """The same for many names in two queries."""
    units = list(Unit.objects.filter(region=region))
    by_id = {unit.pk: unit for unit in units}
    exact = {unit.short_name: unit for unit in units if unit.short_name} | {unit.name: unit for unit in units}
    aliases = {
        alias: by_id[key]
        for alias, key in UnitAlias.objects.filter(region=region).values_list("name", "unit_id")
        if key in by_id
    }
    return {name: _one(name, exact, aliases, region.name, limit) for name in names}


def _one(name: str, exact: dict[str, Unit], aliases: dict[str, Unit], region: str, limit: int) -> Resolution:
    if name in exact:
        return Resolution(name, exact[name], "exact")
    if name in aliases:
        return Resolution(name, aliases[name], "alias")
    best: dict[int, Suggestion] = {}
    for spelling, unit in (aliases | exact).items():
        score = likeness(name, spelling, region)
        if score >= LIKELY and (unit.pk not in best or best[unit.pk].score < score):
            best[unit.pk] = Suggestion(unit, score)
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.unit.name))
    return Resolution(name, None, "unknown", tuple(ranked[:limit]))


def likeness(name: str, other: str, region: str = "") -> float:
    """How alike two names are, from 0 to 100, the region's own name in front of them left aside.

    A short name keeps the order of the long one's characters, hence the share of the shorter found in order counts too.
    """
    first, second = name.removeprefix(region), other.removeprefix(region)
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0.0
    return max(
        fuzz.ratio(first, second), 0.9 * 100 * _common(shorter, longer) / len(shorter) if len(shorter) > 2 else 0
    )


def _common(shorter: str, longer: str) -> int:
    """How many characters of the shorter stand in the longer, in order."""
    place, found = 0, 0
    for character in shorter:
        at = longer.find(character, place)
        if at >= 0:
            place, found = at + 1, found + 1
    return found


@transaction.atomic
def remember(*, name: str, unit: Unit, region: Region, actor: Actor) -> UnitAlias:
    """Keep a decision: from now on this name means this unit here."""
    alias, _created = UnitAlias.objects.update_or_create(
        region=region, name=name, defaults={"unit": unit, "source": UnitAlias.Source.DECIDED}
    )
    record(action="orgs.alias_decided", subject=unit, actor=actor, data={"name": name})
    return alias
