"""Reads over accounts."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Post
from luoshi.orgs.selectors import held_now


def users(*, text: str = "", role: str = "", inactive: bool = False) -> QuerySet[User]:
    """The list of accounts with their roles."""
    found = User.objects.prefetch_related(roles_with_scope())
    if not inactive:
        found = found.filter(is_active=True)
    if text:
        found = found.filter(Q(username__icontains=text) | Q(display_name__icontains=text))
    if role:
        found = found.filter(roles__role=role).distinct()
    return found.order_by("display_name", "pk")


def roles_with_scope() -> "Prefetch[str, QuerySet[RoleAssignment], str]":
    """The roles of an account, each with the name of what it is held for."""
    return Prefetch("roles", queryset=RoleAssignment.objects.select_related("unit", "region", "group"))


def posts_with_roles() -> QuerySet[Post]:
    """Posts with their unit, and the roles that pass with them."""
    return Post.objects.select_related("unit__region").prefetch_related(roles_with_scope())


def holders(roles: Iterable[Role], units: Iterable[int]) -> QuerySet[User]:
    """The active people who hold one of these roles for one of these units itself, in person or through a post."""
    wanted = RoleAssignment.objects.filter(role__in=list(roles), unit__in=list(units))
    through = held_now().filter(post__in=wanted.filter(post__isnull=False).values("post"))
    mine = Q(pk__in=wanted.filter(user__isnull=False).values("user")) | Q(person__in=through.values("person"))
    return User.objects.filter(mine, is_active=True)
