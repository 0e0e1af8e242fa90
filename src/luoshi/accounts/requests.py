"""The person behind a request, for views that are only reached when signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from luoshi.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in person. Raises PermissionDenied where nobody is."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
