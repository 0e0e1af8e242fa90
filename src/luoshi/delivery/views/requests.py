"""Requests for another date, and lights set by a leader."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.forms import ExtensionForm, OverrideForm
from luoshi.delivery.models import Extension
from luoshi.delivery.services import lights, requests
from luoshi.delivery.views.common import back, refusals, task_or_404
from luoshi.flow.errors import FlowError
from luoshi.flow.services import Step
from luoshi.plans.views.common import actor


@require_POST
@requires(Verb.ACCEPT_TASKS)
@refusals("delivery:task_detail")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """File a request before the due date."""
    task = task_or_404(request, pk)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        raise DeliveryError(_("A request needs a reason, and a date or what is to be changed."))
    requests.ask(task=task, user=actor(request), **form.cleaned_data)
    messages.success(request, _("The request is filed. Until it is decided, everything holds as it is."))
    return redirect("delivery:task_detail", pk)


@require_POST
@requires(Verb.GRANT_EXTENSIONS, Verb.SUPERVISE, Verb.ACCEPT_TASKS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant with a date, refuse with a reason, or withdraw."""
    found = get_object_or_404(Extension, pk=pk)
    found.task = task_or_404(request, found.task_id)
    data = {"due": request.POST.get("due", "")}
    step = Step(request.POST.get("step", ""), request.POST.get("reason", ""), data, request.POST.get("seen", ""))
    try:
        row = requests.decide(request=found, step=step, user=actor(request))
        messages.success(request, _("Done: %s.") % row.words)
    except ValueError:
        messages.error(request, _("That is not a date; choose one in the calendar."))
    except (FlowError, DeliveryError) as error:
        messages.error(request, str(error))
    return redirect(back(request, reverse("delivery:task_detail", args=[found.task_id])))


@require_POST
@requires(Verb.OVERRIDE_LIGHTS)
@refusals("delivery:task_detail")
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader's own light, with a reason and an end."""
    task = task_or_404(request, pk)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        raise DeliveryError(_("A light set by hand needs a reason and a day, not in the past, on which it ends."))
    lights.override(task=task, user=actor(request), **form.cleaned_data)
    messages.success(request, _("The light is set. The rule's own colour stays visible beside it."))
    return redirect("delivery:task_detail", pk)
