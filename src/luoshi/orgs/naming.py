"""Which unit a printed name means: by name, by an alias somebody confirmed, or by likeness (never decided alone)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Region, Unit, UnitAlias
from luoshi.orgs.spelling import core, names_level

LIKELY = 60.0
TWINS = 80.0
How = Literal["exact", "alias", "spelling", "unknown"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that a name may mean, and how alike the two are, from 0 to 100."""

    unit: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one name: the unit and how it is known, or nothing and what is most alike.

    `spelling`: the same name but for the region in front or the seat of a town behind (县财政局, 青岚县财政局).
    """

    name: str
    unit: Unit | None
    how: How
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names known in one region; `cores` maps what is left of a name to the units that it may be."""

    region: str
    exact: dict[str, Unit]
    aliases: dict[str, Unit]
    cores: dict[str, set[Unit]]


def resolve(name: str, *, region: Region, limit: int = 5, on: date | None = None) -> Resolution:
    """The unit that a name means in one region, for a document of that day (today if none is given)."""
    return resolve_all([name], region=region, limit=limit, on=on)[name]


def resolve_all(
    names: Iterable[str], *, region: Region, limit: int = 5, on: date | None = None
) -> dict[str, Resolution]:
    """The same for many names: four queries. A name that states a higher level is looked for there."""
    known = known_names(region, on)
    return {name: _one(name, known, limit) for name in names}


def known_names(region: Region, on: date | None = None) -> Sequence[Names]:
    """The names by which documents of a day know units in a region and above it, nearest first. Four queries."""
    return _known([region, *_above(region)], on or timezone.localdate())


def find_unit(name: str, known: Sequence[Names]) -> Unit | None:
    """The unit that a name means among known names; none where nothing or more than one fits."""
    return _one(name, known, 0).unit


def _above(region: Region) -> list[Region]:
    """The regions that this one lies in, nearest first."""
    if region.parent_id is None:
        return []
    everything = {one.pk: one for one in Region.objects.only("name", "parent")}
    found: list[Region] = []
    key: int | None = region.parent_id
    while key is not None and everything[key] not in found:
        found.append(everything[key])
        key = everything[key].parent_id
    return found


def _known(lines: Sequence[Region], day: date) -> list[Names]:
    """A merged unit is answered for by the one it was merged into."""
    units = list(Unit.objects.filter(region__in=lines).select_related("merged_into__merged_into"))
    aliases = list(UnitAlias.objects.filter(region__in=lines).select_related("unit__merged_into__merged_into"))
    return [
        _names(
            one,
            [unit for unit in units if unit.region_id == one.pk],
            [alias for alias in aliases if alias.region_id == one.pk],
            day,
        )
        for one in lines
    ]


def _names(region: Region, units: Sequence[Unit], aliases: Sequence[UnitAlias], day: date) -> Names:
    exact = {unit.short_name: _heir(unit) for unit in units if unit.short_name}
    exact |= {unit.name: _heir(unit) for unit in units}
    # Valid ones last, so that they win over names of another time.
    ordered = sorted(aliases, key=lambda alias: (alias.valid_on(day), alias.valid_from or date.min))
    other = {alias.name: _heir(alias.unit) for alias in ordered}
    cores: dict[str, set[Unit]] = {}
    for spelling, unit in (other | exact).items():
        cores.setdefault(core(spelling, region.name), set()).add(unit)
    return Names(region.name, exact, other, cores)


def _heir(unit: Unit) -> Unit:
    for _step in range(10):
        if unit.merged_into is None:
            return unit
        unit = unit.merged_into
    return unit


def _one(name: str, known: Sequence[Names], limit: int) -> Resolution:
    own = known[0]
    if name in own.exact:
        return Resolution(name, own.exact[name], "exact")
    if name in own.aliases:
        return Resolution(name, own.aliases[name], "alias")
    for place in (known[0], *(above for above in known[1:] if names_level(name, above.region))):
        unit = _by_spelling(name, place)
        if unit is not None and (place is own or not names_level(name, own.region)):
            return Resolution(name, unit, "spelling")
    return Resolution(name, None, "unknown", _suggestions(name, own, limit) if limit else ())


def _by_spelling(name: str, place: Names) -> Unit | None:
    """The one unit whose name has the same core; none where two would fit."""
    for spellings in (place.exact, place.aliases):
        if name in spellings:
            return spellings[name]
    found = place.cores.get(core(name, place.region), set())
    return next(iter(found)) if len(found) == 1 else None


def _suggestions(name: str, own: Names, limit: int) -> tuple[Suggestion, ...]:
    best: dict[int, Suggestion] = {}
    for spelling, unit in (own.aliases | own.exact).items():
        score = likeness(name, spelling, own.region)
        if score >= LIKELY and (unit.pk not in best or best[unit.pk].score < score):
            best[unit.pk] = Suggestion(unit, score)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.unit.name))[:limit])


def likeness(name: str, other: str, region: str = "") -> float:
    """How alike two names are, from 0 to 100, the region's own name in front of them left aside.

    A short name keeps the order of the long one's characters, hence the share of the shorter found in order counts too.
    """
    first, second = core(name, region), core(other, region)
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


def lookalikes(units: Sequence[Unit], *, region: Region, least: float = TWINS) -> dict[int, Unit]:
    """For each of these units the one among them that looks most like it, where two look much alike."""
    found: dict[int, Unit] = {}
    best: dict[int, float] = {}
    for first, second in combinations(units, 2):
        score = likeness(first.name, second.name, region.name)
        for one, other in ((first, second), (second, first)):
            if score >= max(least, best.get(one.pk, 0)):
                best[one.pk], found[one.pk] = score, other
    return found


@transaction.atomic
def remember(*, name: str, unit: Unit, region: Region, actor: Actor) -> UnitAlias:
    """Keep a decision: from now on this name means this unit here."""
    today = timezone.localdate()
    same = [alias for alias in UnitAlias.objects.filter(region=region, name=name) if alias.valid_on(today)]
    alias = same[0] if same else UnitAlias(region=region, name=name)
    alias.unit, alias.source = unit, UnitAlias.Source.DECIDED
    alias.save()
    record(action="orgs.alias_decided", subject=unit, actor=actor, data={"name": name})
    return alias
