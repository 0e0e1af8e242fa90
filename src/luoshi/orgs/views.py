"""Units and working groups.

Rights are asked through Django's permission question, since the room of roles lies above this one.
"""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.orgs import selectors, services
from luoshi.orgs.forms import AliasForm, GroupFilter, UnitFilter, UnitForm
from luoshi.orgs.models import Unit, UnitAlias

READ, MANAGE = "read_units", "manage_units"
PAGE_SIZE = 50


@require_GET
@permission_required(READ, raise_exception=True)
def unit_list(request: HttpRequest) -> HttpResponse:
    """All units, by filter."""
    form = UnitFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.units(
        text=wanted.get("q", ""),
        kind=wanted.get("kind", ""),
        region=wanted.get("region"),
        closed=wanted.get("closed", False),
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "orgs/unit_list.html", context)


@require_GET
@permission_required(READ, raise_exception=True)
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: names, people, groups."""
    unit = get_object_or_404(_units(), pk=pk)
    context = {
        "unit": unit,
        "groups": selectors.groups(unit=unit)[:PAGE_SIZE],
        "memberships": unit.memberships.select_related("person", "post"),
        "alias_form": AliasForm(),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "orgs/unit_detail.html", context)


def _units() -> QuerySet[Unit]:
    return Unit.objects.select_related("region", "parent").prefetch_related("aliases", "children")


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    return _edit(request, Unit())


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit."""
    return _edit(request, get_object_or_404(Unit, pk=pk))


def _edit(request: HttpRequest, unit: Unit) -> HttpResponse:
    known = unit.pk is not None
    title = unit.name
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_unit(unit=unit, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The unit is saved."))
            return redirect("orgs:unit_detail", pk=unit.pk)
    return render(request, "orgs/unit_form.html", {"form": form, "unit": unit, "known": known, "name": title})


@require_POST
@permission_required(MANAGE, raise_exception=True)
def alias_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a unit."""
    unit = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    form = AliasForm(request.POST)
    try:
        if form.is_valid():
            services.add_alias(unit=unit, name=form.cleaned_data["name"], actor=request.user)
            messages.success(request, _("The other name is kept."))
        else:
            messages.error(request, _("Write a name of at most 150 characters."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("orgs:unit_detail", pk=pk)


@require_POST
@permission_required(MANAGE, raise_exception=True)
def alias_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget another name."""
    alias = get_object_or_404(UnitAlias.objects.select_related("unit"), pk=pk)
    services.remove_alias(alias=alias, actor=request.user)
    messages.success(request, _("The other name is forgotten."))
    return redirect("orgs:unit_detail", pk=alias.unit_id)


@require_GET
@permission_required(READ, raise_exception=True)
def group_list(request: HttpRequest) -> HttpResponse:
    """All working groups."""
    form = GroupFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(selectors.groups(text=wanted.get("q", "")), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "orgs/group_list.html", {"page": page, "form": form})


@require_GET
@permission_required(READ, raise_exception=True)
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One working group exactly as the plan sets it up."""
    group = get_object_or_404(selectors.group_with_people(pk))
    return render(request, "orgs/group_detail.html", {"group": group})
