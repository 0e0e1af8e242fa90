"""What the background does for notices: hand over what is due, gather the morning's digests."""

from django.utils.translation import gettext_lazy as _

from luoshi.jobs.periodic import daily, every
from luoshi.notices import outbox, sending


@every("notices.send_due", title=_("Send the messages that are due"), minutes=1)
def send_due() -> None:
    """Empty the outbox as far as it is due."""
    sending.send_due()


@daily("notices.post_digests", title=_("Gather the morning's digests"), at="08:30", workdays=True)
def post_digests() -> None:
    """Put one message per person into the outbox for all that is unread and not yet told elsewhere."""
    outbox.post_digests()
