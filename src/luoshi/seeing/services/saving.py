"""Views kept under a name: an address of this site with its filters."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.seeing.models import SavedView

MOST = 30
LONGEST = 1000
ROOMS = {"delivery", "seeing", "plans", "rounds", "urging", "orgs"}
PASSING = {"page", "as"}  # what is not part of a view


class ViewError(Exception):
    """A view that cannot be kept; the message says why."""


@transaction.atomic
def save_view(*, user: User, name: str, address: str) -> SavedView:
    """Keep a view; the same name again takes the new address. Raises ViewError for what cannot be kept."""
    name = " ".join(name.split())[:40]
    if not name:
        raise ViewError(_("Give the view a name."))
    target = _within_site(address)
    known = SavedView.objects.filter(user=user)
    if not known.filter(name=name).exists() and known.count() >= MOST:
        raise ViewError(_("%d views are kept already; remove one first.") % MOST)
    view, _new = SavedView.objects.update_or_create(
        user=user, name=name, defaults={"address": target, "at": clock.now()}
    )
    record(action="seeing.view_saved", subject=view, actor=user, data={"address": target})
    return view


@transaction.atomic
def remove_view(*, view: SavedView, user: User) -> None:
    """Forget a view of one's own."""
    record(action="seeing.view_removed", subject=view, actor=user, data={"address": view.address})
    view.delete()


def _within_site(address: str) -> str:
    """The path and filters of a page of this site. Raises ViewError for anything else."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        match = None
    if parts.scheme or parts.netloc or match is None or match.namespace not in ROOMS or len(address) > LONGEST:
        raise ViewError(_("Only a page of this site can be kept."))
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key not in PASSING]
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path
