"""The tree of regions."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.orgs import selectors, services
from luoshi.orgs.forms import EndForm, RegionFilter, RegionForm
from luoshi.orgs.models import Region
from luoshi.orgs.views.common import MANAGE, READ, complain, onto_form, paged, permit


@require_GET
@permission_required(READ, raise_exception=True)
def region_list(request: HttpRequest) -> HttpResponse:
    """All areas as a tree."""
    form = RegionFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    tree = selectors.region_tree(text=wanted.get("q", ""), ended=wanted.get("ended", False))
    page = paged(request, tree)
    selectors.count_units([branch.region for branch in page.object_list])
    context = {"page": page, "form": form, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "orgs/region_list.html", context)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def region_new(request: HttpRequest) -> HttpResponse:
    """A new area."""
    return _edit(request, Region())


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def region_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an area, or let it end."""
    region = get_object_or_404(Region, pk=pk)
    permit(request, MANAGE, region)
    return _edit(request, region)


def _edit(request: HttpRequest, region: Region) -> HttpResponse:
    known, title = region.pk is not None, region.name
    form = RegionForm(request.POST or None, instance=region)
    if request.method == "POST" and form.is_valid():
        permit(request, MANAGE, region)
        try:
            services.save_region(region=region, actor=request.user)
        except ValidationError as error:
            onto_form(form, error)
        else:
            messages.success(request, _("The region is saved."))
            return redirect("orgs:region_list")
    context = {
        "form": form,
        "region": region,
        "known": known,
        "name": title,
        "end_form": EndForm() if known and region.valid_to is None else None,
        "former": region.former_codes.all() if known else (),
    }
    return render(request, "orgs/region_form.html", context)


@require_POST
@permission_required(MANAGE, raise_exception=True)
def region_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The area exists no longer."""
    region = get_object_or_404(Region, pk=pk)
    permit(request, MANAGE, region)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the last day."))
        return redirect("orgs:region_edit", pk=pk)
    try:
        services.end_region(region=region, last_day=form.cleaned_data["last_day"], actor=request.user)
    except ValidationError as error:
        complain(request, error)
        return redirect("orgs:region_edit", pk=pk)
    messages.success(request, _("The region has ended; its code stays taken."))
    return redirect("orgs:region_list")
