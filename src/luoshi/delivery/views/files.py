"""Evidence files: added to a draft, handed out only to those who may read the report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Evidence
from luoshi.delivery.rights import visible_reports
from luoshi.delivery.services import evidence
from luoshi.delivery.views.common import refusals, report_or_404
from luoshi.plans.views.common import actor


@require_POST
@requires(Verb.REPORT)
@refusals("delivery:report_detail")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one or more files into a draft."""
    report = report_or_404(request, pk)
    files = request.FILES.getlist("files")
    if not files:
        raise DeliveryError(_("Choose a file first."))
    for file in files:
        evidence.add(report=report, file=file, name=file.name or "file", user=actor(request))
    if "HX-Request" in request.headers:
        return render(request, "delivery/_evidence.html", {"report": report, "files": report.evidence.all()})
    return redirect("delivery:report_detail", pk)


@require_GET
@requires(Verb.READ_TASKS)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded, always as a download. Files are small (see services.evidence)."""
    found = get_object_or_404(Evidence, pk=pk, report__in=visible_reports(request.user))
    try:
        with found.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        messages.error(request, _("The file is missing from the server's storage; tell the administrator."))
        return redirect("delivery:report_detail", found.report_id)
    disposition = content_disposition_header(True, found.name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=found.media_type, headers=headers)


@require_POST
@requires(Verb.REPORT)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of a draft."""
    found = get_object_or_404(Evidence, pk=pk, report__in=visible_reports(request.user))
    report = found.report
    try:
        evidence.remove(evidence=found, user=actor(request))
    except DeliveryError as error:
        messages.error(request, str(error))
    if "HX-Request" in request.headers:
        return render(request, "delivery/_evidence.html", {"report": report, "files": report.evidence.all()})
    return redirect("delivery:report_detail", report.pk)
