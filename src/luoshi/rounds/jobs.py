"""What the background does for rounds."""

from django.utils.translation import gettext_lazy as _

from luoshi.jobs import periodic
from luoshi.rounds.services import days, schedules

MINUTES = 10


@periodic.every("rounds.open_due", title=_("Open the rounds whose day has come"), minutes=MINUTES)
def open_due() -> int:
    """Open what is due; returns how many rounds."""
    days.apply()
    return len(schedules.open_due())
