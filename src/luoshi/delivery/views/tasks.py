"""The list of tasks, one task, and the steps it can take."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery import exports, rights, rounds
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.forms import CurveForm, ExtensionForm, LeadForm, MilestoneForm, OverrideForm, TaskFilter
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Task
from luoshi.delivery.rights import visible_reports, visible_tasks
from luoshi.delivery.selectors import steps
from luoshi.delivery.selectors import story as stories
from luoshi.delivery.selectors import tasks as lists
from luoshi.delivery.selectors.contacts import contacts
from luoshi.delivery.selectors.targets import given_up, stands
from luoshi.delivery.services import tasks as services
from luoshi.delivery.views.common import back, refusals, task_or_404
from luoshi.delivery.views.many import many, ticked
from luoshi.flow import clock
from luoshi.flow.services import Step, available, waiting_for
from luoshi.packs import load
from luoshi.packs.lights import light_rule
from luoshi.plans.views.common import actor, page_of
from luoshi.progress.catchup import Forecast, forecast
from luoshi.progress.quantities import Percent

INPUTS = {
    "start": gettext_lazy("start"),
    "due": gettext_lazy("due"),
    "done_on": gettext_lazy("done on"),
    "completion": gettext_lazy("completion, %"),
    "pace": gettext_lazy("pace, %"),
    "gap": gettext_lazy("gap, percentage points"),
    "shortfall": gettext_lazy("shortfall, % of the pace"),
    "growth": gettext_lazy("growth, %"),
    "planned_growth": gettext_lazy("planned growth, %"),
    "headroom": gettext_lazy("headroom"),
    "about_gap": gettext_lazy("completion and pace of"),
    "about_growth": gettext_lazy("growth of"),
    "about_headroom": gettext_lazy("headroom of"),
    "reports_missed": gettext_lazy("rounds without a report"),
    "days_over": gettext_lazy("days past the due date"),
}


@require_GET
@requires(Verb.READ_TASKS)
def task_list(request: HttpRequest) -> HttpResponse:
    """Tasks, narrowed by what stands in the address."""
    form = TaskFilter(request.GET, user=request.user)
    wanted = form.criteria()
    if exports.is_wanted(request):
        found = lists.ordered(lists.narrowed(visible_tasks(request.user), wanted), wanted.order)
        return exports.tasks_workbook(_("Tasks"), found)
    page = page_of(request, lists.tasks(request.user, wanted))
    known = steps.of_tasks(actor(request), list(page.object_list))
    context = {"form": form, "page": page, "wanted": wanted, "steps": known, "asking": steps.asking(known)}
    return render(request, "delivery/task_list.html", context)


@require_POST
@requires(Verb.READ_TASKS)
def move_many(request: HttpRequest) -> HttpResponse:
    """Take the ticked tasks of a list one step on; back to the list, which says how many did and why others did not."""
    found = visible_tasks(request.user).filter(pk__in=ticked(request, "task")).prefetch_related("parties")
    many(request, Task.flow(), list(found), services.move_many, "tasks")
    return redirect(back(request, reverse("delivery:task_list")))


@require_GET
@requires(Verb.READ_TASKS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: its sentence, its parties, its light and why, its reports, its story, and what can be done now."""
    task = task_or_404(request, pk, waiting=True)
    user = actor(request)
    person = rights.actor(user, task)
    reports = stories.reports_of(user, task)
    extensions = list(task.extensions.select_related("asked_by"))
    if exports.is_wanted(request):
        own = exports.tasks_sheet(_("Task"), Task.objects.filter(pk=pk))
        written = exports.reports_sheet(_("Reports"), visible_reports(user).filter(task=task).order_by("-period_end"))
        return exports.workbook(
            task.title[:60], own, written, exports.story_sheet(stories.story(task, reports, extensions))
        )
    round_ = rounds.current(task.cadence, clock.today())
    context = {
        "task": task,
        "roles": person.roles,
        "choices": available(task, person, GATES),
        "waiting_for": waiting_for(task, person),
        "reports": reports,
        "stands": stands(task, reports, clock.today()),
        "extensions": extensions,
        "open_extension": next((one for one in extensions if one.state == "asked"), None),
        "overrides": task.overrides.select_related("by"),
        "round": round_,
        "my_units": _my_units(task, rights.units_of(user)),
        "forecast": _forecast(task),
        "extension_form": ExtensionForm(initial={"asked_due": task.due}),
        "override_form": OverrideForm(),
        "milestone_form": MilestoneForm(initial={"due": task.due}, task=task),
        "curve_form": CurveForm(initial={"curve": task.curve, "figures": _lines(task)}),
        "given_up": given_up(task),
        "lead_form": LeadForm() if _may_name_lead(task, person.roles) else None,
        "can_report": task.stage.life == "open" and bool(_my_units(task, rights.units_of(user))),
        "contacts": contacts(task.answering_units()),
        "may_see_source": can(user, Verb.READ_PLANS),
        "today": clock.today(),
    }
    return render(request, "delivery/task_detail.html", context)


@require_GET
@requires(Verb.READ_TASKS)
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """All that has happened to a task: fetched by its page once that is there, or a page of its own."""
    user = actor(request)
    task = get_object_or_404(visible_tasks(user), pk=pk)
    reports, extensions = stories.told_reports(user, task), list(task.extensions.select_related("asked_by"))
    context = {"task": task, "story": stories.story(task, reports, extensions)}
    part = "HX-Request" in request.headers
    return render(request, "delivery/_story.html" if part else "delivery/task_story.html", context)


def _my_units(task: Task, units: frozenset[int]) -> list[object]:
    return [party.unit for party in task.parties.all() if party.unit_id in units]


def _lines(task: Task) -> str:
    return "\n".join(" ".join(year) for year in task.curve_figures)


def _may_name_lead(task: Task, roles: frozenset[str]) -> bool:
    wanted = task.state == "disputed" or not task.answering_units()
    return wanted and task.stage.life == "waiting" and bool(roles & {"office", "supervision"})


def _forecast(task: Task) -> Forecast | None:
    if task.progress is None or task.due is None or task.stage.life != "open" or task.due < task.start:
        return None
    return forecast(task.start, task.due, Percent(task.progress), task.progress_on or clock.today())


@require_GET
@requires(Verb.READ_TASKS)
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Why this colour: the rule, its version, its steps, the inputs, and the day."""
    task = task_or_404(request, pk)
    rule = light_rule(task.light_rule or "default")
    inputs = [(INPUTS.get(name, name), value) for name, value in task.light_inputs.items() if name in INPUTS]
    name = load("lights", rule.id).label["zh" if request.LANGUAGE_CODE.startswith("zh") else "en"]
    context = {"task": task, "rule": rule, "rule_name": name, "inputs": inputs}
    return render(request, "delivery/_why.html", context)


@require_POST
@requires(Verb.READ_TASKS)
@refusals("delivery:task_detail")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task one step on."""
    task = task_or_404(request, pk)
    step = Step(request.POST.get("step", ""), request.POST.get("reason", ""), seen=request.POST.get("seen", ""))
    row = services.move(task=task, step=step, user=actor(request))
    messages.success(request, _("Done: %s.") % row.words)
    return redirect(back(request, reverse("delivery:task_detail", args=[pk])))


@require_POST
@requires(Verb.ASSIGN_TASKS, Verb.SUPERVISE)
@refusals("delivery:task_detail")
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the unit that answers for a task."""
    task = task_or_404(request, pk)
    form = LeadForm(request.POST)
    if not form.is_valid():
        raise DeliveryError(_("Choose a unit."))
    services.name_lead(task=task, unit=form.cleaned_data["unit"], user=actor(request))
    messages.success(request, _("The lead unit is named; now assign the task."))
    return redirect("delivery:task_detail", pk)
