"""Writes to working groups: what the plan says, and what changes between two versions of it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import GroupMember, Unit, WorkingGroup

COORDINATION_WORDS = ("综合协调组", "综合协调专班", "综合协调小组")
LEADING_WORDS = ("领导小组", "指挥部", "委员会")


def kind_of(name: str) -> WorkingGroup.Kind:
    """What sort of group a name means: 综合协调组 coordinates the whole plan, 领导小组 leads it."""
    if any(word in name for word in COORDINATION_WORDS):
        return WorkingGroup.Kind.COORDINATION
    if name.endswith(LEADING_WORDS):
        return WorkingGroup.Kind.LEADING
    return WorkingGroup.Kind.GROUP


def follow_text(*, group: WorkingGroup, members: Mapping[str, int | None]) -> None:
    """Make a group's members those of the plan (printed name → unit id), in its order.

    Kept through every version: the liaison of who stays, who was added later, and who was taken out with a reason.
    The caller's own transaction and record.
    """
    known = {one.printed: one for one in group.members.all()}
    gone = [one.pk for name, one in known.items() if name not in members and one.source == GroupMember.Source.PLAN]
    GroupMember.objects.filter(pk__in=gone).delete()
    for order, (printed, unit) in enumerate(members.items()):
        one = known.get(printed) or GroupMember(group=group, printed=printed)
        one.unit_id, one.order, one.source = unit, order, GroupMember.Source.PLAN
        one.save()


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
def set_liaison(*, member: GroupMember, liaison: str, phone: str, actor: Actor) -> GroupMember:
    """Who speaks for a member unit."""
    before = member.liaison
    member.liaison, member.liaison_phone = liaison.strip(), phone.strip()
    member.full_clean()
    member.save(update_fields=["liaison", "liaison_phone"])
    data = {"unit": member.printed, "liaison": member.liaison, "before": before}
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
