"""My desk, the dashboard, the leader's page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import reach, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery import exports
from luoshi.delivery.forms import TaskFilter
from luoshi.delivery.models.lights import Colour
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors import dashboard as counts
from luoshi.delivery.selectors import desk as desks
from luoshi.delivery.selectors.contacts import contacts
from luoshi.delivery.selectors.tasks import Criteria, answered_by, narrowed, ordered
from luoshi.flow import clock
from luoshi.plans.views.common import actor

PRESSING = ("red", "orange", "yellow")
PRESSING_SHOWN = 12
MOST_UNITS = 60  # a longer table has a page of its own


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What this person owes, in order."""
    user = actor(request)
    sections = desks.sections(user)
    if exports.is_wanted(request):
        return exports.workbook(_("My desk"), exports.desk_sheet(_("My desk"), sections))
    units = desks.units_that_answer(user)
    found = answered_by(units) if units else visible_tasks(user)
    context = {
        "sections": sections, "today": clock.today(), "has_role": bool(reach(user, Verb.READ_TASKS)),
        "mine": counts.totals(found) if sections else None,
        "mine_title": _("What we answer for") if units else _("All tasks"),
        "mine_query": f"unit={next(iter(units))}&role=answers&" if len(units) == 1 else "",
    }  # fmt: skip
    return render(request, "delivery/desk.html", context)


@require_GET
def desk_section(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of one section beyond those that the desk shows."""
    found = {section.name: section for section in desks.sections(actor(request))}
    if name not in found:
        raise Http404(name)
    section = found[name]
    context = {"rows": section.rows[desks.SHOWN :], "kind": section.kind}
    return render(request, "delivery/_desk_rows.html", context)


@require_GET
@requires(Verb.READ_TASKS)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Lights by part and unit; every figure leads to its list."""
    form = TaskFilter(request.GET, user=request.user)
    wanted = form.criteria()
    found = narrowed(visible_tasks(request.user), Criteria(part=wanted.part, unit=wanted.unit))
    for name in ("q", "role", "colour", "life", "order", "overdue", "state", "due_until"):
        del form.fields[name]
    totals, parts = counts.totals(found), counts.by_part(found)
    months, unit_count = counts.by_month(found, clock.today()), form.unit_count
    units = counts.by_unit(found) if unit_count <= MOST_UNITS else []
    if exports.is_wanted(request):
        return _dashboard_file(parts, units, months)
    context = {
        "form": form, "totals": totals, "parts": parts, "units": units, "unit_count": unit_count, "months": months,
        "today": clock.today(), "pictures": _pictures(totals, parts, months), "wanted": wanted,
    }  # fmt: skip
    return render(request, "delivery/dashboard.html", context)


def _dashboard_file(parts: list[counts.Row], units: list[counts.Row], months: list[Any]) -> HttpResponse:
    ends = [counts.Row(None, end.isoformat(), lights) for end, lights in months]
    sheets = ((_("By part of the plan"), _("Part"), parts), (_("By answering unit"), _("Unit"), units))
    tables = [exports.lights_sheet(title, what, rows) for title, what, rows in sheets]
    return exports.workbook(
        _("Dashboard"), *tables, exports.lights_sheet(_("At the end of each month"), _("Month"), ends)
    )


def _pictures(totals: counts.Totals, parts: list[counts.Row], months: list[Any]) -> dict[str, Any]:
    """What the script draws; the same figures stand in tables beside it."""
    names = {colour: str(Colour(colour).label) for colour in totals.lights}
    return {
        "names": names,
        "lights": totals.lights,
        "parts": [{"key": row.key, "name": row.name, "lights": row.lights} for row in parts],
        "months": [{"name": _("%(month)s") % {"month": f"{end:%Y-%m}"}, "lights": lights} for end, lights in months],
    }


@require_GET
@requires(Verb.READ_ALL_TASKS)
def leader(request: HttpRequest) -> HttpResponse:
    """One page: how it stands, what presses, what needs a decision. Good on a telephone and on paper."""
    if not reach(request.user, Verb.READ_ALL_TASKS).everything:
        raise PermissionDenied(Verb.READ_ALL_TASKS.value)
    found = visible_tasks(request.user)
    pressing = ordered(found.filter(colour__in=PRESSING[:2]), "due").select_related("part")
    decisions = desks.decisions(actor(request))
    if exports.is_wanted(request):
        return _leader_file(pressing, decisions, counts.by_part(found))
    shown = list(pressing.prefetch_related("parties")[:PRESSING_SHOWN])
    people = contacts(unit for task in shown for unit in task.answering_units())
    for task in shown:
        task.call = [one for unit in task.answering_units() for one in people.get(unit, ())]  # type: ignore[attr-defined]  # for the page alone
    context = {
        "totals": counts.totals(found), "parts": counts.by_part(found), "pressing": shown, "decisions": decisions,
        "waiting": sum(section.count for section in decisions), "today": clock.today(),
        "late": narrowed(found, Criteria(overdue_on=clock.today())).count(),
    }  # fmt: skip
    return render(request, "delivery/leader.html", context)


def _leader_file(pressing: Any, decisions: list[desks.Section], parts: list[counts.Row]) -> HttpResponse:
    return exports.workbook(
        _("Leader's view"),
        exports.tasks_sheet(_("What presses"), pressing),
        exports.desk_sheet(_("Waits for a decision"), decisions),
        exports.lights_sheet(_("By part of the plan"), _("Part"), parts),
    )
