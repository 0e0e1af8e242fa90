"""What the background does for rounds."""

from django.utils.translation import gettext_lazy as _

from luoshi.jobs import periodic
from luoshi.rounds.services import days, reminding, schedules

MINUTES = 10


@periodic.every("rounds.open_due", title=_("Open the rounds whose day has come"), minutes=MINUTES)
def open_due() -> int:
    """Open what is due; returns how many rounds."""
    days.apply()
    return len(schedules.open_due())


@periodic.daily("rounds.remind_due", title=_("Remind units of forms that are nearly due"), at="08:10", workdays=True)
def remind_due() -> int:
    """Before the morning's digests are gathered; returns how many units."""
    days.apply()
    return reminding.remind_due()
