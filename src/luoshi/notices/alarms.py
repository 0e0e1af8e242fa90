"""What the administrators are told by the house itself: silent servers, messages that failed, schedules that fail."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.flow import clock
from luoshi.jobs.periodic import Entry, schedule_failed
from luoshi.notices.models import Channel, Dispatch, State
from luoshi.notices.services import tell_administrators


def connect() -> None:
    """Called once, when Django is ready."""
    schedule_failed.connect(_schedule_failed, dispatch_uid="notices.schedule_failed")


def tell_of_silence(channel: str, day: date) -> None:
    """Once a day: nothing answers on a channel, and messages wait."""
    number = Dispatch.objects.filter(state=State.WAITING, address__channel=channel).count()
    title = format_lazy(
        _("{channel}: the server cannot be reached; {number} messages wait and will be sent when it is back"),
        channel=Channel(channel).label,
        number=number,
    )
    tell_administrators(title=title, key=f"outbox:silent:{channel}:{day}", link=_outbox(State.WAITING))


STUCK = {
    State.FAILED: _("Some messages could not be delivered; look at their addresses"),
    State.UNCERTAIN: _("Some messages may not have arrived; decide whether they are sent again"),
}


def tell_of(state: State, day: date) -> None:
    """Once a day: messages were refused, or nobody knows whether they arrived."""
    tell_administrators(title=STUCK[state], key=f"outbox:{state.value}:{day}", link=_outbox(state))


def _outbox(state: State) -> str:
    return f"{reverse('notices:outbox')}?state={state.value}"


def _schedule_failed(entry: Entry, error: str, **_rest: Any) -> None:
    title = format_lazy(_("The schedule “{name}” failed and will be tried again"), name=entry.title)
    key = f"schedule:{entry.name}:{clock.today()}"
    tell_administrators(title=title, body=error, key=key, link=reverse("jobs:schedule_list"))
