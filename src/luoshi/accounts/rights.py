"""Who may do what to what. The only place that turns roles into answers; views, services and lists all ask here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.orgs.models import Membership, Unit, WorkingGroup
from luoshi.orgs.selectors import held_now, region_and_below, units_of_regions, with_merged

Visitor = User | AnonymousUser
P = ParamSpec("P")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Reach:
    """How far one verb of one person goes: everything, or these units, groups and regions (ids)."""

    everything: bool = False
    units: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.units or self.groups or self.regions)

    def covers(self, *, units: Iterable[int] = (), groups: Iterable[int] = (), regions: Iterable[int] = ()) -> bool:
        """Whether something that belongs to one of these units, groups or regions is within reach."""
        if self.everything or not self.units.isdisjoint(units):
            return True
        return not (self.groups.isdisjoint(groups) and self.regions.isdisjoint(regions))


def assignments(user: Visitor) -> list[RoleAssignment]:
    """The roles of a person, read once per request."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[RoleAssignment] | None = getattr(user, "_known_roles", None)
    if known is None:
        held = Q(user=user) if user.person_id is None else Q(user=user) | Q(post__in=_posts_of(user))
        known = list(_with_past(RoleAssignment.objects.filter(held).order_by("pk")))
        user._known_roles = known  # type: ignore[attr-defined]  # a cache for one request, gone with the object
    return known


def _with_past(held: "QuerySet[RoleAssignment]") -> "QuerySet[RoleAssignment]":
    """Each role with whether its unit has taken over others: then, and only then, those are looked up."""
    return held.annotate(has_merged=Exists(Unit.objects.filter(merged_into=OuterRef("unit"))))


def through_posts(user: User) -> "QuerySet[RoleAssignment]":
    """The roles a person has by holding a post today; they pass to the successor with the post."""
    if user.person_id is None:
        return RoleAssignment.objects.none()
    return RoleAssignment.objects.filter(post__in=_posts_of(user))


def _posts_of(user: User) -> "QuerySet[Membership, Any]":
    return held_now().filter(person=user.person_id, post__isnull=False).values("post")


def forget(user: User) -> None:
    """Drop the remembered roles after they were changed."""
    user.__dict__.pop("_known_roles", None)
    user.__dict__.pop("_known_reach", None)


def has_role(user: Visitor, *roles: Role) -> bool:
    """Whether the person holds one of these roles, for whatever scope."""
    return any(held.role in roles for held in assignments(user))


def reach(user: Visitor, verb: Verb) -> Reach:
    """How far a verb goes for a person."""
    held = [one for one in assignments(user) if verb in VERBS[Role(one.role)]]
    if not held:
        return Reach()
    cache: dict[Verb, Reach] = user.__dict__.setdefault("_known_reach", {})
    if verb not in cache:
        cache[verb] = _reach(held)
    return cache[verb]


def _reach(held: list[RoleAssignment]) -> Reach:
    if any(one.unit_id is None and one.region_id is None and one.group_id is None for one in held):
        return Reach(everything=True)
    regions = region_and_below(one.region_id for one in held if one.region_id is not None)
    offices = {one.unit_id for one in held if one.unit_id is not None and one.role == Role.GROUP_OFFICE}
    units = {one.unit_id for one in held if one.unit_id is not None and one.role != Role.GROUP_OFFICE}
    if any(getattr(one, "has_merged", False) for one in held):
        units = with_merged(units)
    return Reach(
        units=frozenset(units | units_of_regions(regions)),
        groups=frozenset(one.group_id for one in held if one.group_id is not None) | _groups_of(offices),
        regions=frozenset(regions),
    )


def _groups_of(offices: set[int]) -> frozenset[int]:
    """The groups whose office these units keep: who acts for the office of a unit acts for each of them."""
    if not offices:
        return frozenset()
    return frozenset(WorkingGroup.objects.filter(office_unit__in=with_merged(offices)).values_list("pk", flat=True))


def can(user: Visitor, verb: Verb, subject: Any = None) -> bool:
    """Whether a person may do this: at all, or to this subject.

    A subject says whom it belongs to by `rights_units()` and, where it has them, `rights_groups()` and
    `rights_regions()`: lists of ids.
    """
    extent = reach(user, verb)
    if subject is None or not extent:
        return bool(extent)
    groups = subject.rights_groups() if hasattr(subject, "rights_groups") else ()
    regions = subject.rights_regions() if hasattr(subject, "rights_regions") else ()
    return extent.covers(units=subject.rights_units(), groups=groups, regions=regions)


def scope(queryset: "QuerySet[M]", user: Visitor, verb: Verb, *, unit: str = "unit", group: str = "") -> "QuerySet[M]":
    """The rows within reach; `unit` and `group` are the lookups that lead from a row to its unit and group."""
    extent = reach(user, verb)
    if extent.everything:
        return queryset
    wanted = Q(**{f"{unit}__in": extent.units})
    if group:
        wanted |= Q(**{f"{group}__in": extent.groups})
    found = queryset.filter(wanted)
    return found.distinct() if "__" in unit or "__" in group else found


def require(user: Visitor, verb: Verb, subject: Any = None) -> None:
    """Raise PermissionDenied unless the person may do this."""
    if not can(user, verb, subject):
        raise PermissionDenied(verb.value)


def requires(
    *verbs: Verb,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Guard a view: one of these verbs, for whatever scope. What lies in scope is the view's own question."""

    def guard(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(can(request.user, verb) for verb in verbs):
                raise PermissionDenied(verbs[0].value)
            return view(request, *args, **kwargs)

        return guarded

    return guard
