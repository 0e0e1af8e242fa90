"""Posts with their roles and holders: appointing, giving roles that pass with the post, handing over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts import granting, handover, selectors
from luoshi.accounts.administration import first_complaint, give_role
from luoshi.accounts.forms import AppointForm, HandoverForm, RoleForm
from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.requests import signed_in
from luoshi.accounts.rights import can, require, requires
from luoshi.accounts.roles import Verb
from luoshi.orgs.models import Membership, Post
from luoshi.orgs.services import appoint


@require_GET
@requires(Verb.MANAGE_UNITS, Verb.GRANT_ROLES)
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: its roles, who holds it, who held it."""
    post = get_object_or_404(selectors.posts_with_roles(), pk=pk)
    may_appoint, may_grant = can(request.user, Verb.MANAGE_UNITS, post), can(request.user, Verb.GRANT_ROLES)
    if not (may_appoint or may_grant):
        raise PermissionDenied(Verb.MANAGE_UNITS)
    context = {
        "post": post,
        "memberships": post.memberships.select_related("person").order_by("-valid_from"),
        "may_appoint": may_appoint,
        "may_grant": may_grant,
        "appoint_form": AppointForm(auto_id="appoint_%s"),
        "role_form": RoleForm(auto_id="role_%s"),
    }
    return render(request, "accounts/post_detail.html", context)


@require_POST
@requires(Verb.GRANT_ROLES)
def post_role_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role to a post."""
    post = get_object_or_404(Post, pk=pk)
    give_role(request, RoleForm(request.POST, instance=RoleAssignment(post=post)))
    return redirect("accounts:post_detail", pk=pk)


@require_POST
@requires(Verb.MANAGE_UNITS)
def post_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes up a post, and with it its roles."""
    post = get_object_or_404(Post.objects.select_related("unit"), pk=pk)
    require(request.user, Verb.MANAGE_UNITS, post)
    form = AppointForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_complaint(form))
        return redirect("accounts:post_detail", pk=pk)
    person = form.cleaned_data["person"]
    try:
        with transaction.atomic():
            since = form.cleaned_data["since"]
            appoint(person=person, unit=post.unit, post=post, since=since, actor=signed_in(request))
            granting.check_person(person)
    except (ValidationError, granting.RoleConflict) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    else:
        messages.success(request, _("%(person)s holds the post.") % {"person": person})
    return redirect("accounts:post_detail", pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Verb.MANAGE_UNITS)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What is open before somebody leaves a post, and the handover itself."""
    membership = get_object_or_404(Membership.objects.select_related("person", "unit", "post"), pk=pk)
    require(request.user, Verb.MANAGE_UNITS, membership.unit)
    form = HandoverForm(request.POST if request.method == "POST" else None, leaving=membership.person)
    if request.method == "POST" and form.is_valid():
        try:
            handover.hand_over(
                membership=membership, successor=form.cleaned_data["successor"], actor=signed_in(request)
            )
        except ValidationError as error:
            form.add_error(None, error)
        except granting.RoleConflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The post is handed over."))
            return redirect("accounts:post_detail", pk=membership.post_id)
    context = {"membership": membership, "form": form, "overview": handover.overview(membership)}
    return render(request, "accounts/handover.html", context)
