"""The timeline, the months of the units, what changed since a day; tasks as JSON."""

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.exports import MOST_ROWS, is_wanted, table
from luoshi.delivery.models import LightChange, Task
from luoshi.delivery.models.lights import Colour
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors.dashboard import totals
from luoshi.delivery.selectors.tasks import narrowed, ordered
from luoshi.flow import clock
from luoshi.plans.views.common import number_in, page_of
from luoshi.seeing.forms import MonthsFilter, PlaceFilter, SinceFilter, TimelineFilter
from luoshi.seeing.selectors import calendar, changes, scopes
from luoshi.seeing.selectors.listing import MOST, listing

PER_CHART, PER_HEAT, PER_CHANGES = 30, 40, 50


def _placed(request: HttpRequest, form: PlaceFilter) -> QuerySet[Task]:
    found = visible_tasks(request.user)
    for kind, pk in form.places():
        found = scopes.within(found, kind, pk)
    return found


@require_GET
@requires(Verb.READ_TASKS)
def timeline(request: HttpRequest) -> HttpResponse:
    """Tasks as bars over months with their milestones; every date stands in a table as well."""
    form = TimelineFilter(request.GET)
    wanted = form.criteria()
    found = ordered(narrowed(_placed(request, form), wanted), wanted.order).prefetch_related("milestones")
    if is_wanted(request):
        return _timeline_file(found)
    page = page_of(request, found.defer("light_inputs", "last_words"), PER_CHART)
    chart = calendar.chart(list(page.object_list), clock.today())
    context = {"form": form, "page": page, "chart": chart, "today": clock.today()}
    return render(request, "seeing/timeline.html", context)


def _timeline_file(found: QuerySet[Task]) -> HttpResponse:
    heads = [_("Task"), _("Answers for it"), _("Light"), _("Milestone"), _("Start"), _("Due"), _("Done on")]
    tasks = found.defer("light_inputs", "last_words")[:MOST_ROWS].iterator(2000)
    return table(_("Timeline"), heads, (row for task in tasks for row in _dates(task)), [45, 24, 8, 30, 12, 12, 12])


def _dates(task: Task) -> list[tuple[Any, ...]]:
    light = str(Colour(task.colour).label)
    own = (task.title, task.lead_names, light, "", task.start, task.due, task.done_on)
    steps = task.milestones.all()
    return [own, *((task.title, task.lead_names, light, one.name, "", one.due, one.done_on) for one in steps)]


@require_GET
@requires(Verb.READ_TASKS)
def months(request: HttpRequest) -> HttpResponse:
    """Units by month: reports handed in, late, returned. Units stand in order of their names; this is no ranking."""
    form = MonthsFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    ends = calendar.month_ends(clock.today(), int(chosen.get("months") or 6))
    units = scopes.rows("unit", text=chosen.get("q", "").strip(), region=getattr(chosen.get("region"), "pk", None))
    if is_wanted(request):
        return _months_file(request, list(units), ends)
    page = page_of(request, units, PER_HEAT)
    found = calendar.heat(request.user, list(page.object_list), ends)
    rows = [(row.unit, row.of(ends)) for row in found]
    return render(request, "seeing/months.html", {"form": form, "page": page, "months": ends, "rows": rows})


def _months_file(request: HttpRequest, units: list[Any], ends: list[Any]) -> HttpResponse:
    words = (_("handed in"), _("late"), _("returned"))
    heads = [_("Unit"), *(f"{end:%Y-%m} {word}" for end in ends for word in words)]
    found = calendar.heat(request.user, units, ends)
    rows = (
        [row.unit.name, *(value for _end, cell in row.of(ends) for value in (cell.reported, cell.late, cell.returned))]
        for row in found
    )
    return table(_("Reports by month"), heads, rows, [36, *[9] * (len(heads) - 1)])


@require_GET
@requires(Verb.READ_TASKS)
def changed(request: HttpRequest) -> HttpResponse:
    """Lights then and now, what was done since, and every task that moved, with why."""
    form = SinceFilter(request.GET)
    since, found = form.day(), _placed(request, form)
    moved = changes.moved(found, since, way=form.cleaned_data.get("way", ""))
    if is_wanted(request):
        return _changed_file(moved)
    moment = timezone.make_aware(datetime.combine(since, time.max))
    context = {
        "form": form, "since": since, "today": clock.today(), "page": page_of(request, moved, PER_CHANGES),
        "comparison": changes.compare(found, since, totals(found).lights), "steps": changes.steps(found, moment),
    }  # fmt: skip
    return render(request, "seeing/changes.html", context)


def _changed_file(moved: QuerySet[Any]) -> HttpResponse:
    heads = [_("Task"), _("Answers for it"), _("Then"), _("Now"), _("Changed on"), _("Why this light")]
    rows = (_changed_row(row) for row in moved[:MOST_ROWS].iterator(2000))
    return table(_("Changes"), heads, rows, [45, 24, 8, 8, 12, 50])


def _changed_row(row: LightChange) -> tuple[Any, ...]:
    task = row.task
    then, now = Colour(row.old).label, Colour(task.colour).label
    return task.title, task.lead_names, then, now, task.light_since, task.light_reason


@require_GET
@requires(Verb.READ_TASKS)
def tasks_json(request: HttpRequest) -> HttpResponse:
    """Tasks with parties, targets and lights: `?after=KEY` goes on, `?most=N` asks for fewer than a thousand."""
    form = PlaceFilter(request.GET)
    most = min(number_in(request, "most") or MOST, MOST)
    data = listing(_placed(request, form), after=number_in(request, "after") or 0, most=most)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
