"""The administrator's view of what recurs.

Rights are asked through Django's permission question, since the room of roles lies above this one.
"""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.audit.services import record
from luoshi.jobs import periodic
from luoshi.jobs.models import Schedule

MANAGE = "manage_users"
LATE_AFTER_SECONDS = 300


@require_GET
@permission_required(MANAGE, raise_exception=True)
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Each schedule with its last run, its next one, and what went wrong."""
    periodic.ensure()
    now, known = timezone.now(), periodic.entries()
    rows = [(known[row.name], row) for row in Schedule.objects.filter(name__in=list(known)).order_by("name")]
    late = any(periodic.late_by(row, now).total_seconds() > LATE_AFTER_SECONDS for _entry, row in rows)
    return render(request, "jobs/schedule_list.html", {"rows": rows, "late": late, "now": now})


@require_POST
@permission_required(MANAGE, raise_exception=True)
def schedule_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a schedule run now instead of at its next time."""
    schedule = get_object_or_404(Schedule, pk=pk)
    with transaction.atomic():
        periodic.run_soon(schedule=schedule)
        record(action="jobs.run_soon", subject=schedule, actor=request.user)
    messages.success(request, _("It will run within a few seconds."))
    return redirect("jobs:schedule_list")
