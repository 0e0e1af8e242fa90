"""Breaking a task down: its milestones and sub-tasks, and its own pace."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.forms import CurveForm, MilestoneForm
from luoshi.delivery.models import Milestone
from luoshi.delivery.services import curves
from luoshi.delivery.services import tasks as services
from luoshi.delivery.views.common import refusals, task_or_404
from luoshi.flow import clock
from luoshi.plans.views.common import actor


@require_POST
@requires(Verb.ACCEPT_TASKS)
@refusals("delivery:task_detail")
def milestone_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step on the way."""
    task = task_or_404(request, pk)
    form = MilestoneForm(request.POST, task=task)
    if not form.is_valid():
        raise DeliveryError(_("A milestone needs a name, a day and a weight above zero."))
    services.add_milestone(task=task, user=actor(request), **form.cleaned_data)
    return redirect("delivery:task_detail", pk)


@require_POST
@requires(Verb.ACCEPT_TASKS)
def milestone_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a milestone was done today, or that it was not."""
    milestone = get_object_or_404(Milestone, pk=pk)
    milestone.task = task_or_404(request, milestone.task_id)
    try:
        done_on = None if milestone.done_on else clock.today()
        services.finish_milestone(milestone=milestone, done_on=done_on, user=actor(request))
    except DeliveryError as error:
        messages.error(request, str(error))
    return redirect("delivery:task_detail", milestone.task_id)


@require_POST
@requires(Verb.ACCEPT_TASKS, Verb.CLOSE_TASKS)
@refusals("delivery:task_detail")
def curve(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose by which curve the pace of a task is computed."""
    task = task_or_404(request, pk)
    form = CurveForm(request.POST)
    if not form.is_valid():
        raise DeliveryError(" ".join(str(line) for lines in form.errors.values() for line in lines))
    chosen, years = form.cleaned_data["curve"], form.cleaned_data["figures"]
    curves.choose(task=task, curve=chosen, years=years, user=actor(request))
    messages.success(request, _("The pace is set, and the light is judged anew."))
    return redirect("delivery:task_detail", pk)
