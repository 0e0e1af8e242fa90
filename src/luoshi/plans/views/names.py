"""One page for the names of an import that no unit has."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from luoshi.accounts.rights import can, requires
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Region, Unit
from luoshi.plans.errors import PlanError
from luoshi.plans.forms.imports import RegionForm
from luoshi.plans.models import PlanVersion
from luoshi.plans.rights import choosable_regions
from luoshi.plans.services import imports
from luoshi.plans.services import names as services
from luoshi.plans.views.common import actor, own_version

CREATE, OTHER = "new", "other"


@require_http_methods(["GET", "POST"])
@requires(Verb.IMPORT_PLANS)
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for each unknown name which unit it means, or create the unit. Names left alone stay unknown."""
    version = own_version(request, pk)
    if request.method == "POST":
        return _set_region(request, version) if "region" in request.POST else _settle(request, version)
    region = version.plan.region
    context = {
        "version": version, "unknown": services.unknown_names(version), "known": services.known_names(version),
        "units": Unit.objects.filter(region=region).values_list("name", flat=True) if region else (),
        "region": region,
        "region_form": None if imports.binds(version.plan) else _region_form(request, region),
        "may_merge": region is not None and can(request.user, Verb.MANAGE_UNITS, region),
    }  # fmt: skip
    return render(request, "plans/names.html", context)


def _region_form(request: HttpRequest, region: Region | None) -> RegionForm:
    return RegionForm(initial={"region": region}, regions=choosable_regions(request.user))


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
    try:
        done = services.settle(version=version, choices=dict(_choices(request)), actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
        return redirect("plans:names", version.pk)
    if done:
        messages.success(request, ngettext("%d name was settled.", "%d names were settled.", done) % done)
    else:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))
    return redirect("plans:names", version.pk)


def _choices(request: HttpRequest) -> Iterator[tuple[str, services.Choice]]:
    """What was chosen for each name: a unit that was suggested, a new one, or words that were typed."""
    for number, name in enumerate(request.POST.getlist("name"), start=1):
        chosen = request.POST.get(f"choice-{number}", "")
        words = request.POST.get(f"other-{number}", "").strip()
        if name and chosen == CREATE:
            yield name, None
        elif name and chosen == OTHER and words and words != name:
            yield name, words
        elif name and chosen.isascii() and chosen.isdigit() and len(chosen) <= 12:
            yield name, int(chosen)
