"""Rounds as the office sees them: the list, opening one, how it stands, closing it, reminding."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.flow import clock
from luoshi.flow.selectors import history
from luoshi.flow.services import Step, available
from luoshi.plans.views.common import PER_PAGE, actor, number_in, page_of
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.forms import USUAL, AskForm
from luoshi.rounds.selectors.overview import own_forms, standings, summaries, totals, visible_rounds
from luoshi.rounds.selectors.waiting import waiting_for
from luoshi.rounds.services import opening, reminding, schedules
from luoshi.rounds.views.common import refusals, round_or_404

RECENT = 12  # a year of monthly rounds


@require_GET
@requires(Verb.READ_TASKS)
def index(request: HttpRequest) -> HttpResponse:
    """What is asked of this person's units, and the rounds that this person runs or reads."""
    today = clock.today()
    page = page_of(request, visible_rounds(request.user).select_related("plan").order_by("-period_end", "-pk"), RECENT)
    context = {
        "own": standings(list(own_forms(request.user)[:RECENT]), today),
        "page": page,
        "rounds": [(row.round, cadence(row.round.cadence), row) for row in summaries(list(page))],
        "may_open": can(request.user, Verb.ASSIGN_TASKS),
        "may_set_days": can(request.user, Verb.MANAGE_CALENDAR),
    }
    return render(request, "rounds/index.html", context)


@require_http_methods(["GET", "POST"])
@requires(Verb.ASSIGN_TASKS)
def open_round(request: HttpRequest) -> HttpResponse:
    """Ask: purpose and basis first, with what it costs the units before they are asked."""
    user = actor(request)
    if request.method == "POST":
        form = AskForm(request.POST, user=user)
        if form.is_valid():
            try:
                return _ask(request, form)
            except RoundError as error:
                form.add_error(None, str(error))
    else:
        form = AskForm(request.GET if request.GET else None, user=user, initial={"cadence": USUAL})
    return render(request, "rounds/open.html", {"form": form, **_costs(form, request)})


def _ask(request: HttpRequest, form: AskForm) -> HttpResponse:
    user = actor(request)
    if "schedule" in request.POST:
        schedules.save_schedule(ask=form.ask(), user=user)
        messages.success(request, _("From now on these rounds open by themselves."))
        return redirect("rounds:schedules")
    round_ = opening.open_round(ask=form.ask(), period=form.chosen_period(), due=form.cleaned_data["due"], user=user)
    messages.success(request, _("The round is open and its units are told."))
    return redirect("rounds:detail", round_.pk)


def _costs(form: AskForm, request: HttpRequest) -> dict[str, Any]:
    """The estimate for what is chosen so far; on the first view, for the first plan as a whole."""
    if form.is_bound:
        form.is_valid()
        if request.method == "GET":
            form.errors.clear()
        if not form.cleaned_data.get("plan"):
            return {}
        ask = form.ask()
    else:
        plan = form.fields["plan"].queryset.first()  # type: ignore[attr-defined]  # a ModelChoiceField
        if plan is None:
            return {}
        ask = opening.Ask(plan=plan, cadence=form.rule.id, purpose="", basis="")
    return {"estimate": opening.estimate(ask, actor(request)), "rule": form.rule}


@require_GET
@requires(Verb.READ_TASKS)
def owed(request: HttpRequest) -> HttpResponse:
    """The forms that this person's units still owe: a piece of the desk."""
    found = standings(list(own_forms(request.user)[:RECENT]), clock.today())
    return render(request, "rounds/_owed.html", {"owed": [row for row in found if row.stage in {"open", "returned"}]})


@require_GET
@requires(Verb.READ_TASKS)
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a notice leads: to one's own form of a round, or to the round as a whole."""
    own = own_forms(request.user).filter(round=pk).first()
    return redirect("rounds:form", own.pk) if own else redirect("rounds:detail", pk)


@require_GET
@requires(Verb.READ_ALL_TASKS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How a round stands."""
    round_ = round_or_404(request, pk)
    rows = standings(list(round_.forms.select_related("unit")), clock.today())
    wanted = request.GET.get("stage", "")
    shown = [row for row in rows if not wanted or row.stage == wanted or (wanted == "late" and row.is_late)]
    user = actor(request)
    context = {
        "round": round_,
        "cadence": cadence(round_.cadence),
        "totals": totals(rows),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "stage": wanted,
        "choices": available(round_, opening.actor(user, round_), {}),
        "may_run": can(user, Verb.ASSIGN_TASKS, round_),
        "waiting": waiting_for(user, round_).count(),
        "history": history(round_),
    }
    return render(request, "rounds/detail.html", context)


@require_POST
@requires(Verb.ASSIGN_TASKS)
@refusals("rounds:detail")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Close, reopen or withdraw a round."""
    step = Step(request.POST.get("step", ""), request.POST.get("reason", ""), seen=request.POST.get("seen", ""))
    row = opening.move(round_=round_or_404(request, pk), step=step, user=actor(request))
    messages.success(request, _("Done: %s.") % row.words)
    return redirect("rounds:detail", pk)


@require_POST
@requires(Verb.ASSIGN_TASKS)
@refusals("rounds:detail")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one unit, or every unit that has not handed in."""
    round_ = round_or_404(request, pk)
    forms = round_.forms.select_related("unit", "round")
    one = number_in(request, "form")
    count = reminding.remind(round_=round_, forms=list(forms.filter(pk=one) if one else forms), user=actor(request))
    if count:
        messages.success(request, _("%d units are reminded in their inbox, once a day at most.") % count)
    else:
        messages.info(request, _("Nobody needs to be reminded: everything is handed in."))
    return redirect("rounds:detail", pk)
