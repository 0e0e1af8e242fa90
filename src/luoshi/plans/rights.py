"""Whose a plan is: read by its region, those below it and the units it names; kept by who answers for its region."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi.accounts.models import User
from luoshi.accounts.rights import Reach, Visitor, can, reach
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.orgs.selectors import with_regions_above
from luoshi.plans.models import Plan, TaskUnit


def may(user: Visitor, verb: Verb, plan: Plan) -> bool:
    """Whether a person may do this to a plan; one that has no region yet belongs to whoever handed it in."""
    if plan.region_id is None and plan.created_by_id is not None and plan.created_by_id == user.pk:
        return can(user, verb)
    return can(user, verb, plan)


def kept_plans(user: Visitor) -> "QuerySet[Plan]":
    """The plans a person may import, review and publish versions of."""
    extent = reach(user, Verb.IMPORT_PLANS)
    if extent.everything:
        return Plan.objects.all()
    if not extent:
        return Plan.objects.none()
    mine = Q(region=None, created_by=user.pk) if isinstance(user, User) else Q()
    return Plan.objects.filter(Q(region__in=extent.regions) | mine)


def readable_plans(user: Visitor) -> "QuerySet[Plan]":
    """The plans whose published versions a person may read.

    Those of the regions in which one's units and groups work and of all below a region one answers for; those of the
    regions above, which bind them too; and those that name one's unit, wherever they were issued.
    """
    extent = reach(user, Verb.READ_PLANS)
    if extent.everything:
        return Plan.objects.all()
    if not extent:
        return Plan.objects.none()
    regions = with_regions_above([*extent.regions, *_working_regions(extent)])
    naming = TaskUnit.objects.filter(unit__in=extent.units).order_by().values("task__version__plan")
    return Plan.objects.filter(Q(region__in=regions) | Q(pk__in=naming) | Q(pk__in=kept_plans(user).values("pk")))


def _working_regions(extent: Reach) -> Iterable[int]:
    units = Unit.objects.filter(pk__in=extent.units).values_list("region", flat=True)
    groups = WorkingGroup.objects.filter(pk__in=extent.groups, region__isnull=False).values_list("region", flat=True)
    return {*units, *(one for one in groups if one is not None)}


def choosable_regions(user: Visitor) -> "QuerySet[Region]":
    """The regions for which a person may hand plans in."""
    extent = reach(user, Verb.IMPORT_PLANS)
    return Region.objects.all() if extent.everything else Region.objects.filter(pk__in=extent.regions)
