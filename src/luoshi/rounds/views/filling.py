"""A unit's form: shown, saved line by line as it is written, handed in."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.models import Evidence, Report
from luoshi.delivery.rights import units_of, visible_reports
from luoshi.delivery.services import evidence
from luoshi.flow import clock
from luoshi.flow.selectors import histories
from luoshi.plans.views.common import actor, page_of
from luoshi.rounds.errors import Conflict, Incomplete
from luoshi.rounds.forms import BookForm, LineForm, is_untouched, plain, prefix_of
from luoshi.rounds.models import Form, Line
from luoshi.rounds.selectors.answers import Answer, answers, lines_of
from luoshi.rounds.selectors.overview import standings
from luoshi.rounds.services import answering, submitting
from luoshi.rounds.services.submitting import Written
from luoshi.rounds.views.common import form_or_404, own_form_or_404, own_line_or_404, refusals

LINES_A_PAGE = 20


@dataclass(slots=True)
class Row:
    """A line as the page shows it: its answer, its fields, and what somebody else has stored meanwhile."""

    answer: Answer
    form: LineForm
    number: int = 0
    theirs: Report | None = None
    why: str = ""

    @property
    def line(self) -> Line:
        return self.answer.line

    @property
    def figures(self) -> list[Any]:
        """Each target with its field, its last value, and where a known value comes from."""
        last = {figure.target_id: figure.value for figure in self.answer.last.figures.all()} if self.answer.last else {}
        return [
            (target, bound, plain(last.get(target.pk)), self.answer.known.get(target.pk))
            for target, bound in self.form.figure_fields()
        ]


@require_GET
@requires(Verb.READ_TASKS)
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: to be filled by its unit, to be read by offices."""
    return _page(request, form_or_404(request, pk))


def _page(
    request: HttpRequest, form: Form, *, written: bool = False, missing: set[int] | None = None, status: int = 200
) -> HttpResponse:
    own = form.unit_id in units_of(request.user)
    standing = standings([form], clock.today())[0]
    page = page_of(request, lines_of(form), LINES_A_PAGE, known=standing.lines)
    found = answers(form, list(page), knowing=own)
    context = {
        "form": form,
        "round": form.round,
        "page": page,
        "rows": _rows(found, page.start_index(), request.POST if written else None),
        "standing": standing,
        "own": own,
        "may_review": can(request.user, Verb.REVIEW_IN_UNIT, form),
        "readable": set() if own else _readable(request, found),
        "missing": missing or set(),
        "first_missing_page": _page_of(form, missing) if missing else 1,
        "editable": own and form.round.takes_answers and any(answer.is_editable for answer in found),
        "book_form": BookForm(),
        "kinds": ",".join(sorted(evidence.TYPES)),
    }
    return render(request, "rounds/form.html", context, status=status)


def _page_of(form: Form, missing: set[int]) -> int:
    keys = list(lines_of(form).values_list("pk", flat=True))
    return min(keys.index(key) for key in missing if key in keys) // LINES_A_PAGE + 1


def _rows(found: list[Answer], first: int, data: Any) -> list[Row]:
    rows = []
    reasons = _reasons(found)
    for number, answer in enumerate(found, first):
        line_form = LineForm(data, answer=answer)
        theirs = None
        if data is not None and answer.report is not None and line_form.revision() != answer.revision:
            theirs = answer.report
        rows.append(Row(answer, line_form, number, theirs, reasons.get(answer.line.pk, "")))
    return rows


def _reasons(found: list[Answer]) -> dict[int, str]:
    """Why a returned line came back."""
    returned = {
        answer.report.pk: answer.line.pk for answer in found if answer.report and answer.report.state == "returned"
    }
    if not returned:
        return {}
    steps = histories(Report, returned).filter(new="returned")
    return {returned[step.subject_id]: f"{step.actor_name}: {step.reason}" for step in steps}


def _readable(request: HttpRequest, found: list[Answer]) -> set[int]:
    """The reports on this page that an office may read: never a draft."""
    keys = [answer.report.pk for answer in found if answer.report]
    return set(visible_reports(request.user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _written(request: HttpRequest, form: Form) -> dict[int, Written]:
    """What was changed on the page that was sent. Lines whose fields were not sent are not touched."""
    keys = {
        int(key)
        for name in request.POST
        if name.endswith("-revision") and (key := name.removeprefix("l").removesuffix("-revision")).isdecimal()
    }
    found = answers(form, list(lines_of(form).filter(pk__in=keys)))
    written = {}
    for answer in found:
        if is_untouched(request.POST, answer):
            continue
        line_form = LineForm(request.POST, answer=answer)
        line_form.is_valid()
        written[answer.line.pk] = Written(line_form.content(), line_form.revision())
    return written


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:form")
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands on the page, then hand the form in."""
    form = own_form_or_404(request, pk)
    user = actor(request)
    try:
        submitting.keep(form=form, written=_written(request, form), user=user)
        done = submitting.submit(form=form, user=user, partly="partly" in request.POST)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return _page(request, form, written=True, status=409)
    except Incomplete as error:
        messages.error(request, str(error))
        return _page(request, form, missing={line.pk for line in error.lines}, status=422)
    if not done.lines:
        messages.info(request, _("There was nothing left to submit."))
    elif done.open:
        messages.success(
            request,
            _("%(done)d lines are submitted, %(open)d are still open.") % {"done": done.lines, "open": done.open},
        )
    else:
        messages.success(request, _("The form is submitted."))
    return redirect("rounds:form", pk)


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:form")
def unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer everything that is still open with “no change”; what was written is kept."""
    form = own_form_or_404(request, pk)
    user = actor(request)
    try:
        submitting.keep(form=form, written=_written(request, form), user=user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return _page(request, form, written=True, status=409)
    count = answering.no_change_all(form=form, user=user)
    messages.success(request, _("“No change” is noted for %d lines. Submit the form when you are ready.") % count)
    return redirect(f"{reverse('rounds:form', args=[pk])}#bar")


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:line")
def line_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one line while it is being written; tells when somebody else saved it, with both texts."""
    line = own_line_or_404(request, pk)
    answer = answers(line.form, [line])[0]
    line_form = LineForm(request.POST, answer=answer)
    line_form.is_valid()
    context: dict[str, Any] = {"line": line, "prefix": prefix_of(pk), "wrong": line_form.errors}
    try:
        kept = answering.save_line(
            line=line, content=line_form.content(), revision=line_form.revision(), user=actor(request)
        )
    except Conflict as conflict:
        context |= {"sentence": str(conflict), "theirs": conflict.theirs, "revision": line_form.revision()}
        context["mine"] = line_form.content()
        return render(request, "rounds/_conflict.html", context)
    return render(request, "rounds/_saved.html", {**context, "report": kept, "revision": kept.revision})


@require_GET
@requires(Verb.REPORT)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line as it is stored now."""
    found = own_line_or_404(request, pk)
    if "HX-Request" not in request.headers:
        return redirect(f"{reverse('rounds:form', args=[found.form_id])}#line-{pk}")
    return _one(request, found)


def _one(request: HttpRequest, line: Line) -> HttpResponse:
    answer = answers(line.form, [line])[0]
    number = line.form.lines.filter(order__lt=line.order).count() + 1
    context = {
        "row": _rows([answer], number, None)[0],
        "form": line.form,
        "round": line.form.round,
        "own": True,
        "kinds": ",".join(sorted(evidence.TYPES)),
    }
    return render(request, "rounds/_line.html", context)


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:line")
def line_unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """“No change” for one line: one click."""
    line = own_line_or_404(request, pk)
    answering.no_change(line=line, user=actor(request))
    if "HX-Request" in request.headers:
        return _one(request, line)
    return redirect(f"{reverse('rounds:form', args=[line.form_id])}#line-{pk}")


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:line")
def evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Files for one line. Optional, like everywhere."""
    line = own_line_or_404(request, pk)
    report = answering.draft(line, actor(request))
    for file in request.FILES.getlist("files"):
        evidence.add(report=report, file=file, name=file.name or "file", user=actor(request))
    return _files(request, line, report)


@require_POST
@requires(Verb.REPORT)
@refusals("rounds:line")
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of a line that is still a draft."""
    line = own_line_or_404(request, pk)
    report = answering.draft(line, actor(request))
    given = request.POST.get("file", "")
    found = get_object_or_404(Evidence, pk=int(given) if given.isdecimal() else 0, report=report)
    evidence.remove(evidence=found, user=actor(request))
    return _files(request, line, report)


def _files(request: HttpRequest, line: Line, report: Report) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return redirect("rounds:line", line.pk)
    context = {"line": line, "report": report, "files": report.evidence.all()}
    return render(request, "rounds/_files.html", context)
