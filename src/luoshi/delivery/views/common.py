"""What several pages need: a task or report within sight, refusals in one sentence."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Report, Task
from luoshi.delivery.rights import visible_reports, visible_tasks
from luoshi.flow.errors import FlowError

View = Callable[[HttpRequest, int], HttpResponse]


def task_or_404(request: HttpRequest, pk: int) -> Task:
    """A task this person may read; another unit's task does not exist for them."""
    found = visible_tasks(request.user).select_related("plan_task__version", "part", "group")
    return get_object_or_404(found.prefetch_related("parties__unit", "milestones__unit"), pk=pk)


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
