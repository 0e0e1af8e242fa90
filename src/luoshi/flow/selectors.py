"""Reading the history of subjects."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi.flow.models import Escalation, Subject, Transition
from luoshi.flow.services import subject_type


def history(subject: Subject) -> QuerySet[Transition]:
    """Every change of a subject's state, oldest first."""
    return Transition.objects.filter(subject_type=subject_type(subject), subject_id=subject.pk)


def histories(kind: type[Subject], ids: Iterable[int]) -> QuerySet[Transition]:
    """The changes of many subjects of one kind, oldest first, in one query."""
    return Transition.objects.filter(subject_type=subject_type(kind), subject_id__in=list(ids))


def together(*groups: tuple[type[Subject], Iterable[int]]) -> dict[str, list[Transition]]:
    """The changes of subjects of several kinds by kind, oldest first, in one query."""
    wanted = Q(pk__in=())
    for kind, ids in groups:
        wanted |= Q(subject_type=subject_type(kind), subject_id__in=list(ids))
    found: dict[str, list[Transition]] = {subject_type(kind): [] for kind, _ids in groups}
    for row in Transition.objects.filter(wanted):
        found[row.subject_type].append(row)
    return found


def escalations(subject: Subject) -> QuerySet[Escalation]:
    """Every escalation of a subject, oldest first."""
    return Escalation.objects.filter(subject_type=subject_type(subject), subject_id=subject.pk)
