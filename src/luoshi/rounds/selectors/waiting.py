"""Reports of a round that wait for a person's word."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.accounts.rights import Visitor, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Report, TaskParty
from luoshi.rounds.models import Round
from luoshi.rounds.selectors.overview import IN_REVIEW


def waiting_for(user: Visitor, round_: Round) -> QuerySet[Report]:
    """Those that this person may pass or return now: in the own unit, for the lead unit, for the office."""
    unit, lead = reach(user, Verb.REVIEW_IN_UNIT), reach(user, Verb.REVIEW_AS_LEAD)
    office = reach(user, Verb.CLOSE_TASKS)
    wanted = Q(state="unit_review") if unit.everything else Q(state="unit_review", unit__in=unit.units)
    leading = TaskParty.objects.filter(task=OuterRef("task"), unit__in=lead.units, answers=True)
    wanted |= Q(state="lead_review") if lead.everything else Q(Exists(leading), state="lead_review")
    answering = TaskParty.objects.filter(task=OuterRef("task"), unit__in=office.units, answers=True)
    within = Q() if office.everything else Q(task__group__in=office.groups) | Q(Exists(answering))
    if office:
        wanted |= Q(state="office_review") & within
    found = Report.objects.filter(wanted, lines__form__round=round_, lines__state__in=IN_REVIEW)
    found = found.select_related("task__plan_task", "unit", "author").prefetch_related(
        "task__parties", "figures__target", "evidence"
    )
    return found.order_by("unit__name", "lines__order", "pk")
