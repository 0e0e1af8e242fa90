"""The list of steps, what awaits a decision, the ladder of one task, and urging by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.views.common import task_or_404
from luoshi.flow.errors import FlowError
from luoshi.plans.views.common import actor, page_of
from luoshi.urging import selectors, services
from luoshi.urging.errors import UrgingError
from luoshi.urging.forms import UrgeFilter, UrgeForm
from luoshi.urging.models import Urge

DECIDERS = (Verb.SUPERVISE, Verb.OVERRIDE_LIGHTS)


@require_GET
@requires(Verb.READ_TASKS)
def urge_list(request: HttpRequest) -> HttpResponse:
    """Every step on the tasks this person may read, narrowed by what stands in the address."""
    form = UrgeFilter(request.GET, user=request.user)
    page = page_of(request, selectors.urges(request.user, form.criteria()))
    may_decide = any(can(request.user, verb) for verb in DECIDERS)
    waiting = may_decide and any(urge.state == "proposed" for urge in page.object_list)
    return render(request, "urging/list.html", {"form": form, "page": page, "may_decide": waiting})


@require_POST
@requires(*DECIDERS)
def confirm(request: HttpRequest) -> HttpResponse:
    """Let the ticked proposals go out; what is no longer proposed, or not this person's, is left and said so."""
    wanted = [int(key) for key in request.POST.getlist("urge") if key.isascii() and key.isdigit() and len(key) < 13]
    found = selectors.visible_urges(request.user).select_related("task__group").filter(pk__in=wanted[:200])
    sent = 0
    for urge in found.prefetch_related("task__parties"):
        try:
            services.confirm(urge=urge, user=actor(request), note=request.POST.get("note", "")[:500])
            sent += 1
        except (FlowError, UrgingError) as error:
            messages.error(request, f"{urge.task.title}：{error}")
    if sent:
        words = ngettext("%(count)d step is confirmed and goes out.", "%(count)d steps are confirmed and go out.", sent)
        messages.success(request, words % {"count": sent})
    elif not wanted:
        messages.error(request, _("Tick at least one step first."))
    return redirect("urging:list")


@require_POST
@requires(*DECIDERS)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a proposal rest for now."""
    urge = get_object_or_404(selectors.visible_urges(request.user).select_related("task"), pk=pk)
    try:
        services.decline(urge=urge, reason=request.POST.get("reason", "")[:500], user=actor(request))
        messages.success(request, _("Declined. It is proposed again later if nothing moves."))
    except (FlowError, UrgingError) as error:
        messages.error(request, str(error))
    return redirect("urging:list")


@require_GET
@requires(Verb.READ_TASKS)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The ladder of one task on a page of its own."""
    return render(request, "urging/task.html", _ladder(request, pk))


@require_GET
@requires(Verb.READ_TASKS)
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The ladder of one task, as a card on the task's own page."""
    return render(request, "urging/_ladder.html", _ladder(request, pk))


def _ladder(request: HttpRequest, pk: int) -> dict[str, Any]:
    found, user = task_or_404(request, pk), actor(request)
    steps = services.steps_for(user, found)
    form = UrgeForm(steps=steps) if steps else None
    return {"task": found, "picture": selectors.picture(found, user), "form": form}


@require_POST
@requires(Verb.CLOSE_TASKS, Verb.SUPERVISE, Verb.OVERRIDE_LIGHTS)
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step now, with a reason."""
    found, user = task_or_404(request, pk), actor(request)
    form = UrgeForm(request.POST, steps=services.steps_for(user, found))
    try:
        if not form.is_valid():
            raise UrgingError(_("Choose a step that you may take, and write a reason."))
        urge = services.urge_by_hand(task=found, user=user, **form.cleaned_data)
        messages.success(request, _told(urge))
    except (FlowError, UrgingError) as error:
        messages.error(request, str(error))
    return redirect("delivery:task_detail", pk)


def _told(urge: Urge) -> str:
    if not urge.told:
        return _("It is recorded, but nobody holds a role by which to be told. Ask the administrator.")
    return _("Told: %s.") % "、".join(one["name"] for one in urge.told[:8])
