"""The work of one unit, part, working group or region; and the lists of them, each in its own order, never by merit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.rights import Visitor
from luoshi.delivery.models import Task, TaskParty
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors.dashboard import Row
from luoshi.delivery.selectors.tasks import of_unit
from luoshi.flow import clock
from luoshi.orgs.models import Region, Unit, WorkingGroup
from luoshi.orgs.selectors import region_and_below
from luoshi.plans.models import Part
from luoshi.plans.selectors.published import BINDING

Kind = Literal["unit", "part", "group", "region"]
TITLES: dict[Kind, Any] = {"unit": _("Units"), "part": _("Parts"), "group": _("Working groups"), "region": _("Regions")}


@dataclass(frozen=True, slots=True)
class Scope:
    """One place to look from: what it is called, what it belongs to, and its own page elsewhere, if it has one."""

    kind: Kind
    pk: int
    name: str
    note: str
    more: str = ""

    @property
    def list_title(self) -> Any:
        return TITLES[self.kind]

    @property
    def query(self) -> str:
        """How the other pages of this room are narrowed to it."""
        return f"{self.kind}={self.pk}"


@dataclass
class Line(Row):
    """A scope in a list: its tasks by light and how many are past their date."""

    late: int = 0


def scope(kind: Kind, pk: int) -> Scope:
    """The scope, or 404."""
    if kind == "unit":
        unit = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
        return Scope(kind, pk, unit.name, str(unit.region), reverse("orgs:unit_detail", args=[pk]))
    if kind == "part":
        part = get_object_or_404(Part.objects.filter(version__state__in=BINDING).select_related("version__plan"), pk=pk)
        return Scope(
            kind, pk, part.title, part.version.plan.title, reverse("plans:detail", args=[part.version.plan_id])
        )
    if kind == "group":
        group = get_object_or_404(WorkingGroup.objects.select_related("office_unit"), pk=pk)
        office = str(group.office_unit or group.office_text)
        return Scope(kind, pk, group.name, office, reverse("orgs:group_detail", args=[pk]))
    region = get_object_or_404(Region.objects.select_related("parent"), pk=pk)
    return Scope(kind, pk, region.name, str(region.parent or region.get_level_display()))


def within(found: QuerySet[Task], kind: Kind, pk: int, role: str = "") -> QuerySet[Task]:
    """The tasks of a scope. A region's are those for which its units, or units below it, answer."""
    if kind == "part":
        return found.filter(part=pk)
    if kind == "group":
        return found.filter(group=pk)
    if kind == "region":
        own = TaskParty.objects.filter(unit__region__in=region_and_below([pk]), answers=True)
        return found.filter(pk__in=own.order_by().values("task"))
    return found.filter(of_unit(pk, role))


def lines(user: Visitor, kind: Kind, ids: Sequence[int]) -> dict[int, Line]:
    """The tasks by light of these scopes. One query (for regions one more, for the tree)."""
    if kind == "region":
        return _region_lines(user, ids)
    counted: QuerySet[Any, Any]
    if kind == "unit":
        rows = _parties(user).filter(unit__in=ids).values_list("unit_id", "task__colour")
        counted = rows.annotate(number=Count("pk"), late=Count("pk", filter=late("task__")))
    else:
        found = visible_tasks(user).order_by().filter(**{f"{kind}__in": ids})
        counted = found.values_list(f"{kind}_id", "colour").annotate(
            number=Count("pk"), late=Count("pk", filter=late())
        )
    return _gathered(counted)


def late(prefix: str = "") -> Q:
    """Past the due date and not done."""
    living = Task.flow().stages_of("waiting", "open", "claimed")
    return Q(**{f"{prefix}due__lt": clock.today(), f"{prefix}state__in": living})


def _parties(user: Visitor) -> QuerySet[TaskParty]:
    tasks = visible_tasks(user)
    parties = TaskParty.objects.filter(answers=True).order_by()
    return parties if not tasks.query.where else parties.filter(task__in=tasks.order_by().values("pk"))


def _gathered(counted: Iterable[tuple[Any, ...]]) -> dict[int, Line]:
    found: dict[int, Line] = {}
    for pk, colour, number, over in counted:
        line = found.setdefault(pk, Line(pk, ""))
        line.lights[colour] += number
        line.late += over
    return found


def _region_lines(user: Visitor, ids: Sequence[int]) -> dict[int, Line]:
    """A task counts once for each unit that answers for it; a region holds those below it."""
    rows = _parties(user).values_list("unit__region_id", "task__colour")
    own = _gathered(rows.annotate(number=Count("pk"), late=Count("pk", filter=late("task__"))))
    parents = dict(Region.objects.values_list("pk", "parent_id"))
    found = {pk: Line(pk, "") for pk in ids}
    for pk, line in own.items():
        above: int | None = pk
        while above is not None:
            if above in found:
                _add(found[above], line)
            above = parents.get(above)
    return found


def _add(to: Line, line: Line) -> None:
    for colour, number in line.lights.items():
        to.lights[colour] += number
    to.late += line.late


def rows(kind: Kind, *, text: str = "", region: int | None = None) -> QuerySet[Any]:
    """All scopes of a kind in their own order."""
    if kind == "part":
        found: QuerySet[Any] = Part.objects.filter(version__state="published").order_by("version", "order")
        return found.filter(title__icontains=text) if text else found
    if kind == "region":
        found = Region.objects.order_by(F("code"), "name")
    elif kind == "group":
        found = WorkingGroup.objects.filter(active=True).order_by("pk")
    else:
        answering = TaskParty.objects.filter(unit=OuterRef("pk"), answers=True)
        found = Unit.objects.filter(Exists(answering)).order_by("name", "pk")
        found = found.filter(region__in=region_and_below([region])) if region else found
    return found.filter(name__icontains=text) if text else found
