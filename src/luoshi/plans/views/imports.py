"""The list of plans; a file comes in, is read, or is given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.jobs.models import Job
from luoshi.plans import rights
from luoshi.plans.errors import PlanError
from luoshi.plans.forms.imports import ImportForm
from luoshi.plans.models import PlanVersion
from luoshi.plans.selectors import published
from luoshi.plans.services import imports
from luoshi.plans.views.common import actor, number_in, own_version, page_of, refused

SILENT_SECONDS = 60


@require_GET
@requires(Verb.READ_PLANS)
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan in force, and to those who import also what is being read or reviewed."""
    text = request.GET.get("text", "").strip()
    may_import = can(request.user, Verb.IMPORT_PLANS)
    found = published.plans(text=text, within=rights.readable_plans(request.user), kept=rights.kept_plans(request.user))
    page = page_of(request, found, 20)
    return render(request, "plans/list.html", {"page": page, "text": text, "may_import": may_import})


@require_http_methods(["GET", "POST"])
@requires(Verb.IMPORT_PLANS)
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a file. The same file again leads to the version that has it."""
    wanted = number_in(request, "plan")
    plan = get_object_or_404(rights.kept_plans(request.user), pk=wanted) if wanted else None
    form = ImportForm(request.POST or None, request.FILES or None, regions=rights.choosable_regions(request.user))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        received = imports.receive(
            file=file, name=file.name, plan=plan, region=form.cleaned_data["region"], actor=actor(request)
        )
        if received.known:
            messages.info(request, _("This file is here already; this is the version that has it."))
        return redirect("plans:progress", received.version.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/import.html", {"form": form, "plan": plan}, status=status)


@require_GET
@requires(Verb.IMPORT_PLANS)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the import is. Polled; when the version is ready, on to the page that shows it."""
    version = own_version(request, pk)
    if version.state == PlanVersion.State.REVIEWING:
        return redirect("plans:review", version.pk)
    if version.is_readable:
        return redirect("plans:detail", version.plan_id)
    template = "plans/_progress.html" if request.headers.get("HX-Request") else "plans/progress.html"
    context = {"version": version, "job": version.job, "stuck": _is_stuck(version.job), "failure": _failure(version)}
    return render(request, template, context)


@require_POST
@requires(Verb.IMPORT_PLANS)
def restart(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file again."""
    version = own_version(request, pk)
    try:
        imports.restart(version_id=version.pk, actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
    return redirect("plans:progress", version.pk)


@require_POST
@requires(Verb.IMPORT_PLANS)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a version that was never published."""
    version = own_version(request, pk)
    try:
        imports.discard(version_id=version.pk, actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:progress", version.pk)
    messages.success(request, _("The version was discarded."))
    return redirect("plans:list")


def _is_stuck(job: Job | None) -> bool:
    """No job, or one whose process has given no sign of life for a while."""
    if job is None:
        return True
    last = job.heartbeat_at or job.created_at
    return not job.finished and (timezone.now() - last).total_seconds() > SILENT_SECONDS


def _failure(version: PlanVersion) -> str:
    return version.failure or (version.job.error if version.job else "")
