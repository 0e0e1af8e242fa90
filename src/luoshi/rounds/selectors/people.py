"""Whom to tell: the people who report or review for units."""

from collections.abc import Iterable

from django.db.models import QuerySet

from luoshi.accounts.models import User
from luoshi.accounts.roles import VERBS, Role, Verb

REPORTING = tuple(role for role in Role if Verb.REPORT in VERBS[role])


def reporters_of(units: Iterable[int]) -> QuerySet[User]:
    """The active people who hold a reporting role for one of these units itself."""
    return User.objects.filter(is_active=True, roles__role__in=REPORTING, roles__unit__in=list(units)).distinct()
