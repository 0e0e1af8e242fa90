"""What a person is to a task or a report: the accounts room's verbs, turned into the roles the flow packs name."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from luoshi.accounts.models import User
from luoshi.accounts.rights import Visitor, reach
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Report, Task, TaskParty
from luoshi.flow.services import Actor

SEEN_BY_LEAD = ("lead_review", "office_review", "passed")


def visible_tasks(user: Visitor) -> QuerySet[Task]:
    """The tasks a person may read: all, those of the person's groups, or those with a part for the person's units."""
    everything = reach(user, Verb.READ_ALL_TASKS)
    own = reach(user, Verb.READ_TASKS)
    if everything.everything:
        return Task.objects.all()
    units, groups = everything.units | own.units, everything.groups | own.groups
    if not units and not groups:
        return Task.objects.none()
    mine = TaskParty.objects.filter(unit__in=units).order_by().values("task")
    return Task.objects.filter(Q(pk__in=mine) | Q(group__in=groups))


def visible_reports(user: Visitor) -> QuerySet[Report]:
    """The reports a person may read. What is still with another unit (a draft, its own review) is never among them."""
    return Report.objects.filter(reduce(or_, _grounds(user)))


def listed_reports(user: Visitor) -> QuerySet[Report]:
    """The same, for lists of all of them: by one index for each ground. Asked for all at once, PostgreSQL would read
    every report there is to find those of one unit.
    """
    if reach(user, Verb.READ_ALL_TASKS).everything:
        return visible_reports(user)
    first, *others = (Report.objects.filter(ground).order_by().values("pk") for ground in _grounds(user))
    return Report.objects.filter(pk__in=first.union(*others))


def hidden_reports(user: Visitor) -> QuerySet[Report] | None:
    """What somebody who reads everything may not read: few, beside all the others. None for everybody else."""
    if not reach(user, Verb.READ_ALL_TASKS).everything:
        return None
    return Report.objects.filter(state__in=Report.WITH_THE_UNIT).exclude(unit__in=units_of(user))


def _grounds(user: Visitor) -> list[Q]:
    """Why a person may read a report: any one of these is enough."""
    own = Q(unit__in=units_of(user))
    office = reach(user, Verb.READ_ALL_TASKS)
    if office.everything:
        return [own, ~Q(state__in=Report.WITH_THE_UNIT)]
    seen = Q(state__in=SEEN_BY_LEAD)
    passed = Q(state="passed", task__in=visible_tasks(user).order_by().values("pk"))
    leading = TaskParty.objects.filter(unit__in=units_of(user), answers=True).order_by().values("task")
    grouped = Task.objects.filter(group__in=office.groups).order_by().values("pk")
    return [own, passed, seen & Q(task__in=grouped), seen & Q(task__in=leading)]


def units_of(user: Visitor) -> frozenset[int]:
    """The units for which a person reports or reviews."""
    return reach(user, Verb.REPORT).units | reach(user, Verb.REVIEW_IN_UNIT).units


def actor(user: User, task: Task, *, report: Report | None = None) -> Actor:
    """The person with every role that counts towards this task (or this report of it)."""
    parties = list(task.parties.all())
    leads = [party.unit_id for party in parties if party.answers]
    units = [report.unit_id] if report is not None else [party.unit_id for party in parties]
    groups = [task.group_id] if task.group_id else []
    reaches = {
        "party": reach(user, Verb.REPORT).covers(units=units),
        "reviewer": reach(user, Verb.REVIEW_IN_UNIT).covers(units=units),
        "lead": reach(user, Verb.REVIEW_AS_LEAD if report else Verb.ACCEPT_TASKS).covers(units=leads),
        "office": reach(user, Verb.CLOSE_TASKS).covers(units=leads, groups=groups),
        "supervision": reach(user, Verb.SUPERVISE).covers(units=leads, groups=groups),
        "leader": reach(user, Verb.OVERRIDE_LIGHTS).covers(units=leads, groups=groups),
    }
    return Actor(user.pk, str(user), frozenset(role for role, held in reaches.items() if held))
