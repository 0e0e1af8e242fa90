"""Handover: a person leaves a post, and everything open goes with the post.

Rooms above say what is open and pass drafts on (`register`); this room ends the appointment, moves the roles that the
person held in person to the post, so that every successor has them, and writes the one record of it all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts import rights
from luoshi.accounts.granting import as_data, check_person
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import SEPARATE
from luoshi.audit.models import Record
from luoshi.audit.services import record
from luoshi.orgs.models import Membership, Person
from luoshi.orgs.selectors import held_now
from luoshi.orgs.services.groups import pass_places, places_of
from luoshi.orgs.services.people import appoint, end_now


@dataclass(frozen=True, slots=True)
class Open:
    """One kind of thing that is open: how many there are, and the first of them as (title, address)."""

    title: Any
    count: int
    shown: Sequence[tuple[str, str]] = ()


class Desk(Protocol):
    """What a room above knows of a person's open work."""

    def open_work(self, user: User) -> Sequence[Open]:
        """What is open for a person, by kind: owed tasks, drafts, reviews that wait."""
        ...

    def pass_on(self, leaving: User, successor: User) -> int:
        """Make the successor the author of the person's drafts; how many there were."""
        ...


_DESKS: list[Desk] = []


def register(desk: Desk) -> None:
    """A room above takes part in handovers; called when Django is ready."""
    _DESKS.append(desk)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a handover would do, for the page on which it is confirmed."""

    work: Sequence[Open]
    to_post: Sequence[RoleAssignment]
    through_post: Sequence[RoleAssignment]
    staying: Sequence[RoleAssignment]


def account_of(person: Person) -> User | None:
    """The account of a person."""
    return User.objects.filter(person=person).first()


def overview(membership: Membership) -> Overview:
    """What is open, which roles pass, and which stay."""
    places = _places(membership)
    user = account_of(membership.person)
    if user is None:
        return Overview(places, (), _of_post(membership), ())
    passing, staying = _roles(user, membership)
    work = [*places, *(one for desk in _DESKS for one in desk.open_work(user) if one.count)]
    return Overview(work, passing, _of_post(membership), staying)


def _places(membership: Membership) -> list[Open]:
    """Where the person stands in working groups by name."""
    convenes, liaises = places_of(membership.person, membership.unit)
    groups = [one.group for one in convenes.select_related("group")]
    groups += [one.group for one in liaises.select_related("group")]
    shown = [(str(group), reverse("orgs:group_detail", args=[group.pk])) for group in groups]
    return [Open(_("Convenor or liaison in working groups"), len(shown), shown)] if shown else []


def _of_post(membership: Membership) -> list[RoleAssignment]:
    return list(RoleAssignment.objects.filter(post=membership.post_id).select_related("unit", "region", "group"))


def _roles(user: User, membership: Membership) -> tuple[list[RoleAssignment], list[RoleAssignment]]:
    """The roles held in person: those that pass to the post, and those that stay.

    Only a role for another unit in which the person still works stays, and that of one of the three administrators.
    """
    others = held_now().filter(person=membership.person_id).exclude(pk=membership.pk)
    units = set(others.values_list("unit", flat=True)) - {membership.unit_id}
    passing: list[RoleAssignment] = []
    staying: list[RoleAssignment] = []
    for held in user.roles.select_related("unit", "region", "group"):
        stays = held.unit_id in units or held.role in SEPARATE
        (staying if stays else passing).append(held)
    return passing, staying


@transaction.atomic
def hand_over(*, membership: Membership, successor: Person | None, actor: User) -> Record:
    """End an appointment now; from this moment the person sees nothing of it any more, the successor everything.

    1. The appointment ends. 2. Where the person was named in a working group, the successor is. 3. Roles held in person
    pass to the post. 4. The successor is appointed. 5. Drafts get a new author. 6. One record. Raises ValidationError
    when it ended already or has no post to pass anything to, and RoleConflict when the successor is one of the three
    administrators.
    """
    held = Membership.objects.select_for_update().filter(pk=membership.pk, ended_at__isnull=True).first()
    if held is None:
        raise ValidationError(_("This appointment was handed over already."))
    if held.post is None:
        raise ValidationError(_("There is no post to hand over: give the person a post first."))
    if successor is not None and successor.pk == held.person_id:
        raise ValidationError(_("Nobody succeeds themselves: choose another person."))
    leaving, heir = account_of(held.person), account_of(successor) if successor else None
    end_now(held)
    places = pass_places(leaving=held.person, successor=successor, unit=held.unit)
    moved = _move_roles(leaving, held) if leaving else []
    if successor is not None:
        _take_up(successor, held, actor)
    drafts = sum(desk.pass_on(leaving, heir) for desk in _DESKS) if leaving and heir else 0
    data = {
        "person": held.person_id,
        "successor": successor.pk if successor else None,
        "post": held.post_id,
        "roles": moved,
        "drafts": drafts,
        "places": places,
    }
    return record(action="accounts.handed_over", subject=held.unit, actor=actor, data=data)


def _take_up(successor: Person, held: Membership, actor: User) -> None:
    assert held.post is not None
    if not held_now().filter(person=successor, post=held.post).exists():
        appoint(person=successor, unit=held.unit, post=held.post, since=timezone.localdate(), actor=actor)
    check_person(successor)


def _move_roles(leaving: User, membership: Membership) -> list[dict[str, Any]]:
    passing, _staying = _roles(leaving, membership)
    moved = []
    for held in passing:
        moved.append(as_data(held))
        same = {"role": held.role, "unit": held.unit_id, "region": held.region_id, "group": held.group_id}
        if RoleAssignment.objects.filter(post=membership.post_id, **same).exists():
            held.delete()
        else:
            held.user, held.post = None, membership.post
            held.save(update_fields=["user", "post"])
    rights.forget(leaving)
    return moved
