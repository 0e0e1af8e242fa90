"""Reminding the units that have not handed in: a notice in the inbox, once a day at most."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.accounts.rights import can
from luoshi.accounts.roles import Verb
from luoshi.audit.services import record
from luoshi.flow import clock
from luoshi.notices.models import Kind
from luoshi.notices.services import notify
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Round
from luoshi.rounds.selectors.overview import standings
from luoshi.rounds.selectors.people import reporters_of


@transaction.atomic
def remind(*, round_: Round, forms: Sequence[Form], user: User) -> int:
    """Remind those of these units that still owe something; returns how many units. Raises RoundError."""
    if not can(user, Verb.ASSIGN_TASKS, round_):
        raise RoundError(_("This round is not yours to run."))
    if not round_.takes_answers:
        raise RoundError(_("This round was withdrawn: nothing needs to be reported."))
    today = clock.today()
    owing = [row.form for row in standings(forms, today) if row.stage in {"open", "returned"}]
    if not owing:
        return 0
    Form.objects.filter(pk__in=[form.pk for form in owing]).update(reminded_at=clock.now())
    title = _("Reminder: your report for %(period)s is due by %(due)s")
    if today > round_.due:
        title = _("Reminder: your report for %(period)s was due by %(due)s")
    notify(
        recipients=reporters_of(form.unit_id for form in owing),
        kind=Kind.REMIND,
        title=title % {"period": round_.period_label, "due": round_.due},
        body=round_.purpose,
        key=f"round-{round_.pk}-reminded-{today.isoformat()}",
        link=reverse("rounds:mine", args=[round_.pk]),
    )
    names = [form.unit.name for form in owing]
    record(action="rounds.reminded", subject=round_, actor=user, data={"units": names})
    return len(owing)
