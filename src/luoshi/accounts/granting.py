"""Giving roles and taking them away: to a person, or to a post whose holders then have them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts import rights
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import SEPARATE, Role
from luoshi.audit.services import record
from luoshi.orgs.models import Person, Post, Region, Unit, WorkingGroup
from luoshi.orgs.selectors import held_now


class RoleConflict(Exception):
    """Roles that one person may not hold together; the text says which and why."""


@transaction.atomic
def assign_role(
    *,
    role: Role,
    actor: User | None,
    user: User | None = None,
    post: Post | None = None,
    unit: Unit | None = None,
    region: Region | None = None,
    group: WorkingGroup | None = None,
) -> RoleAssignment:
    """Give a role for one scope to a person or to a post (exactly one of both).

    Raises RoleConflict when duties would mix, ValidationError if it is held already.
    """
    if role in SEPARATE and (unit or region or group):
        raise RoleConflict(
            _("The three administrators hold their role for everything: choose no unit, region or group.")
        )
    if user is not None:
        check_together({*roles_of(user), role})
    elif post is not None:
        _check_post(post, role)
    held = RoleAssignment(user=user, post=post, role=role, unit=unit, region=region, group=group)
    held.full_clean()
    held.save()
    if user is not None:
        rights.forget(user)
    record(action="accounts.role_assigned", subject=user or post, actor=actor, data=as_data(held))
    return held


def roles_of(user: User) -> set[Role]:
    """Every role of a person, those of the person's posts included."""
    own = user.roles.values_list("role", flat=True)
    return {Role(one) for one in [*own, *rights.through_posts(user).values_list("role", flat=True)]}


def check_together(roles: set[Role]) -> None:
    """Refuse roles that one person may not hold together (GB/T 22239-2019 8.1.5). Raises RoleConflict."""
    if roles & SEPARATE and len(roles) > 1:
        raise RoleConflict(
            _("System, security and audit administrators are three people and hold no other role: use another account.")
        )


def _check_post(post: Post, role: Role) -> None:
    if role in SEPARATE:
        raise RoleConflict(_("The three administrators are named persons: these roles do not pass with a post."))
    for one in held_now().filter(post=post).select_related("person__user"):
        check_person(one.person, extra={role})


def check_person(person: Person, *, user: User | None = None, extra: set[Role] | None = None) -> None:
    """Refuse what would mix the duties of a person's account with those of the person's posts. Raises RoleConflict."""
    account = user or User.objects.filter(person=person).first()
    if account is None:
        return
    posts = held_now().filter(person=person, post__isnull=False).values("post")
    through = RoleAssignment.objects.filter(post__in=posts).values_list("role", flat=True)
    own = account.roles.values_list("role", flat=True)
    check_together({Role(one) for one in [*own, *through]} | (extra or set()))


@transaction.atomic
def remove_role(*, held: RoleAssignment, actor: User) -> None:
    """Take a role away. Raises ValidationError when nobody would be left to open accounts or to give roles."""
    user, subject = held.user, held.user or held.post
    if held.role in (Role.ADMINISTRATOR, Role.SECURITY) and user is not None and not _others(user, held.role):
        raise ValidationError(_("This is the last person with this role; appoint another one first."))
    data = as_data(held)
    held.delete()
    if user is not None:
        rights.forget(user)
    record(action="accounts.role_removed", subject=subject, actor=actor, data=data)


def _others(user: User, role: str) -> bool:
    return User.objects.filter(is_active=True, roles__role=role).exclude(pk=user.pk).exists()


def as_data(held: RoleAssignment) -> dict[str, Any]:
    """A role as the audit record keeps it."""
    return {
        "role": held.role,
        "unit": held.unit_id,
        "region": held.region_id,
        "group": held.group_id,
        "post": held.post_id,
    }
