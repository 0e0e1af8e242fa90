"""One page for the names of an import that no unit has."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Unit
from luoshi.plans.errors import PlanError
from luoshi.plans.forms.imports import RegionForm
from luoshi.plans.models import PlanVersion
from luoshi.plans.rights import choosable_regions
from luoshi.plans.services import imports
from luoshi.plans.services import names as services
from luoshi.plans.views.common import actor, own_version

CREATE = "new"


@require_http_methods(["GET", "POST"])
@requires(Verb.IMPORT_PLANS)
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for each unknown name which unit it means, or create the unit. Names left alone stay unknown."""
    version = own_version(request, pk)
    if request.method == "POST":
        return _set_region(request, version) if "region" in request.POST else _settle(request, version)
    region = version.plan.region
    context = {
        "version": version, "unknown": services.unknown_names(version), "create": CREATE,
        "units": list(Unit.objects.filter(region=region).values_list("pk", "name")) if region else [],
        "region_form": RegionForm(regions=choosable_regions(request.user)) if region is None else None,
    }  # fmt: skip
    return render(request, "plans/names.html", context)


def _set_region(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    form = RegionForm(request.POST, regions=choosable_regions(request.user))
    if not form.is_valid():
        messages.error(request, _("Choose a region."))
        return redirect("plans:names", version.pk)
    try:
        imports.set_region(plan=version.plan, region=form.cleaned_data["region"], actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
    return redirect("plans:names", version.pk)


def _settle(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    decided = zip(request.POST.getlist("name"), request.POST.getlist("unit"), strict=False)
    choices = {name: None if unit == CREATE else int(unit) for name, unit in decided if _is_choice(name, unit)}
    try:
        with transaction.atomic():
            done = services.settle(version=version, choices=choices, actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
        return redirect("plans:names", version.pk)
    if done:
        messages.success(request, ngettext("%d name was settled.", "%d names were settled.", done) % done)
    else:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))
    return redirect("plans:names", version.pk)


def _is_choice(name: str, unit: str) -> bool:
    return bool(name) and (unit == CREATE or (unit.isascii() and unit.isdigit() and len(unit) <= 12))
