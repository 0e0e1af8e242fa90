"""How a person is recognised: name and password, nothing of Django's own permission system."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from luoshi.accounts.models import User

# What rooms above want to know of the signed-in person on every page: read with the person, at no further query.
READ_ALONG: dict[str, Any] = {}


class HouseBackend(BaseBackend):
    """Name and password of an active account."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_kwargs: Any
    ) -> User | None:
        if not username or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            # Hash once all the same, so that the time taken does not tell which names exist.
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).annotate(**READ_ALONG).first()
