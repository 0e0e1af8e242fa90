"""Accounts and roles, as the administrator sees them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts import selectors, services
from luoshi.accounts.forms import LinkForm, NewUserForm, RoleForm, UserFilter, UserForm
from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.requests import signed_in
from luoshi.accounts.rights import can, require, requires, through_posts
from luoshi.accounts.roles import SEPARATE, VERB_WORDS, VERBS, Role, Verb

PAGE_SIZE = 50


@require_GET
@requires(Verb.READ_ACCOUNTS)
def user_list(request: HttpRequest) -> HttpResponse:
    """All accounts."""
    form = UserFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.users(
        text=wanted.get("q", ""), role=wanted.get("role", ""), inactive=wanted.get("inactive", False)
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/user_list.html",
        {"page": page, "form": form, "may_manage": can(request.user, Verb.MANAGE_USERS)},
    )


@require_http_methods(["GET", "POST"])
@requires(Verb.MANAGE_USERS)
def user_new(request: HttpRequest) -> HttpResponse:
    """A new account with a password that is shown once."""
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = services.temporary_password()
        user = services.create_user(**form.cleaned_data, password=password, actor=signed_in(request))
        _tell(request, password)
        return redirect("accounts:user_detail", pk=user.pk)
    return render(request, "accounts/user_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Verb.READ_ACCOUNTS)
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its particulars and its roles."""
    user = get_object_or_404(User.objects.prefetch_related(selectors.roles_with_scope()), pk=pk)
    present = {"display_name": user.display_name, "phone": user.phone, "is_active": user.is_active}
    form = UserForm(request.POST or None, initial=present)
    if request.method == "POST":
        require(request.user, Verb.MANAGE_USERS)
    if request.method == "POST" and form.is_valid():
        services.update_user(user=user, actor=signed_in(request), **form.cleaned_data)
        messages.success(request, _("The account is saved."))
        return redirect("accounts:user_detail", pk=user.pk)
    context = {
        "account": user,
        "form": form,
        "role_form": RoleForm(auto_id="role_%s"),
        "link_form": LinkForm(user=user, auto_id="link_%s"),
        "through_posts": through_posts(user).select_related("post__unit", "unit", "region", "group"),
        "may_manage": can(request.user, Verb.MANAGE_USERS),
        "may_grant": can(request.user, Verb.GRANT_ROLES),
    }
    return render(request, "accounts/user_detail.html", context)


@require_POST
@requires(Verb.MANAGE_USERS)
def user_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password for somebody who lost theirs."""
    user = get_object_or_404(User, pk=pk)
    _tell(request, services.reset_password(user=user, actor=signed_in(request)))
    return redirect("accounts:user_detail", pk=user.pk)


@require_POST
@requires(Verb.GRANT_ROLES)
def role_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role to a person."""
    user = get_object_or_404(User, pk=pk)
    give_role(request, RoleForm(request.POST, instance=RoleAssignment(user=user)))
    return redirect("accounts:user_detail", pk=user.pk)


def give_role(request: HttpRequest, form: RoleForm) -> None:
    """Give what the form asks for to the person or post it stands for, and say what came of it."""
    if not form.is_valid():
        messages.error(request, first_complaint(form))
        return
    wanted, held = form.cleaned_data, form.instance
    try:
        services.assign_role(
            user=held.user,
            post=held.post,
            role=Role(wanted["role"]),
            unit=wanted["unit"],
            region=wanted["region"],
            group=wanted["group"],
            actor=signed_in(request),
        )
    except services.RoleConflict as conflict:
        messages.error(request, str(conflict))
    except ValidationError:
        messages.error(request, _("This role is already held for this scope."))
    else:
        messages.success(request, _("The role is given."))


@require_POST
@requires(Verb.GRANT_ROLES)
def role_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    held = get_object_or_404(RoleAssignment.objects.select_related("user", "post"), pk=pk)
    try:
        services.remove_role(held=held, actor=signed_in(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The role is taken away."))
    if held.post_id is not None:
        return redirect("accounts:post_detail", pk=held.post_id)
    return redirect("accounts:user_detail", pk=held.user_id)


@require_POST
@requires(Verb.MANAGE_USERS)
def user_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose account it is."""
    user = get_object_or_404(User, pk=pk)
    form = LinkForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, first_complaint(form))
        return redirect("accounts:user_detail", pk=pk)
    try:
        services.link_person(user=user, person=form.cleaned_data["person"], actor=signed_in(request))
    except services.RoleConflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("The account is saved."))
    return redirect("accounts:user_detail", pk=pk)


@require_GET
def who_can(request: HttpRequest) -> HttpResponse:
    """The table of roles and what each may do, for everybody to read."""
    rows = [(VERB_WORDS[verb], [verb in VERBS[role] for role in Role]) for verb in Verb]
    return render(request, "accounts/who_can.html", {"roles": list(Role), "rows": rows, "separate": SEPARATE})


def _tell(request: HttpRequest, password: str) -> None:
    messages.warning(
        request,
        _("Temporary password, shown only now: %(password)s . It must be changed at the first sign-in.")
        % {"password": password},
    )


def first_complaint(form: BaseForm) -> str:
    """The first complaint of a form."""
    return str(next(iter(form.errors.values()))[0])
