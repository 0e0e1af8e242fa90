"""Refused sign-ins close a name to an address for a while, and slow down whoever tries many names or one from afar.

GB/T 22239-2019 8.1.4.1. People type passwords into the field of the name, so what was typed is never kept: failures are
counted under a keyed hash of it, and the audit record names the account, if there is one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from luoshi.accounts.models import SignInFailure, User
from luoshi.audit.origin import current_address
from luoshi.audit.selectors import history_of
from luoshi.audit.services import record

PACE_SECONDS = 10  # between two tries, once an address or a name has been tried too often
FROM_ANYWHERE = 10  # times the failures of one address: how many of one name are too many, wherever they come from
KEPT_DAYS = 1
SIGNED_IN, REFUSED = "accounts.signed_in", "accounts.sign_in_refused"


def seconds_closed(username: str) -> int:
    """For how many seconds from now this name is closed to the present caller; 0 when it may be tried."""
    now = timezone.now()
    since = now - timedelta(minutes=settings.LOCKOUT_MINUTES)
    key, address = _key(username), current_address()[:64]
    recent = SignInFailure.objects.filter(at__gte=since)
    here = list(recent.filter(address=address).order_by("-at").values_list("name_key", "at"))
    mine = [at for name, at in here if name == key]
    if len(mine) >= settings.LOCKOUT_FAILURES:
        return _left(mine[settings.LOCKOUT_FAILURES - 1] + timedelta(minutes=settings.LOCKOUT_MINUTES), now)
    if len({name for name, _at in here}) >= settings.LOCKOUT_NAMES:
        return _paced((at for _name, at in here), now)
    elsewhere = recent.filter(name_key=key).order_by("-at").values_list("at", flat=True)
    if elsewhere.count() >= FROM_ANYWHERE * settings.LOCKOUT_FAILURES and not _known_here(username, address):
        return _paced(elsewhere[:1], now)
    return 0


def _paced(failures: Iterable[datetime], now: datetime) -> int:
    return _left(max(failures) + timedelta(seconds=PACE_SECONDS), now)


def _left(until: datetime, now: datetime) -> int:
    """Whole seconds, rounded up, so that nobody comes back too early."""
    return max(0, -int((now - until).total_seconds() // 1))


def _known_here(username: str, address: str) -> bool:
    """Whether the person came from this address before: what strangers try elsewhere must not keep them out."""
    user = _account(username)
    return user is not None and history_of(user).filter(action=SIGNED_IN, address=address).exists()


@transaction.atomic
def note_failure(username: str) -> None:
    """Count a refused sign-in; forget those that count no longer."""
    SignInFailure.objects.filter(at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    key, user = _key(username), _account(username)
    SignInFailure.objects.create(name_key=key, address=current_address()[:64])
    record(action=REFUSED, subject=user, summary="" if user else f"#{key[:12]}")


@transaction.atomic
def note_success(user: User) -> None:
    """Forget the failures of this name from this address, and write down that the person came."""
    SignInFailure.objects.filter(name_key=_key(user.username), address=current_address()[:64]).delete()
    record(action=SIGNED_IN, subject=user, actor=user)


@transaction.atomic
def note_leaving(user: User) -> None:
    """Write down that the person left."""
    record(action="accounts.signed_out", subject=user, actor=user)


def _account(username: str) -> User | None:
    return User.objects.filter(username=_plain(username)).first()


def _plain(username: str) -> str:
    return username.strip().lower()[:60]


def _key(username: str) -> str:
    return salted_hmac("luoshi.accounts.sign-in", _plain(username), algorithm="sha256").hexdigest()
