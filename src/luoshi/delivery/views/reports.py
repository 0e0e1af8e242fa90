"""Writing a report, reviewing it, and the list of reports."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery import exports, rights, rounds
from luoshi.delivery.errors import DeliveryError, Overtaken
from luoshi.delivery.forms import ReportFilter, ReportForm
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Report, Task
from luoshi.delivery.selectors import steps
from luoshi.delivery.selectors.saying import MOST, newest, saying
from luoshi.delivery.services import evidence, reports
from luoshi.delivery.views.common import back, refusals, report_or_404, task_or_404
from luoshi.delivery.views.many import many, ticked
from luoshi.flow import clock
from luoshi.flow.selectors import history
from luoshi.flow.services import Step, available
from luoshi.packs import load
from luoshi.plans.views.common import MOST_ROWS, actor, number_in, page_of
from luoshi.progress import burden

READERS = (Verb.READ_TASKS,)


@require_GET
@requires(*READERS)
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports this person may read, narrowed by state, unit or words."""
    found = rights.listed_reports(request.user).prefetch_related("task", "unit", "author")
    form = ReportFilter(request.GET)
    form.is_valid()
    state, unit = form.cleaned_data.get("state", ""), number_in(request, "unit")
    words = form.cleaned_data.get("q", "").strip()
    if state:
        found = found.filter(state=state)
    if unit:
        found = found.filter(unit=unit)
    if words:
        found = saying(found, words)
    if exports.is_wanted(request):
        return exports.workbook(_("Reports"), exports.reports_sheet(_("Reports"), found.order_by("-saved_at", "-pk")))
    hits = newest(found) if words else None
    if hits is not None:
        found = Report.objects.filter(pk__in=hits).prefetch_related("task", "unit", "author")
    listed = found.order_by("-saved_at", "-pk").prefetch_related("task__parties")
    page = page_of(request, listed, known=None if hits is None else len(hits), most=MOST if words else MOST_ROWS)
    known = steps.of_reports(actor(request), list(page.object_list))
    context = {"page": page, "form": form, "steps": known, "asking": steps.asking(known)}
    return render(request, "delivery/report_list.html", context)


@require_POST
@requires(*READERS)
def move_many(request: HttpRequest) -> HttpResponse:
    """Take the ticked reports of a list one step on."""
    found = rights.visible_reports(request.user).filter(pk__in=ticked(request, "report"))
    rows = list(found.select_related("task", "unit").prefetch_related("task__parties"))
    many(request, Report.flow(), rows, reports.move_many, "reports")
    return redirect(back(request, reverse("delivery:report_list")))


@require_POST
@requires(Verb.REPORT)
@refusals("delivery:task_detail")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open this round's report of one's unit."""
    task = task_or_404(request, pk)
    round_ = rounds.current(task.cadence, clock.today())
    report = reports.open_report(task=task, unit_id=_unit(request, task), round_=round_, user=actor(request))
    return redirect("delivery:report_detail", report.pk)


@require_POST
@requires(Verb.REPORT)
@refusals("delivery:task_detail")
def unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing new: one click."""
    task = task_or_404(request, pk)
    round_ = rounds.current(task.cadence, clock.today())
    reports.submit_unchanged(task=task, unit_id=_unit(request, task), round_=round_, user=actor(request))
    messages.success(request, _("Submitted: no change in %s.") % round_.period.label_zh)
    return redirect(back(request, reverse("delivery:task_detail", args=[pk])))


def _unit(request: HttpRequest, task: Task) -> int:
    """The unit that the form names, or the only one this person reports for; the answering one before others."""
    named = number_in(request, "unit")
    mine = rights.units_of(request.user)
    own = [party for party in task.parties.all() if party.unit_id in mine]
    if named is not None:
        return named
    if not own:
        raise DeliveryError(_("You do not report for this unit on this task."))
    return sorted(own, key=lambda party: not party.answers)[0].unit_id


@require_GET
@requires(*READERS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: a form for its unit while it is a draft, a page to review otherwise."""
    report = report_or_404(request, pk)
    mine = report.unit_id in rights.units_of(request.user)
    template = "delivery/report_edit.html" if mine and report.is_editable else "delivery/report_detail.html"
    return render(request, template, _context(request, report))


def _context(request: HttpRequest, report: Report) -> dict[str, Any]:
    task = report.task
    targets = list(task.plan_task.targets.all())
    figures = list(report.figures.select_related("target"))
    earlier = Report.objects.filter(task=task, unit=report.unit, period_end__lt=report.period_end, state="passed")
    returned = history(report).filter(new="returned").last() if report.state == "returned" else None
    form = ReportForm(initial=ReportForm.initial_of(report, figures), targets=targets)
    return {
        "report": report,
        "task": task,
        "form": form,
        "figure_fields": form.figure_fields(),
        "figures": figures,
        "files": list(report.evidence.all()),
        "last": earlier.order_by("-period_end").first(),
        "returned": returned,
        "choices": available(report, rights.actor(actor(request), task, report=report), GATES),
        "history": history(report),
        "kinds": ",".join(sorted(evidence.TYPES)),
        "minutes": burden.of_form([burden.of_line(len(targets))]).minutes,
        "cadence": load("cadence", task.cadence).label,
        "most_megabytes": evidence.MAX_BYTES // 1024 // 1024,
    }


@require_POST
@requires(Verb.REPORT)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a draft while it is being written; tells when somebody else saved it."""
    report = report_or_404(request, pk)
    form = ReportForm(request.POST, targets=list(report.task.plan_task.targets.all()))
    form.is_valid()
    try:
        kept = reports.save_draft(
            report=report, content=form.content(), revision=number_in(request, "revision") or 0, user=actor(request)
        )
    except (Overtaken, DeliveryError) as error:
        return JsonResponse({"saved": False, "sentence": str(error)}, status=409)
    wrong = {name: " ".join(str(line) for line in lines) for name, lines in form.errors.items() if name != "words"}
    at = timezone.localtime(kept.saved_at).strftime("%H:%M:%S")
    return JsonResponse({"saved": True, "revision": kept.revision, "sentence": _("Saved at %s") % at, "wrong": wrong})


@require_POST
@requires(Verb.REPORT, Verb.REVIEW_IN_UNIT, Verb.REVIEW_AS_LEAD, Verb.REVIEW_AS_OFFICE)
@refusals("delivery:report_detail")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit, pass or return a report. What stands in the form is kept first, so that nothing written is lost."""
    report = report_or_404(request, pk)
    name = request.POST.get("step", "")
    if name == "submit" and "words" in request.POST:
        form = ReportForm(request.POST, targets=list(report.task.plan_task.targets.all()))
        valid = form.is_valid()
        revision = number_in(request, "revision") or 0
        reports.save_draft(report=report, content=form.content(), revision=revision, user=actor(request))
        if not valid:
            return render(
                request,
                "delivery/report_edit.html",
                {**_context(request, report), "form": form, "figure_fields": form.figure_fields()},
            )
    step = Step(name, request.POST.get("reason", ""), seen=request.POST.get("seen", ""))
    row = reports.move(report=report, step=step, user=actor(request))
    messages.success(request, _("Done: %s.") % row.words)
    return redirect(back(request, reverse("delivery:task_detail", args=[report.task_id])))
