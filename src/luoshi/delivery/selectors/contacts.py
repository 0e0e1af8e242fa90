"""Whom to call about a task: the people who lead or report for the units that answer, with their telephones."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.roles import Role
from luoshi.orgs.selectors import held_now

# The head first, then whoever writes the reports.
ORDER = {Role.LEAD_UNIT.value: 0, Role.UNIT_REVIEWER.value: 1, Role.REPORTER.value: 2}


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a unit; without a telephone the name alone is told."""

    unit: int
    name: str
    phone: str
    what: Any
    rank: int

    @property
    def dial(self) -> str:
        """What a telephone is given."""
        return "".join(mark for mark in self.phone if mark.isdigit() or mark == "+")


def contacts(units: Iterable[int]) -> dict[int, list[Contact]]:
    """The people of these units, the head first. Two queries, whatever the number of units."""
    held = RoleAssignment.objects.filter(unit__in=set(units), role__in=ORDER).select_related("user__person")
    found: dict[int, list[Contact]] = {}
    posts: dict[int, list[RoleAssignment]] = {}
    for one in held:
        if one.user is not None and one.user.is_active:
            phone = one.user.phone or (one.user.person.phone if one.user.person else "")
            _add(found, one, str(one.user), phone)
        elif one.post_id is not None:
            posts.setdefault(one.post_id, []).append(one)
    for appointment in held_now().filter(post__in=posts).select_related("person"):
        for one in posts[appointment.post_id or 0]:
            _add(found, one, appointment.person.name, appointment.person.phone)
    return {unit: sorted(people, key=lambda one: one.rank) for unit, people in found.items()}


def _add(found: dict[int, list[Contact]], held: RoleAssignment, name: str, phone: str) -> None:
    contact = Contact(held.unit_id or 0, name, phone, held.get_role_display(), ORDER[held.role])
    found.setdefault(contact.unit, []).append(contact)
