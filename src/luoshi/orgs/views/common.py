"""What the pages of this room share."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest

READ, MANAGE, MANAGE_GROUPS, GRANT = "read_units", "manage_units", "manage_groups", "grant_roles"
PAGE_SIZE = 50


def paged(request: HttpRequest, found: "QuerySet[Any] | list[Any]") -> Page[Any]:
    """The page that the address asks for."""
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))


def permit(request: HttpRequest, verb: str, subject: Any) -> None:
    """Refuse whoever's reach does not cover the thing. Raises PermissionDenied."""
    if not request.user.has_perm(verb, subject):
        raise PermissionDenied(verb)


def units_within(request: HttpRequest, verb: str) -> frozenset[int] | None:
    """The units to which a verb of the visitor reaches; None for everything."""
    assert not isinstance(request.user, AnonymousUser)  # the middleware lets nobody in who is not signed in
    return request.user.units_within(verb)


def complain(request: HttpRequest, error: ValidationError) -> None:
    """Show what a service refused."""
    for sentence in error.messages:
        messages.error(request, sentence)


def onto_form(form: BaseForm, error: ValidationError) -> None:
    """Show what a service refused beside its field, where the form has it."""
    if hasattr(error, "error_dict"):
        for name, errors in error.message_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)


def first_error(form: BaseForm) -> str:
    """The first complaint of a form, for pages that show several forms."""
    return str(next(iter(form.errors.values()))[0])
