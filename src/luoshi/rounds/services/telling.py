"""What units are told of a round, each person in their own language; settled once there is nothing left to do."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.notices.models import Kind
from luoshi.notices.services import notify, settle
from luoshi.rounds.models import Form, Round
from luoshi.rounds.selectors.people import reporters_of

OPENED = _("Please report for {period} by {due}")
DUE = _("Reminder: your report for {period} is due by {due}")
OVER = _("Reminder: your report for {period} was due by {due}")


def about(round_: Round) -> str:
    """The name under which notices of a round are settled."""
    return f"rounds.round:{round_.pk}"


def tell(round_: Round, units: Iterable[int], *, kind: Kind, title: Any, key: str) -> None:
    """Put a notice into the inboxes of those who report for these units, once per key."""
    period = lazy(lambda: round_.period_label, str)()
    notify(
        recipients=reporters_of(units),
        kind=kind,
        title=format_lazy(title, period=period, due=round_.due),
        body=round_.purpose,
        key=f"round-{round_.pk}-{key}",
        link=reverse("rounds:mine", args=[round_.pk]),
        about=about(round_),
    )


def handed_in(form: Form) -> None:
    """The unit has nothing left to report: its people need no reminding, unless they report for a unit that has."""
    others = Form.objects.filter(round=form.round_id, submitted_at__isnull=True).exclude(pk=form.pk)
    busy = reporters_of(others.values_list("unit", flat=True)).values("pk")
    settle(about=about(form.round), recipients=reporters_of([form.unit_id]).exclude(pk__in=busy))
