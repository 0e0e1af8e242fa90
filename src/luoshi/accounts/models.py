"""People who sign in, what they are, and what guards their sign-in."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.roles import Role, Verb
from luoshi.orgs.models import Person, Post, Region, Unit, WorkingGroup


class UserManager(BaseUserManager["User"]):
    """Finds people whatever the case of the sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An account: one person, never shared."""

    username = models.CharField(_("Sign-in name"), max_length=60, unique=True)
    display_name = models.CharField(_("Name"), max_length=60)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="user")
    is_active = models.BooleanField(_("May sign in"), default=True)
    must_change_password = models.BooleanField(_("Must change the password"), default=True)
    password_changed_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    larger_type = models.BooleanField(_("Larger type"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = UserManager()

    class Meta:
        ordering = ["display_name", "pk"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def clean(self) -> None:
        self.username = self.username.strip().lower()

    def get_full_name(self) -> str:
        return self.display_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question, by which rooms below this one ask for a verb (luoshi.accounts.roles.Verb)."""
        from luoshi.accounts.rights import can

        return can(self, Verb(perm), obj)

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        """All of these verbs."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def units_within(self, perm: str) -> frozenset[int] | None:
        """The units to which a verb of this person reaches; None when it reaches everything."""
        from luoshi.accounts.rights import reach

        extent = reach(self, Verb(perm))
        return None if extent.everything else extent.units

    @property
    def password_is_due(self) -> bool:
        """Whether the password must be changed before anything else is done."""
        age = timezone.now() - self.password_changed_at
        return self.must_change_password or age > timedelta(days=settings.PASSWORD_MAXIMUM_DAYS)


class RoleAssignment(models.Model):
    """A role held for one unit, one region or one group; with none of them, for everything.

    Its holder is a person, or a post: then whoever holds the post has it, one after the other.
    """

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="roles")
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="roles", verbose_name=_("Post")
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="roles", verbose_name=_("Unit")
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="roles", verbose_name=_("Region")
    )
    group = models.ForeignKey(
        WorkingGroup,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roles",
        verbose_name=_("Working group"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("role given")
        ordering = ["user", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("user", 0),
                Coalesce("post", 0),
                "role",
                Coalesce("unit", 0),
                Coalesce("region", 0),
                Coalesce("group", 0),
                name="accounts_role_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, region__isnull=True)
                | Q(unit__isnull=True, group__isnull=True)
                | Q(region__isnull=True, group__isnull=True),
                name="accounts_role_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True, post__isnull=False) | Q(user__isnull=False, post__isnull=True),
                name="accounts_role_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope_text}".strip()

    @property
    def scope_text(self) -> str:
        """The name of what the role is held for; empty when it is held for everything."""
        return str(self.unit or self.region or self.group or "")


class FormerPassword(models.Model):
    """A hash that may not be chosen again soon."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"


class SignInFailure(models.Model):
    """A refused sign-in: under a keyed hash of the name that was typed, since people type passwords there."""

    name_key = models.CharField(max_length=64)
    address = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["address", "at"], name="accounts_failures_address"),
            models.Index(fields=["name_key", "at"], name="accounts_failures_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name_key[:12]} {self.address}"
