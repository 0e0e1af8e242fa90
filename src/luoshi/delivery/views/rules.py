"""Light rules: which judge now, what another would say, and from when another one judges."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.rights import reach, requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.forms import AdoptForm, RuleForm
from luoshi.delivery.models import RuleUse
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors.whatif import compare
from luoshi.delivery.services import rules as services
from luoshi.flow import clock
from luoshi.packs.lights import light_rule
from luoshi.plans.views.common import actor


@require_GET
@requires(Verb.READ_ALL_TASKS)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in use; with one chosen, what it would say today."""
    form = RuleForm(request.GET or None, user=request.user)
    context = {
        "form": form,
        "uses": RuleUse.objects.select_related("part", "by"),
        "today": clock.today(),
        "may_adopt": reach(request.user, Verb.CLOSE_TASKS).everything,
    }
    if form.is_bound and form.is_valid():
        rule, part = light_rule(form.cleaned_data["rule"]), form.cleaned_data["part"]
        found = visible_tasks(request.user)
        context |= {
            "rule": rule,
            "comparison": compare(found.filter(part=part) if part else found, rule),
            "adopt_form": AdoptForm(
                initial={"rule": rule.id, "part": part, "starts": clock.today()}, user=request.user
            ),
        }
    return render(request, "delivery/rules.html", context)


@require_POST
@requires(Verb.CLOSE_TASKS)
def adopt(request: HttpRequest) -> HttpResponse:
    """Let a rule judge from a day on."""
    form = AdoptForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("A rule needs a day from which it judges, and a reason."))
        return redirect("delivery:rules")
    try:
        services.adopt(user=actor(request), **form.cleaned_data)
        messages.success(
            request, _("The rule is adopted. Lights follow when they are next judged, at midnight at the latest.")
        )
    except DeliveryError as error:
        messages.error(request, str(error))
    return redirect("delivery:rules")
