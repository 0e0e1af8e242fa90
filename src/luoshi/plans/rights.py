"""Whose a plan is: read by its region, those below it and the units it names; kept by who answers for its region."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from luoshi.accounts.models import User
from luoshi.accounts.rights import Reach, Visitor, can, reach
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Region, Unit, WorkingGroup
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
    regions = _binding_regions(extent)
    naming = TaskUnit.objects.filter(unit__in=extent.units).order_by().values("task__version__plan")
    return Plan.objects.filter(Q(region__in=regions) | Q(pk__in=naming) | Q(pk__in=kept_plans(user).values("pk")))


def _binding_regions(extent: Reach) -> set[int]:
    """Those one answers for or works in, with all above them. One query for the tree and where one works."""
    units = Unit.objects.filter(pk__in=extent.units, region=OuterRef("pk"))
    groups = WorkingGroup.objects.filter(pk__in=extent.groups, region=OuterRef("pk"))
    own = Q(pk__in=extent.regions) | Q(Exists(units)) | Q(Exists(groups))
    rows = list(
        Region.objects.annotate(own=Case(When(own, then=True), default=False)).values_list("pk", "parent_id", "own")
    )
    parents = {pk: parent for pk, parent, _own in rows}
    found: set[int] = set()
    for pk, _parent, is_own in rows:
        above = pk if is_own else None
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return found


def choosable_regions(user: Visitor) -> "QuerySet[Region]":
    """The regions for which a person may hand plans in."""
    extent = reach(user, Verb.IMPORT_PLANS)
    return Region.objects.all() if extent.everything else Region.objects.filter(pk__in=extent.regions)
