"""The working groups of a plan: set up by its first version, and following the text of each one after."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from luoshi.orgs.holders import NOBODY, Holder, resolve_holders
from luoshi.orgs.models import GroupMember, WorkingGroup
from luoshi.orgs.services.groups import Convened, Named, Place, follow_text, kind_of
from luoshi.plans.models import DraftItem, Plan, PlanVersion
from luoshi.plans.payloads import name_of_unit

UnitIds = Mapping[str, int]


def store_groups(*, version: PlanVersion, items: Sequence[DraftItem], units: UnitIds) -> list[WorkingGroup]:
    """Make the plan's groups those of a version; a group that it no longer has is put to rest, with all it was.

    A group keeps its identity while it keeps its name. What was changed by hand stays (`follow_text`).
    """
    known = {group.name: group for group in WorkingGroup.objects.filter(plan_reference=_reference(version))}
    holders = _holders(version, items)
    stored = [_store(version, item, known, units, holders) for item in items]
    gone = [group.pk for group in known.values() if group.source_version != version.pk]
    WorkingGroup.objects.filter(pk__in=gone).update(active=False)
    return stored


def _reference(version: PlanVersion) -> str:
    return f"plan:{version.plan_id}"


def _holders(version: PlanVersion, items: Sequence[DraftItem]) -> Mapping[str, Holder]:
    region = version.plan.region
    phrases = [one["who"] for item in items for one in item.payload.get("convenors") or []]
    return resolve_holders(phrases, region=region) if region else {}


def _store(
    version: PlanVersion,
    item: DraftItem,
    known: dict[str, WorkingGroup],
    units: UnitIds,
    holders: Mapping[str, Holder],
) -> WorkingGroup:
    payload = item.payload
    name, office = str(payload.get("name") or "")[:200], str(payload.get("office") or "")
    group = known.get(name)
    if group is None:
        group = known[name] = WorkingGroup(plan_reference=_reference(version), name=name, kind=kind_of(name))
    elif not group.active and _was_absent(version, group):
        group.active = True
    if group.office_unit_id is None or group.office_text != office[:200]:
        group.office_unit_id = units.get(office)
    group.region, group.office_text = version.plan.region, office[:200]
    group.plan_part = item.part.title[:300] if item.part else ""
    group.source_version, group.start, group.end = version.pk, item.start, item.end
    group.save()
    follow_text(group=group, members=list(_members(payload, units)), convenors=list(_convenors(payload, holders)))
    return group


def _was_absent(version: PlanVersion, group: WorkingGroup) -> bool:
    """Whether the version before had put it to rest, not a person."""
    before = version.plan.versions.filter(number__lt=version.number, published_at__isnull=False).order_by("-number")
    return group.source_version != before.values_list("pk", flat=True).first()


def _members(payload: Mapping[str, Any], units: UnitIds) -> Iterator[Named]:
    for unit in payload.get("members") or []:
        name = name_of_unit(unit)
        yield Named(name[:150], units.get(name), place=_place(unit))
    for unit in payload.get("collectives") or []:
        yield Named(name_of_unit(unit)[:150], is_collective=True, place=_place(unit))


def _convenors(payload: Mapping[str, Any], holders: Mapping[str, Holder]) -> Iterator[Convened]:
    for one in payload.get("convenors") or []:
        yield Convened(str(one["role"])[:60], str(one["who"])[:200], holders.get(one["who"], NOBODY), _place(one))


def _place(one: Mapping[str, Any]) -> Place | None:
    span = one.get("span")
    return (span[0], span[1]) if span else None


def match_members(*, plan: Plan, units: UnitIds) -> None:
    """Give the groups of a plan the units that names of theirs turned out to mean. The caller's own transaction."""
    groups = WorkingGroup.objects.filter(plan_reference=f"plan:{plan.pk}")
    members = list(GroupMember.objects.filter(group__in=groups, unit=None, printed__in=list(units)))
    for member in members:
        member.unit_id = units[member.printed]
    GroupMember.objects.bulk_update(members, ["unit"])
    offices = list(groups.filter(office_unit=None, office_text__in=list(units)))
    for group in offices:
        group.office_unit_id = units[group.office_text]
    WorkingGroup.objects.bulk_update(offices, ["office_unit"])
