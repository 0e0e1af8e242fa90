"""Schedules of rounds, and the days of the calendar."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import can, reach, requires
from luoshi.accounts.roles import Verb
from luoshi.core.calendar import published_until
from luoshi.plans.views.common import actor, page_of
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.forms import DaysForm
from luoshi.rounds.models import CalendarDay, Schedule
from luoshi.rounds.services import days as days_services
from luoshi.rounds.services import schedules as schedule_services


@require_GET
@requires(Verb.ASSIGN_TASKS)
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Which rounds open by themselves, and when next."""
    page = page_of(request, Schedule.objects.select_related("plan", "group").order_by("plan", "cadence", "pk"))
    rows = [(one, cadence(one.cadence), can(request.user, Verb.ASSIGN_TASKS, one)) for one in page]
    return render(request, "rounds/schedules.html", {"page": page, "rows": rows})


@require_POST
@requires(Verb.ASSIGN_TASKS)
def schedule_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a schedule, or let it go on."""
    schedule = get_object_or_404(Schedule, pk=pk)
    try:
        schedule_services.rest(schedule=schedule, resting="rest" in request.POST, user=actor(request))
        messages.success(request, _("The schedule is changed."))
    except RoundError as error:
        messages.error(request, str(error))
    return redirect("rounds:schedules")


@require_http_methods(["GET", "POST"])
@requires(Verb.MANAGE_CALENDAR)
def day_list(request: HttpRequest) -> HttpResponse:
    """The days that the office has added, and a form to add more."""
    _permit_calendar(request)
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            count = days_services.set_days(
                first=given["first"],
                last=given["last"] or given["first"],
                worked=given["worked"] == "worked",
                name=given["name"],
                user=actor(request),
            )
            messages.success(request, _("%d days are set. Dates that are still to come reckon with them.") % count)
            return redirect("rounds:days")
        except RoundError as error:
            form.add_error(None, str(error))
    page = page_of(request, CalendarDay.objects.order_by("-day"))
    return render(request, "rounds/days.html", {"form": form, "page": page, "published": published_until()})


@require_POST
@requires(Verb.MANAGE_CALENDAR)
def day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the published calendar count again for a day."""
    _permit_calendar(request)
    day = get_object_or_404(CalendarDay, pk=pk)
    days_services.remove_day(day=day, user=actor(request))
    messages.success(request, _("The day is removed."))
    return redirect("rounds:days")


def _permit_calendar(request: HttpRequest) -> None:
    """All regions reckon with the one calendar: who answers for a single region does not change it."""
    if not reach(request.user, Verb.MANAGE_CALENDAR).everything:
        raise PermissionDenied(Verb.MANAGE_CALENDAR)
