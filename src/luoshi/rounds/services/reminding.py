"""Reminding the units that have not handed in: a notice in the inbox, once a day at most."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import can
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices.models import Kind
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Round
from luoshi.rounds.selectors.overview import standings
from luoshi.rounds.services.telling import DUE, OVER, tell


@transaction.atomic
def remind(*, round_: Round, forms: Sequence[Form], user: User | None) -> int:
    """Remind those of these units that still owe something; returns how many units. Raises RoundError.

    Without a user it is the cadence that reminds.
    """
    if user is not None and not can(user, Verb.ASSIGN_TASKS, round_):
        raise RoundError(_("This round is not yours to run."))
    if not round_.takes_answers:
        raise RoundError(_("This round was withdrawn: nothing needs to be reported."))
    today = clock.today()
    owing = [row.form for row in standings(forms, today) if row.stage in {"open", "returned"}]
    if not owing:
        return 0
    Form.objects.filter(pk__in=[form.pk for form in owing]).update(reminded_at=clock.now())
    units = [form.unit_id for form in owing]
    title = OVER if today > round_.due else DUE
    tell(round_, units, kind=Kind.REMIND, title=title, key=f"reminded-{today.isoformat()}")
    names = [form.unit.name for form in owing]
    record(action="rounds.reminded", subject=round_, actor=user, data={"units": names})
    return len(owing)


def remind_due() -> int:
    """Remind whoever still owes an open round whose last day is near, as its cadence says; returns how many units.

    A unit that was reminded of the round before is left in peace: the ladder of urging follows when it is late.
    """
    today, count = clock.today(), 0
    for round_ in Round.objects.filter(state="open", due__gte=today).select_related("plan"):
        before = cadence(round_.cadence).remind_before
        if before and today >= clock.CALENDAR.add_working_days(round_.due, -before):
            fresh = round_.forms.filter(reminded_at__isnull=True, submitted_at__isnull=True)
            count += remind(round_=round_, forms=list(fresh.select_related("unit", "round")), user=None)
    return count
