"""People and the posts of a unit. Who is appointed to them is decided one room higher, where their roles are."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.orgs import selectors, services
from luoshi.orgs.forms import PersonFilter, PersonForm, PostForm
from luoshi.orgs.models import Person, Post, Unit
from luoshi.orgs.views.common import MANAGE, complain, first_error, onto_form, paged, permit, units_within


@require_GET
@permission_required(MANAGE, raise_exception=True)
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a post."""
    form = PersonFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    units = units_within(request, MANAGE)
    found = selectors.people(text=wanted.get("q", ""), former=wanted.get("former", False), units=units)
    return render(request, "orgs/person_list.html", {"page": paged(request, found), "form": form})


@require_GET
@permission_required(MANAGE, raise_exception=True)
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the account, the posts held now and before."""
    person = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    _permit(request, person)
    memberships = person.memberships.select_related("unit__region", "post")
    context = {"person": person, "memberships": memberships, "account": getattr(person, "user", None)}
    return render(request, "orgs/person_detail.html", context)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def person_new(request: HttpRequest) -> HttpResponse:
    """A new person."""
    return _edit(request, Person())


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE, raise_exception=True)
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's particulars."""
    person = get_object_or_404(Person, pk=pk)
    _permit(request, person)
    return _edit(request, person)


def _permit(request: HttpRequest, person: Person) -> None:
    """Who has no post yet may be kept by everybody who keeps units."""
    if person.memberships.exists() and not request.user.has_perm(MANAGE, person):
        raise PermissionDenied(MANAGE)


def _edit(request: HttpRequest, person: Person) -> HttpResponse:
    known, title = person.pk is not None, person.name
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_person(person=person, actor=request.user)
        except ValidationError as error:
            onto_form(form, error)
        else:
            messages.success(request, _("The person is saved."))
            return redirect("orgs:person_detail", pk=person.pk)
    return render(request, "orgs/person_form.html", {"form": form, "person": person, "known": known, "name": title})


@require_POST
@permission_required(MANAGE, raise_exception=True)
def post_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new post in a unit."""
    unit = get_object_or_404(Unit, pk=pk)
    permit(request, MANAGE, unit)
    form = PostForm(request.POST, instance=Post(unit=unit))
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("orgs:unit_detail", pk=pk)
    try:
        services.save_post(post=form.instance, actor=request.user)
    except ValidationError as error:
        complain(request, error)
    else:
        messages.success(request, _("The post is created."))
    return redirect("orgs:unit_detail", pk=pk)
