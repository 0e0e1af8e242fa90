"""What several pages need: a task or report within sight, refusals in one sentence."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from luoshi.delivery import gates
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Milestone, Report, Task, TaskParty
from luoshi.delivery.rights import visible_reports, visible_tasks
from luoshi.flow.errors import FlowError

View = Callable[[HttpRequest, int], HttpResponse]


def task_or_404(request: HttpRequest, pk: int, *, waiting: bool = False) -> Task:
    """A task this person may read; another unit's task does not exist for them.

    With `waiting` it is read along what still waits for it, which gates then need not ask: to be shown, not acted upon.
    """
    found = visible_tasks(request.user).select_related("plan_task__version", "part", "group")
    if waiting:
        found = found.annotate(**{name: Exists(rows) for name, rows in gates.waiting(OuterRef("pk")).items()})
    parties = Prefetch("parties", queryset=TaskParty.objects.select_related("unit"))
    milestones = Prefetch("milestones", queryset=Milestone.objects.select_related("unit"))
    return get_object_or_404(found.prefetch_related(parties, milestones), pk=pk)


def report_or_404(request: HttpRequest, pk: int) -> Report:
    """A report this person may read; another unit's draft does not exist for them."""
    found = visible_reports(request.user).select_related("task__plan_task__version", "task__part", "unit", "author")
    return get_object_or_404(found.prefetch_related("task__parties__unit", "task__milestones"), pk=pk)


def refusals(address: str) -> Callable[[View], View]:
    """What the desk refuses goes back to a page, as one sentence; `address` is the name of a page with the same key."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            try:
                return view(request, pk)
            except (FlowError, DeliveryError) as error:
                if "HX-Request" in request.headers:
                    return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
                messages.error(request, str(error))
                return redirect(back(request, reverse(address, args=[pk])))

        return guarded

    return guard


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of the desk that the form came from, if it names one."""
    target = request.POST.get("next", "")
    return target if target.startswith(reverse("delivery:desk")) and "//" not in target else otherwise
