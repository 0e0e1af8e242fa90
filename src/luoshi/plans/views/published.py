"""The published plan: its outline, its lists, its findings, and the sentence behind everything."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import require, requires
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Unit
from luoshi.plans.errors import PlanError
from luoshi.plans.forms.filters import FindingFilter, TargetFilter, TaskFilter
from luoshi.plans.models import Finding, Plan, PlanVersion
from luoshi.plans.rights import may
from luoshi.plans.selectors import findings as found
from luoshi.plans.selectors import published
from luoshi.plans.services import findings as finding_services
from luoshi.plans.views.common import actor, number_in, own_version, page_of, readable_version, reads, refused


@require_GET
@requires(Verb.READ_PLANS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan: the version in force, its outline with counts, and its other versions."""
    plan = get_object_or_404(Plan.objects.select_related("region"), pk=pk)
    may_import = may(request.user, Verb.IMPORT_PLANS, plan)
    if not may_import and not reads(request, plan):
        raise Http404(pk)
    version = published.version_in_force(plan)
    versions = plan.versions.select_related("published_by").order_by("-number")
    if not may_import:
        versions = versions.filter(state__in=published.BINDING)
    if not versions:
        return redirect("plans:list")
    context = {
        "plan": plan, "version": version, "versions": versions, "may_import": may_import,
        "outline": published.outline_of(version) if version else [],
    }  # fmt: skip
    return render(request, "plans/detail.html", context)


@require_GET
@requires(Verb.READ_PLANS)
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks of a version, filtered by words, part, unit and role."""
    version = readable_version(request, pk)
    form = TaskFilter(request.GET, version=version)
    page = page_of(request, published.tasks(version, **form.criteria()))
    return render(request, "plans/task_list.html", {"version": version, "form": form, "page": page})


@require_GET
@requires(Verb.READ_PLANS)
def target_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets and indicators of a version."""
    version = readable_version(request, pk)
    form = TargetFilter(request.GET, version=version)
    page = page_of(request, published.targets(version, **form.criteria()))
    context = {"version": version, "form": form, "page": page, "indicators": published.indicators(version)}
    return render(request, "plans/target_list.html", context)


@require_GET
@requires(Verb.READ_PLANS)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The source text, with the stretch from `start` to `end` pointed out in its context."""
    version = readable_version(request, pk)
    start, end = number_in(request, "start") or 0, number_in(request, "end") or 0
    page = published.source_page(version, start=start, end=end, number=number_in(request, "sheet") or 0)
    template = "plans/_source_text.html" if request.GET.get("inline") else "plans/source.html"
    return render(request, template, {"version": version, "source": page})


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """The original file, byte for byte."""
    require(request.user, Verb.READ_PLANS)
    version = readable_version(request, pk)
    if not version.source.storage.exists(version.source.name or ""):
        messages.error(request, _("The original file is missing from the server's storage; its text is kept."))
        return redirect("plans:detail", version.plan_id)
    response = StreamingHttpResponse(_bytes_of(version), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, version.name) or "attachment"
    response["Content-Length"] = str(version.size)
    return response


def _bytes_of(version: PlanVersion) -> Iterator[bytes]:
    """Opened only when somebody takes the first piece, so that an abandoned answer leaves no file open."""
    with version.source.open("rb") as file:
        yield from file.chunks()


@require_GET
@requires(Verb.READ_PLANS)
def finding_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What the checker found in a version."""
    version = readable_version(request, pk)
    tally = found.tally(version)
    form = FindingFilter(request.GET, version=version, rules=tally.rules)
    page = page_of(request, found.findings(version, **form.criteria()))
    context = {
        "version": version,
        "form": form,
        "tally": tally,
        "page": page,
        "may_accept": may(request.user, Verb.IMPORT_PLANS, version.plan),
    }
    return render(request, "plans/finding_list.html", context)


@require_POST
@requires(Verb.IMPORT_PLANS)
def finding_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a finding with a reason, or take the acceptance back."""
    finding = get_object_or_404(Finding, pk=pk)
    own_version(request, finding.version_id)
    try:
        if request.POST.get("action") == "reopen":
            finding_services.reopen(finding_id=pk, actor=actor(request))
        else:
            finding_services.accept(finding_id=pk, reason=request.POST.get("reason", ""), actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:finding_list", finding.version_id)
    return redirect("plans:finding_list", finding.version_id)


@require_GET
@requires(Verb.IMPORT_PLANS)
def unit_options(request: HttpRequest) -> HttpResponse:
    """Names of units that contain what was typed, for completing a field."""
    typed = request.GET.get("q", "").strip()[:60]
    found = Unit.objects.filter(name__icontains=typed) if typed else Unit.objects.none()
    return render(request, "plans/_unit_options.html", {"units": found[:8]})
