"""Reads over accounts."""

from django.db.models import Prefetch, Q, QuerySet

from luoshi.accounts.models import RoleAssignment, User


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
