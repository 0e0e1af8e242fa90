"""How one target of a task is measured, on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.forms import PaceForm
from luoshi.delivery.models import TargetPace, Task
from luoshi.delivery.selectors.targets import newest_figure
from luoshi.delivery.services import paces
from luoshi.delivery.services.paces import Measure
from luoshi.delivery.views.common import task_or_404
from luoshi.plans.models import Target
from luoshi.plans.views.common import actor
from luoshi.progress.targets import kind_of


@require_http_methods(["GET", "POST"])
@requires(Verb.ACCEPT_TASKS, Verb.CLOSE_TASKS)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a target is measured, or that it no longer counts in the light."""
    target = get_object_or_404(Target.objects.select_related("previous", "pace"), pk=pk, value__isnull=False)
    task = _task_of(request, target)
    own = getattr(target, "pace", None)
    form = PaceForm(request.POST or None, initial=_initial(target, own))
    if request.method == "POST":
        try:
            if request.POST.get("forget"):
                paces.forget(task=task, target=target, user=actor(request))
                messages.success(request, _("The target no longer counts in the light."))
                return redirect("delivery:task_detail", task.pk)
            if form.is_valid():
                paces.choose(task=task, target=target, measure=Measure(**form.cleaned_data), user=actor(request))
                messages.success(request, _("The target is measured, and the light is judged anew."))
                return redirect(f"{reverse('delivery:task_detail', args=[task.pk])}#targets")
        except DeliveryError as error:
            form.add_error(None, str(error))
    context = {"task": task, "target": target, "own": own, "form": form, "newest": newest_figure(target)}
    return render(request, "delivery/target_pace.html", context)


def _task_of(request: HttpRequest, target: Target) -> Task:
    """The running task, if this person may measure its targets; for others it does not exist."""
    running = get_object_or_404(Task, plan_task=target.task_id)
    task = task_or_404(request, running.pk)
    if not rights.actor(actor(request), task).roles & {"lead", "office"}:
        raise Http404(target.pk)
    return task


def _initial(target: Target, own: TargetPace | None) -> dict[str, object]:
    if own is None:
        return {"kind": kind_of(target.comparator, target.basis)}
    lines = "\n".join(" ".join(year) for year in own.figures)
    baseline = None if own.baseline is None else own.baseline.normalize()
    return {"kind": own.kind, "baseline": baseline, "curve": own.curve, "years": lines}
