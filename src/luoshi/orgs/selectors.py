"""Reads over the organisation: lists, trees, name resolution."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from luoshi.audit.models import Record
from luoshi.audit.selectors import history_of
from luoshi.orgs.models import Convenor, GroupMember, Membership, Person, Post, Region, Unit, UnitAlias, WorkingGroup

M = TypeVar("M", Unit, Region, Membership)


def valid(queryset: "QuerySet[M]", day: date | None = None) -> "QuerySet[M]":
    """Those that exist on that day (today if none is given)."""
    day = day or timezone.localdate()
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return queryset.filter(started, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def held_now(day: date | None = None) -> QuerySet[Membership]:
    """The appointments that hold on that day and were not handed over."""
    return valid(Membership.objects.filter(ended_at__isnull=True), day)


def with_merged(ids: Iterable[int]) -> set[int]:
    """These units with those that were merged into them, whose past they answer for."""
    found = set(ids)
    merged: dict[int, list[int]] = {}
    for key, into in Unit.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"):
        merged.setdefault(into or 0, []).append(key)
    waiting = list(found)
    while waiting:
        for key in merged.get(waiting.pop(), []):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def region_and_below(ids: Iterable[int]) -> set[int]:
    """The regions with everything under them. One query: a country of counties is some thousands of rows."""
    waiting = list(ids)
    if not waiting:
        return set()
    children: dict[int | None, list[int]] = {}
    for key, parent in Region.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    found: set[int] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(children.get(key, []))
    return found


def units_of_regions(ids: Iterable[int]) -> set[int]:
    """The ids of all units that work in these regions themselves."""
    wanted = set(ids)
    return set(Unit.objects.filter(region__in=wanted).values_list("pk", flat=True)) if wanted else set()


@dataclass
class Branch:
    """An area in the tree, how deep it lies, and how many units work in it itself."""

    region: Region
    depth: int

    @property
    def indent(self) -> range:
        return range(min(self.depth, 6))


def region_tree(*, text: str = "", ended: bool = False) -> list[Branch]:
    """All areas, each under the one it belongs to; found by part of a name or code, its line above it kept."""
    everything = list((Region.objects.all() if ended else valid(Region.objects.all())).order_by("code", "name", "pk"))
    kept = _with_lines(everything, text) if text else {region.pk for region in everything}
    known = {region.pk for region in everything}
    children: dict[int | None, list[Region]] = {}
    for region in everything:
        if region.pk in kept:
            children.setdefault(region.parent_id if region.parent_id in known else None, []).append(region)
    return list(_branches(children, None, 0))


def _branches(children: dict[int | None, list[Region]], key: int | None, depth: int) -> Iterator[Branch]:
    for region in children.get(key, []):
        yield Branch(region, depth)
        yield from _branches(children, region.pk, depth + 1)


def _with_lines(regions: Sequence[Region], text: str) -> set[int]:
    by_id = {region.pk: region for region in regions}
    kept: set[int] = set()
    for region in regions:
        if text in region.name or region.code.startswith(text):
            above: Region | None = region
            while above is not None and above.pk not in kept:
                kept.add(above.pk)
                above = by_id.get(above.parent_id or 0)
    return kept


def count_units(regions: Sequence[Region]) -> None:
    """Put onto each area how many units work in it today."""
    found = valid(Unit.objects.filter(region__in=regions)).order_by().values_list("region").annotate(Count("pk"))
    counts = dict(found)
    for region in regions:
        region.unit_total = counts.get(region.pk, 0)  # type: ignore[attr-defined]  # for the page alone


def region_rows() -> Iterator[list[Any]]:
    """Every area as a row of the exported list."""
    for region in Region.objects.select_related("parent").order_by("code", "name"):
        parent = (region.parent.code or region.parent.name) if region.parent else ""
        yield [region.code, region.name, region.get_level_display(), parent, region.valid_from, region.valid_to]


def unit_rows() -> Iterator[list[Any]]:
    """Every unit as a row of the exported list."""
    found = Unit.objects.select_related("region", "parent").prefetch_related("aliases")
    for unit in found.order_by("region__code", "name"):
        aliases = "；".join(dict.fromkeys(alias.name for alias in unit.aliases.all()))
        region, parent = unit.region.code or unit.region.name, unit.parent.name if unit.parent else ""
        names = [unit.name, unit.short_name, unit.get_kind_display(), region, parent]
        yield [*names, unit.credit_code, aliases, unit.valid_from, unit.valid_to]


def units(*, text: str = "", kind: str = "", region: Region | None = None, closed: bool = False) -> QuerySet[Unit]:
    """The list of units: found by part of a name or alias, of one kind, in one region and below it."""
    known = Unit.objects.select_related("region", "parent")
    found = (known if closed else valid(known)).annotate(alias_count=Count("aliases", distinct=True))
    if text:
        by_alias = UnitAlias.objects.filter(name__icontains=text).values("unit")
        found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(pk__in=by_alias))
    if kind:
        found = found.filter(kind=kind)
    if region is not None:
        found = found.filter(region__in=region_and_below([region.pk]))
    return found.order_by("region__code", "name", "pk")


def groups(*, text: str = "", unit: Unit | None = None) -> QuerySet[WorkingGroup]:
    """The list of working groups, with how many members each has."""
    found = WorkingGroup.objects.select_related("office_unit", "region").annotate(
        member_count=Count("members", filter=Q(members__left_on=None), distinct=True)
    )
    if text:
        found = found.filter(Q(name__icontains=text) | Q(plan_part__icontains=text) | Q(pk__in=_with_member(text)))
    if unit is not None:
        found = found.filter(Q(office_unit=unit) | Q(members__unit=unit)).distinct()
    present = Convenor.objects.filter(left_on=None)
    return found.prefetch_related(Prefetch("convenors", queryset=present)).order_by("pk")


def _with_member(text: str) -> QuerySet[GroupMember, int]:
    return GroupMember.objects.filter(printed__icontains=text).values_list("group", flat=True)


def group_with_people(key: int) -> QuerySet[WorkingGroup]:
    """One group with its convenors and who they are today, its members with their liaisons, and its office."""
    members = GroupMember.objects.select_related("unit", "liaison_person")
    convenors = Convenor.objects.select_related("unit", "post__unit", "person").prefetch_related(
        Prefetch("post__memberships", queryset=held_now().select_related("person"), to_attr="holders")
    )
    return (
        WorkingGroup.objects.filter(pk=key)
        .select_related("office_unit", "region")
        .prefetch_related(Prefetch("convenors", queryset=convenors), Prefetch("members", queryset=members))
    )


def posts_with_holders() -> QuerySet[Post]:
    """Posts with their unit, each with who holds it today (`holders`)."""
    holders = Prefetch("memberships", queryset=held_now().select_related("person"), to_attr="holders")
    return Post.objects.select_related("unit").prefetch_related(holders).order_by("unit__name", "title")


def posts_of(unit: Unit) -> QuerySet[Post]:
    """The posts of a unit, each with who holds it today."""
    return posts_with_holders().filter(unit=unit)


def people(*, text: str = "", former: bool = False, units: Iterable[int] | None = None) -> QuerySet[Person]:
    """Everybody with the posts held today; with `units`, those of these units, and who was never in any."""
    held = Prefetch("memberships", queryset=held_now().select_related("unit", "post"), to_attr="held")
    found = Person.objects.select_related("user").prefetch_related(held)
    if not former:
        found = found.filter(Q(pk__in=held_now().values("person")) | Q(memberships__isnull=True))
    if units is not None:
        found = found.filter(Q(memberships__unit__in=units) | Q(memberships__isnull=True))
    if text:
        by_place = Q(memberships__unit__name__icontains=text) | Q(memberships__post__title__icontains=text)
        found = found.filter(Q(name__icontains=text) | by_place)
    return found.distinct().order_by("name", "pk")


def merge_records() -> QuerySet[Record]:
    """The records of all merges."""
    return Record.objects.filter(action="orgs.units_merged")


def merges_into(unit: Unit) -> list[Record]:
    """The merges into a unit that can still be undone: the merged unit points to it yet."""
    merged = set(unit.merged.values_list("pk", flat=True))
    if not merged:
        return []
    newest = {entry.data["loser"]: entry for entry in history_of(unit).filter(action="orgs.units_merged")}
    return [entry for loser, entry in newest.items() if loser in merged]


def pointing_to(unit: Unit) -> list[tuple[str, int]]:
    """What would move in a merge: the kinds of rows that point to a unit, and how many there are."""
    found = []
    for relation in Unit._meta.related_objects:
        if relation.one_to_many:
            model = relation.field.model
            number = model._base_manager.filter(**{relation.field.name: unit}).count()
            if number:
                found.append((str(model._meta.verbose_name), number))
    return found
