"""Writes to working groups: what the plan says, and what changes between two versions of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi.audit.services import Actor, record
from luoshi.orgs.holders import NOBODY, Holder
from luoshi.orgs.models import Convenor, GroupMember, Person, Placed, Unit, WorkingGroup

COORDINATION_WORDS = ("综合协调组", "综合协调专班", "综合协调小组")
LEADING_WORDS = ("领导小组", "指挥部", "委员会")


def kind_of(name: str) -> WorkingGroup.Kind:
    """What sort of group a name means: 综合协调组 coordinates the whole plan, 领导小组 leads it."""
    if any(word in name for word in COORDINATION_WORDS):
        return WorkingGroup.Kind.COORDINATION
    if name.endswith(LEADING_WORDS):
        return WorkingGroup.Kind.LEADING
    return WorkingGroup.Kind.GROUP


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A member as the plan prints it, the unit it means, and its place in the text."""

    printed: str
    unit: int | None = None
    is_collective: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Convened:
    """A convenor as the plan prints it, what the words mean, and its place in the text."""

    role: str
    who: str
    meant: Holder = NOBODY
    place: Place | None = None


def follow_text(*, group: WorkingGroup, members: Sequence[Named], convenors: Sequence[Convened] = ()) -> None:
    """Make a group's members and convenors those of the plan, in its order.

    Kept through every version: the liaison of who stays, what somebody said the words mean, who was added later, and
    who was taken out with a reason. The caller's own transaction and record.
    """
    _follow_members(group, {one.printed: one for one in members})
    _follow_convenors(group, {(one.role, one.who): one for one in convenors})


def _follow_members(group: WorkingGroup, said: Mapping[str, Named]) -> None:
    known = {one.printed: one for one in group.members.all()}
    _leave_behind([one for name, one in known.items() if name not in said], len(said))
    for order, (printed, one) in enumerate(said.items()):
        row = known.get(printed) or GroupMember(group=group, printed=printed)
        row.unit_id, row.is_collective = one.unit, one.is_collective
        _place(row, order, one.place)


def _follow_convenors(group: WorkingGroup, said: Mapping[tuple[str, str], Convened]) -> None:
    known = {(one.role, one.who): one for one in group.convenors.all()}
    _leave_behind([one for key, one in known.items() if key not in said], len(said))
    for order, ((role, who), one) in enumerate(said.items()):
        row = known.get((role, who)) or Convenor(group=group, role=role, who=who)
        if row.unit_id is None and row.post_id is None and row.person_id is None:
            row.unit, row.post, row.person = one.meant.unit, one.meant.post, one.meant.person
        _place(row, order, one.place)


def _leave_behind(rows: Sequence[Convenor] | Sequence[GroupMember], order: int) -> None:
    """What only an earlier version of the plan said goes; what people added stays, behind what the plan says."""
    for one in rows:
        if one.source == Placed.Source.PLAN:
            one.delete()
        else:
            one.order = order
            one.save(update_fields=["order"])


def _place(row: Convenor | GroupMember, order: int, place: Place | None) -> None:
    row.order, row.source = order, Placed.Source.PLAN
    row.start, row.end = place or (None, None)
    row.save()


@transaction.atomic
def add_member(*, group: WorkingGroup, unit: Unit, reason: str, actor: Actor, liaison: str = "") -> GroupMember:
    """A unit joins a group after the plan was issued; one that had left comes back."""
    member = group.members.filter(unit=unit).first() or group.members.filter(printed=unit.name).first()
    if member is None:
        member = GroupMember(group=group, printed=unit.name, source=GroupMember.Source.ADDED)
        member.order = group.members.count()
    member.unit, member.reason, member.left_on = unit, reason, None
    member.liaison = liaison or member.liaison
    member.full_clean()
    member.save()
    record(action="orgs.member_added", subject=group, actor=actor, data={"unit": unit.name, "reason": reason})
    return member


@transaction.atomic
def remove_member(*, member: GroupMember, reason: str, actor: Actor, day: date | None = None) -> GroupMember:
    """A unit leaves a group; its row stays, with day and reason, and no version of the plan brings it back."""
    member.left_on, member.reason = day or timezone.localdate(), reason
    member.full_clean()
    member.save(update_fields=["left_on", "reason"])
    data = {"unit": member.printed, "reason": reason}
    record(action="orgs.member_removed", subject=member.group, actor=actor, data=data)
    return member


@transaction.atomic
def set_liaison(
    *, member: GroupMember, liaison: str, phone: str, actor: Actor, person: Person | None = None
) -> GroupMember:
    """Who speaks for a member unit: a person who works there, or else a name and a number."""
    before = member.liaison_name
    member.liaison_person = person
    member.liaison, member.liaison_phone = "" if person else liaison.strip(), phone.strip()
    member.full_clean()
    member.save(update_fields=["liaison", "liaison_phone", "liaison_person"])
    data = {"unit": member.printed, "liaison": member.liaison_name, "before": before}
    record(action="orgs.liaison_set", subject=member.group, actor=actor, data=data)
    return member


@transaction.atomic
def save_group(*, group: WorkingGroup, actor: Actor) -> WorkingGroup:
    """Change what sort of group it is, which unit keeps its office, and whether it is at work."""
    group.full_clean()
    group.save()
    data = {"kind": group.kind, "office": group.office_unit_id, "active": group.active}
    record(action="orgs.group_updated", subject=group, actor=actor, data=data)
    return group


@transaction.atomic
def save_convenor(*, convenor: Convenor, actor: Actor) -> Convenor:
    """Add a convenor, or say which post or person the words of the plan mean. A post brings its unit with it."""
    created = convenor.pk is None
    if created:
        convenor.source = Placed.Source.ADDED
        convenor.order = convenor.group.convenors.count()
    if convenor.post is not None:
        convenor.unit = convenor.post.unit
    convenor.full_clean()
    convenor.save()
    data = {"role": convenor.role, "who": convenor.who, "post": convenor.post_id, "person": convenor.person_id}
    action = "orgs.convenor_added" if created else "orgs.convenor_set"
    record(action=action, subject=convenor.group, actor=actor, data=data)
    return convenor


@transaction.atomic
def remove_convenor(*, convenor: Convenor, reason: str, actor: Actor, day: date | None = None) -> Convenor:
    """A convenor leaves a group; the row stays, with day and reason, and no version of the plan brings it back."""
    convenor.left_on, convenor.reason = day or timezone.localdate(), reason
    convenor.full_clean()
    convenor.save(update_fields=["left_on", "reason"])
    data = {"role": convenor.role, "who": convenor.who, "reason": reason}
    record(action="orgs.convenor_removed", subject=convenor.group, actor=actor, data=data)
    return convenor


def places_of(person: Person, unit: Unit) -> tuple[QuerySet[Convenor], QuerySet[GroupMember]]:
    """Where a person stands in groups by name, for one unit: as convenor, as liaison."""
    convenes = Convenor.objects.filter(person=person, left_on=None).filter(Q(unit=unit) | Q(unit=None))
    return convenes, GroupMember.objects.filter(liaison_person=person, unit=unit, left_on=None)


def pass_places(*, leaving: Person, successor: Person | None, unit: Unit) -> int:
    """Put the successor in a person's places in groups, or leave them open; how many. The caller's own record."""
    convenes, liaises = places_of(leaving, unit)
    return convenes.update(person=successor) + liaises.update(liaison_person=successor)
