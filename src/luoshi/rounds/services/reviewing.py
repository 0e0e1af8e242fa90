"""Reviewing many reports of a round at once; each goes its own way through the flow `report`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit import services as audit
from luoshi.delivery import rights
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Report
from luoshi.delivery.services import lights, reports
from luoshi.flow.errors import FlowError
from luoshi.flow.services import Step, available
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Round
from luoshi.rounds.selectors.waiting import waiting_for

Word = Literal["pass", "return"]


@dataclass(slots=True)
class Reviewed:
    """How many were passed or returned, and a sentence for each that could not be."""

    done: int = 0
    refused: list[str] = field(default_factory=list)


def step_for(report: Report, word: Word, user: User) -> str:
    """The name of the way on that this person may take with a report; empty when there is none."""
    wanted = "danger" if word == "return" else "primary"
    choices = available(report, rights.actor(user, report.task, report=report), GATES)
    return next((choice.way.name for choice in choices if choice.way.tone == wanted and not choice.shut), "")


@transaction.atomic
def review(*, round_: Round, keys: Sequence[int], word: Word, reason: str = "", user: User) -> Reviewed:
    """Pass or return the chosen reports that wait for this person. Raises RoundError without a choice or a reason."""
    if not keys:
        raise RoundError(_("Choose at least one report."))
    if word == "return" and not reason.strip():
        raise RoundError(_("Please write a reason."))
    outcome = Reviewed()
    with audit.together(), lights.together():
        for report in waiting_for(user, round_).filter(pk__in=keys):
            _one(report, word, reason, user, outcome)
    if outcome.done:
        data = {"word": word, "reports": outcome.done, "reason": reason.strip()}
        audit.record(action="rounds.reviewed", subject=round_, actor=user, data=data)
    return outcome


def _one(report: Report, word: Word, reason: str, user: User, outcome: Reviewed) -> None:
    name = step_for(report, word, user)
    try:
        with transaction.atomic(), audit.together():
            reports.move(report=report, step=Step(name, reason, seen=report.state), user=user)
        outcome.done += 1
    except FlowError as error:
        outcome.refused.append(f"{report.task.title[:40]}: {error}")
