"""What several pages need: a form or round within sight, refusals in one sentence."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.rights import units_of
from luoshi.flow.errors import FlowError
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Line, Round
from luoshi.rounds.selectors.overview import visible_forms, visible_rounds

View = Callable[[HttpRequest, int], HttpResponse]


def round_or_404(request: HttpRequest, pk: int) -> Round:
    """A round this person may look into as a whole."""
    return get_object_or_404(visible_rounds(request.user).select_related("plan", "group", "opened_by"), pk=pk)


def form_or_404(request: HttpRequest, pk: int) -> Form:
    """A form this person may open."""
    return get_object_or_404(visible_forms(request.user).select_related("round__plan", "unit"), pk=pk)


def own_form_or_404(request: HttpRequest, pk: int) -> Form:
    """A form of the person's own units; another unit's does not exist for them."""
    mine = Form.objects.filter(unit__in=units_of(request.user)).select_related("round__plan", "unit")
    return get_object_or_404(mine, pk=pk)


def own_line_or_404(request: HttpRequest, pk: int) -> Line:
    """A line of a form of the person's own units."""
    mine = Line.objects.filter(form__unit__in=units_of(request.user))
    return get_object_or_404(mine.select_related("form__round__plan", "form__unit", "task__plan_task"), pk=pk)


def refusals(address: str) -> Callable[[View], View]:
    """What the room refuses goes back to a page with the same key, or to htmx, as one sentence."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            try:
                return view(request, pk)
            except (FlowError, DeliveryError, RoundError) as error:
                if "HX-Request" in request.headers:
                    return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
                messages.error(request, str(error))
                return redirect(address, pk)

        return guarded

    return guard
