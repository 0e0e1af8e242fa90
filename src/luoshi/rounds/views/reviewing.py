"""The reports of a round that wait for one person: passed together, or returned with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.flow import clock
from luoshi.plans.views.common import actor, page_of
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Round
from luoshi.rounds.selectors.overview import own_forms, visible_rounds
from luoshi.rounds.selectors.waiting import waiting_for
from luoshi.rounds.services.reviewing import review

A_PAGE = 50


@require_http_methods(["GET", "POST"])
@requires(Verb.REVIEW_IN_UNIT, Verb.REVIEW_AS_LEAD, Verb.REVIEW_AS_OFFICE)
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, choose, pass or return."""
    round_ = get_object_or_404(Round.objects.select_related("plan"), pk=pk)
    found = waiting_for(request.user, round_)
    whole = visible_rounds(request.user).filter(pk=pk).exists()
    if not whole and not found.exists() and not own_forms(request.user).filter(round=pk).exists():
        raise Http404
    if request.method == "POST":
        return _decide(request, round_)
    page = page_of(request, found, A_PAGE, far=0)
    context = {"round": round_, "page": page, "whole": whole, "today": clock.today()}
    return render(request, "rounds/review.html", context)


def _decide(request: HttpRequest, round_: Round) -> HttpResponse:
    keys = [int(key) for key in request.POST.getlist("report") if key.isdecimal()]
    try:
        outcome = review(
            round_=round_,
            keys=keys,
            word="return" if request.POST.get("word") == "return" else "pass",
            reason=request.POST.get("reason", ""),
            user=actor(request),
        )
    except RoundError as error:
        messages.error(request, str(error))
        return redirect("rounds:review", round_.pk)
    if outcome.done:
        messages.success(request, _("%d reports are done.") % outcome.done)
    for sentence in outcome.refused:
        messages.error(request, sentence)
    if not outcome.done and not outcome.refused:
        messages.info(request, _("These reports were dealt with already."))
    return redirect("rounds:review", round_.pk)
