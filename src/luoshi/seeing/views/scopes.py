"""The unit, the part, the working group, the region: one page each, and a list of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.exports import is_wanted, table, tasks_workbook
from luoshi.delivery.models.lights import Colour
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors import dashboard
from luoshi.delivery.selectors.desk import owed
from luoshi.delivery.selectors.tasks import narrowed, ordered
from luoshi.flow import clock
from luoshi.plans.views.common import number_in, page_of
from luoshi.progress.lights import COLOURS
from luoshi.seeing.forms import ListFilter, ScopeFilter, SinceFilter
from luoshi.seeing.selectors import changes, scopes
from luoshi.seeing.selectors.scopes import Kind, Line

PER_LIST = 50
OWED_SHOWN = 8


@require_GET
@requires(Verb.READ_TASKS)
def detail(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """Where one place stands: lights, what moved since last month, what is owed, its tasks."""
    scope = scopes.scope(kind, pk)
    form = ScopeFilter(request.GET, user=request.user, kind=kind)
    wanted = form.criteria()
    whole = scopes.within(visible_tasks(request.user), kind, pk, wanted.role)
    found = ordered(narrowed(whole, wanted), wanted.order)
    if is_wanted(request):
        return tasks_workbook(scope.name, found)
    since, totals = SinceFilter({}).day(), dashboard.totals(whole)
    context = {
        "scope": scope, "form": form, "wanted": wanted, "totals": totals,
        "page": page_of(request, found.select_related("part").defer("light_inputs", "last_words")),
        "comparison": changes.compare(whole, since, totals.lights), "since": since, "today": clock.today(),
        "late": whole.filter(scopes.late()).count(), "owed": _owed(request, kind, pk), "shown": OWED_SHOWN,
        "may_open_units": can(request.user, Verb.READ_UNITS),
    }  # fmt: skip
    return render(request, "seeing/scope.html", context)


def _owed(request: HttpRequest, kind: Kind, pk: int) -> list[Any]:
    """Reports that a unit has yet to hand in this round, among the tasks this person may see."""
    return owed(frozenset({pk}), clock.today(), visible_tasks(request.user)) if kind == "unit" else []


@require_GET
@requires(Verb.READ_TASKS)
def listing(request: HttpRequest, kind: Kind) -> HttpResponse:
    """All units, parts, groups or regions with their lights, in their own order."""
    form = ListFilter(request.GET, kind=kind)
    form.is_valid()
    found = scopes.rows(kind, text=form.cleaned_data.get("q", "").strip(), region=number_in(request, "region"))
    if is_wanted(request):
        return _file(kind, _lines(request, kind, list(found)))
    page = page_of(request, found, PER_LIST)
    context = {
        "kind": kind, "title": scopes.TITLES[kind], "form": form, "page": page,
        "lines": _lines(request, kind, page.object_list), "colours": COLOURS, "address": f"seeing:{kind}",
    }  # fmt: skip
    return render(request, "seeing/scopes.html", context)


def _lines(request: HttpRequest, kind: Kind, rows: Any) -> list[Line]:
    counted = scopes.lines(request.user, kind, [row.pk for row in rows])
    made = []
    for row in rows:
        line = counted.get(row.pk) or Line(row.pk, "")
        line.name = str(getattr(row, "title", "") or row.name)
        made.append(line)
    return made


def _file(kind: Kind, lines: list[Line]) -> HttpResponse:
    heads = [_("Name"), _("Tasks"), _("Past their date"), *(str(Colour(colour).label) for colour in COLOURS)]
    rows = ((line.name, line.total, line.late, *line.lights.values()) for line in lines)
    return table(str(scopes.TITLES[kind]), heads, rows, [40, 10, 10, *[8] * len(COLOURS)])
