"""What the background does for notices: hand over what is due, gather the morning's digests."""

from typing import Any

from luoshi.jobs.registry import job
from luoshi.notices import services


@job("notices.send_due")
def send_due(progress: Any) -> dict[str, int]:
    """Empty the outbox as far as it is due."""
    return {"sent": services.send_due()}


@job("notices.post_digests")
def post_digests(progress: Any) -> dict[str, int]:
    """Put one message per person into the outbox for all that is unread and not urgent."""
    return {"posted": services.post_digests()}
