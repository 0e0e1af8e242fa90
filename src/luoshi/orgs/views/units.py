"""Units, their names, and two that become one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.orgs import selectors, services
from luoshi.orgs.forms import AliasForm, MergeForm, PostForm, RenameForm, UnitFilter, UnitForm
from luoshi.orgs.models import Unit, UnitAlias
from luoshi.orgs.panels import panels_of
from luoshi.orgs.services import merging
from luoshi.orgs.views.common import MANAGE, PAGE_SIZE, READ, complain, first_error, onto_form, paged, permit


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
    context = {"page": paged(request, found), "form": form, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "orgs/unit_list.html", context)


@require_GET
@permission_required(READ, raise_exception=True)
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: names, posts and people, groups."""
    unit = get_object_or_404(_units(), pk=pk)
    may_manage = request.user.has_perm(MANAGE, unit)
    context = {
        "unit": unit,
        "groups": selectors.groups(unit=unit)[:PAGE_SIZE],
        "posts": selectors.posts_of(unit),
        "without_post": selectors.held_now().filter(unit=unit, post__isnull=True).select_related("person"),
        "alias_form": AliasForm(auto_id="alias_%s"),
        "rename_form": RenameForm(auto_id="rename_%s"),
        "post_form": PostForm(auto_id="post_%s"),
        "merges": selectors.merges_into(unit) if may_manage else (),
        "panels": panels_of(unit, request.user),
        "may_manage": may_manage,
    }
    return render(request, "orgs/unit_detail.html", context)


def _units() -> QuerySet[Unit]:
    return Unit.objects.select_related("region", "parent__region", "merged_into").prefetch_related(
        "aliases", "children"
    )


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    return _edit(request, Unit())


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit; its name is changed on its own page, with a day."""
    unit = get_object_or_404(Unit, pk=pk)
    permit(request, MANAGE, unit)
    return _edit(request, unit)


def _edit(request: HttpRequest, unit: Unit) -> HttpResponse:
    known, title = unit.pk is not None, unit.name
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        permit(request, MANAGE, unit.region)  # a unit of one's own may not be moved to where one's reach ends
        try:
            services.save_unit(unit=unit, actor=request.user)
        except ValidationError as error:
            onto_form(form, error)
        else:
            messages.success(request, _("The unit is saved."))
            return redirect("orgs:unit_detail", pk=unit.pk)
    return render(request, "orgs/unit_form.html", {"form": form, "unit": unit, "known": known, "name": title})


@require_POST
@permission_required(MANAGE, raise_exception=True)
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on; the old one stays known."""
    unit = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    permit(request, MANAGE, unit)
    form = RenameForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("orgs:unit_detail", pk=pk)
    try:
        services.rename_unit(unit=unit, actor=request.user, **form.cleaned_data)
    except ValidationError as error:
        complain(request, error)
    else:
        messages.success(request, _("The unit has its new name; the old one is kept among its other names."))
    return redirect("orgs:unit_detail", pk=pk)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def unit_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a unit into another one."""
    loser = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    permit(request, MANAGE, loser)
    onward = request.POST.get("next") or request.GET.get("next") or ""
    onward = onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()) else ""
    form = MergeForm(request.POST or None, initial={"winner": request.GET.get("into")}, loser=loser)
    if request.method == "POST" and form.is_valid():
        winner = form.cleaned_data["winner"]
        permit(request, MANAGE, winner)
        try:
            entry = merging.merge(loser=loser, winner=winner, actor=request.user)
        except ValidationError as error:
            onto_form(form, error)
        else:
            text = _("The units are one now: %(moved)d entries moved. It can be undone below.")
            messages.success(request, text % {"moved": len(entry.data["moved"])})
            return redirect(onward) if onward else redirect("orgs:unit_detail", pk=winner.pk)
    context = {"form": form, "unit": loser, "counts": selectors.pointing_to(loser), "next": onward}
    return render(request, "orgs/unit_merge.html", context)


@require_POST
@permission_required(MANAGE, raise_exception=True)
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Part two units again; `pk` is the record of their merge."""
    entry = get_object_or_404(selectors.merge_records(), pk=pk)
    permit(request, MANAGE, get_object_or_404(Unit, pk=entry.data["winner"]))
    try:
        unit = merging.undo(entry=entry, actor=request.user)
    except ValidationError as error:
        complain(request, error)
        return redirect("orgs:unit_detail", pk=entry.data["winner"])
    messages.success(request, _("The merge is undone."))
    return redirect("orgs:unit_detail", pk=unit.pk)


@require_POST
@permission_required(MANAGE, raise_exception=True)
def alias_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a unit."""
    unit = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    permit(request, MANAGE, unit)
    form = AliasForm(request.POST)
    try:
        if form.is_valid():
            services.add_alias(unit=unit, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The other name is kept."))
        else:
            messages.error(request, _("Write a name of at most 150 characters."))
    except ValidationError as error:
        complain(request, error)
    return redirect("orgs:unit_detail", pk=pk)


@require_POST
@permission_required(MANAGE, raise_exception=True)
def alias_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget another name."""
    alias = get_object_or_404(UnitAlias.objects.select_related("unit"), pk=pk)
    permit(request, MANAGE, alias.unit)
    services.remove_alias(alias=alias, actor=request.user)
    messages.success(request, _("The other name is forgotten."))
    return redirect("orgs:unit_detail", pk=alias.unit_id)
