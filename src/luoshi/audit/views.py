"""The audit record as the auditor reads it, and the story of one thing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.audit import selectors
from luoshi.audit.forms import RecordFilter
from luoshi.audit.services import verify

READ = "read_audit"
PAGE_SIZE = 100


@require_GET
@permission_required(READ, raise_exception=True)
def record_list(request: HttpRequest) -> HttpResponse:
    """Every write, newest first."""
    form = RecordFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.records(
        text=wanted.get("q", ""), action=wanted.get("action", ""), since=wanted.get("since"), until=wanted.get("until")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"page": page, "form": form})


@require_POST
@permission_required(READ, raise_exception=True)
def check(request: HttpRequest) -> HttpResponse:
    """Recompute the whole chain."""
    verdict = verify()
    if verdict.whole:
        messages.success(request, _("The chain is whole: %(count)d records checked.") % {"count": verdict.checked})
    else:
        messages.error(request, _("The chain is broken: %(fault)s.") % {"fault": verdict.fault})
    return redirect("audit:list")


@require_GET
@permission_required(READ, raise_exception=True)
def history(request: HttpRequest, subject_type: str, subject_id: str) -> HttpResponse:
    """The story of one thing, from its first record on."""
    page = Paginator(selectors.of_subject(subject_type, subject_id), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "audit/history.html", {"page": page, "name": f"{subject_type} {subject_id}"})
