"""Too many refused sign-ins close one name to one address for a while (GB/T 22239-2019 8.1.4.1)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luoshi.accounts.models import SignInFailure, User
from luoshi.audit.origin import current_address
from luoshi.audit.services import record


def is_locked(username: str) -> bool:
    """Whether this name is closed to the present caller. Others, elsewhere, may still sign in with it."""
    since = timezone.now() - timedelta(minutes=settings.LOCKOUT_MINUTES)
    failures = SignInFailure.objects.filter(username=_key(username), address=current_address(), at__gte=since)
    return failures.count() >= settings.LOCKOUT_FAILURES


@transaction.atomic
def note_failure(username: str) -> None:
    """Count a refused sign-in."""
    SignInFailure.objects.create(username=_key(username), address=current_address()[:64])
    record(action="accounts.sign_in_refused", summary=_key(username))


@transaction.atomic
def note_success(user: User) -> None:
    """Forget the failures of this name from this address, and write down that the person came."""
    SignInFailure.objects.filter(username=user.username, address=current_address()).delete()
    record(action="accounts.signed_in", subject=user, actor=user)


@transaction.atomic
def note_leaving(user: User) -> None:
    """Write down that the person left."""
    record(action="accounts.signed_out", subject=user, actor=user)


def _key(username: str) -> str:
    return username.strip().lower()[:60]
