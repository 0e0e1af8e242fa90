"""Reads over the organisation: lists, trees, name resolution."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from luoshi.orgs.models import GroupMember, Membership, Region, Unit, UnitAlias, WorkingGroup

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
    children: dict[int | None, list[int]] = {}
    for key, parent in Region.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    found: set[int] = set()
    waiting = list(ids)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(children.get(key, []))
    return found


def units_in_regions(ids: Iterable[int]) -> set[int]:
    """The ids of all units of these regions and of the regions under them."""
    return set(Unit.objects.filter(region__in=region_and_below(ids)).values_list("pk", flat=True))


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
        member_count=Count("members", distinct=True)
    )
    if text:
        found = found.filter(Q(name__icontains=text) | Q(plan_part__icontains=text) | Q(pk__in=_with_member(text)))
    if unit is not None:
        found = found.filter(Q(office_unit=unit) | Q(members__unit=unit)).distinct()
    return found.prefetch_related("convenors").order_by("pk")


def _with_member(text: str) -> QuerySet[GroupMember, int]:
    return GroupMember.objects.filter(printed__icontains=text).values_list("group", flat=True)


def group_with_people(key: int) -> QuerySet[WorkingGroup]:
    """One group with its convenors, members and office."""
    members = GroupMember.objects.select_related("unit")
    return (
        WorkingGroup.objects.filter(pk=key)
        .select_related("office_unit", "region")
        .prefetch_related("convenors", Prefetch("members", queryset=members))
    )
