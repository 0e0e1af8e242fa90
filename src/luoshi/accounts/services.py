"""Every write to accounts."""

import secrets
import string

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from luoshi.accounts.granting import RoleConflict, assign_role, check_person, remove_role
from luoshi.accounts.models import FormerPassword, User
from luoshi.audit.services import record
from luoshi.orgs.models import Person

__all__ = [
    "RoleConflict",
    "assign_role",
    "change_password",
    "create_user",
    "link_person",
    "remove_role",
    "reset_password",
    "set_preferences",
    "temporary_password",
    "update_user",
]

TEMPORARY_CHARACTERS = "".join(sorted(set(string.ascii_letters + string.digits) - set("0OoIl1")))


@transaction.atomic
def create_user(
    *,
    username: str,
    display_name: str,
    password: str,
    actor: User | None,
    phone: str = "",
    must_change_password: bool = True,
    person: Person | None = None,
) -> User:
    """A new account. Raises ValidationError when the name is taken or the password is too weak."""
    user = User(
        username=username.strip().lower(),
        display_name=display_name.strip(),
        phone=phone,
        must_change_password=must_change_password,
        person=person,
    )
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    record(action="accounts.user_created", subject=user, actor=actor, data={"username": user.username})
    return user


@transaction.atomic
def update_user(*, user: User, display_name: str, phone: str, is_active: bool, actor: User) -> User:
    """Change what an administrator may change of an account."""
    before = {"display_name": user.display_name, "phone": user.phone, "is_active": user.is_active}
    user.display_name, user.phone, user.is_active = display_name.strip(), phone, is_active
    user.full_clean(exclude=["password"])
    user.save(update_fields=["display_name", "phone", "is_active"])
    after = {"display_name": user.display_name, "phone": user.phone, "is_active": user.is_active}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name] and name != "phone"}
    record(action="accounts.user_updated", subject=user, actor=actor, data=changed)
    return user


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """The owner chooses a new password. Raises ValidationError when it breaks a rule."""
    validate_password(password, user)
    _store_password(user, password, must_change=False)
    record(action="accounts.password_changed", subject=user, actor=user)


@transaction.atomic
def reset_password(*, user: User, actor: User) -> str:
    """Give an account a random password, to be changed at the next sign-in; returns it, to be told once."""
    password = temporary_password()
    _store_password(user, password, must_change=True)
    record(action="accounts.password_reset", subject=user, actor=actor)
    return password


def temporary_password() -> str:
    """Fourteen characters, three classes, none that look alike."""
    middle = "".join(secrets.choice(TEMPORARY_CHARACTERS) for _number in range(11))
    return f"{secrets.choice('ABCDEFGH')}{middle}{secrets.choice('23456789')}{secrets.choice('abcdefgh')}"


def _store_password(user: User, password: str, *, must_change: bool) -> None:
    FormerPassword.objects.create(user=user, password=user.password)
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])


@transaction.atomic
def set_preferences(*, user: User, language: str, larger_type: bool, phone: str) -> None:
    """The owner's own switches."""
    user.language, user.larger_type, user.phone = language, larger_type, phone
    user.full_clean(exclude=["password"])
    user.save(update_fields=["language", "larger_type", "phone"])
    record(action="accounts.profile_changed", subject=user, actor=user)


@transaction.atomic
def link_person(*, user: User, person: Person | None, actor: User) -> User:
    """Say whose account it is, so that the roles of the person's posts count. Raises RoleConflict, ValidationError."""
    user.person = person
    user.full_clean(exclude=["password"])
    if person is not None:
        check_person(person, user=user)
    user.save(update_fields=["person"])
    data = {"person": person.pk if person is not None else None}
    record(action="accounts.person_linked", subject=user, actor=actor, data=data)
    return user
