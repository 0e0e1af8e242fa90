"""What every page's frame needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from luoshi.web.navigation import entries_for

SHOWN = 99


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation for this person, how much is unread, and whether the page is shown in larger type."""
    user = getattr(request, "user", None)
    larger = request.COOKIES.get(settings.LARGER_TYPE_COOKIE) == "1"
    if user is None or not user.is_authenticated:
        return {"navigation": [], "larger_type": larger}
    current = request.resolver_match.view_name if request.resolver_match else ""
    unread = getattr(user, "unread_notices", 0)  # read along with the person
    return {
        "navigation": entries_for(user, current),
        "larger_type": larger or user.larger_type,
        "unread": f"{SHOWN}+" if unread > SHOWN else str(unread or ""),
    }
