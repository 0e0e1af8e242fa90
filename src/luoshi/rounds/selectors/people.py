"""Whom to tell: the people who report or review for units."""

from collections.abc import Iterable

from django.db.models import QuerySet

from luoshi.accounts.models import User
from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.accounts.selectors import holders

REPORTING = tuple(role for role in Role if Verb.REPORT in VERBS[role])


def reporters_of(units: Iterable[int]) -> QuerySet[User]:
    """The active people who hold a reporting role for one of these units itself, in person or through a post."""
    return holders(REPORTING, units)
