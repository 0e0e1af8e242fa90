"""Working groups exactly as the plan sets them up, and what changes afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.orgs import selectors
from luoshi.orgs.forms import ConvenorForm, GroupFilter, GroupForm, LeavingForm, LiaisonForm, MemberForm
from luoshi.orgs.models import Convenor, GroupMember, WorkingGroup
from luoshi.orgs.panels import panels_of
from luoshi.orgs.services import groups as services
from luoshi.orgs.views.common import MANAGE_GROUPS, READ, first_error, paged, permit


@require_GET
@permission_required(READ, raise_exception=True)
def group_list(request: HttpRequest) -> HttpResponse:
    """All working groups."""
    form = GroupFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = paged(request, selectors.groups(text=wanted.get("q", "")))
    return render(request, "orgs/group_list.html", {"page": page, "form": form})


@require_GET
@permission_required(READ, raise_exception=True)
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One working group."""
    group = get_object_or_404(selectors.group_with_people(pk))
    may_manage = request.user.has_perm(MANAGE_GROUPS, group)
    members, convenors = list(group.members.all()), list(group.convenors.all())
    context = {
        "group": group,
        "convenors": [one for one in convenors if one.left_on is None],
        "members": [one for one in members if one.left_on is None],
        "left": [one for one in (*convenors, *members) if one.left_on is not None],
        "panels": panels_of(group, request.user),
        "may_manage": may_manage,
        "member_form": MemberForm(auto_id="member_%s") if may_manage else None,
    }
    return render(request, "orgs/group_detail.html", context)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE_GROUPS, raise_exception=True)
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its sort, its office, whether it is at work."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    permit(request, MANAGE_GROUPS, group)
    form = GroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        services.save_group(group=group, actor=request.user)
        messages.success(request, _("The group is saved."))
        return redirect("orgs:group_detail", pk=pk)
    return render(request, "orgs/group_form.html", {"form": form, "group": group})


@require_POST
@permission_required(MANAGE_GROUPS, raise_exception=True)
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit joins, with a reason."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    permit(request, MANAGE_GROUPS, group)
    form = MemberForm(request.POST)
    if form.is_valid():
        services.add_member(group=group, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The member is added."))
    else:
        messages.error(request, first_error(form))
    return redirect("orgs:group_detail", pk=pk)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE_GROUPS, raise_exception=True)
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for a member; on the same page the member leaves."""
    member = _member(request, pk)
    form = LiaisonForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        member = _member(request, pk)
        services.set_liaison(
            member=member,
            person=wanted["liaison_person"],
            liaison=wanted["liaison"],
            phone=wanted["liaison_phone"],
            actor=request.user,
        )
        messages.success(request, _("The liaison is saved."))
        return redirect("orgs:group_detail", pk=member.group_id)
    context = {"form": form, "member": member, "leaving_form": LeavingForm(auto_id="leaving_%s")}
    return render(request, "orgs/member_form.html", context)


@require_POST
@permission_required(MANAGE_GROUPS, raise_exception=True)
def member_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit leaves, with a reason."""
    member = _member(request, pk)
    form = LeavingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the unit leaves the group."))
        return redirect("orgs:member_edit", pk=pk)
    services.remove_member(member=member, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("The member is taken out; its row stays with the reason."))
    return redirect("orgs:group_detail", pk=member.group_id)


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE_GROUPS, raise_exception=True)
def convenor_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody convenes the group whom the plan does not name, with a reason."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    permit(request, MANAGE_GROUPS, group)
    return _edit_convenor(request, Convenor(group=group))


@require_http_methods(["GET", "POST"])
@permission_required(MANAGE_GROUPS, raise_exception=True)
def convenor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Which post or person a convenor is; on the same page the convenor leaves."""
    return _edit_convenor(request, _convenor(request, pk))


def _edit_convenor(request: HttpRequest, convenor: Convenor) -> HttpResponse:
    known, name = convenor.pk is not None, str(convenor)
    form = ConvenorForm(request.POST or None, instance=convenor)
    if request.method == "POST" and form.is_valid():
        services.save_convenor(convenor=convenor, actor=request.user)
        messages.success(request, _("The convenor is saved."))
        return redirect("orgs:group_detail", pk=convenor.group_id)
    leaving = LeavingForm(auto_id="leaving_%s") if known else None
    context = {"form": form, "convenor": convenor, "group": convenor.group, "name": name, "leaving_form": leaving}
    return render(request, "orgs/convenor_form.html", context)


@require_POST
@permission_required(MANAGE_GROUPS, raise_exception=True)
def convenor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A convenor leaves, with a reason."""
    convenor = _convenor(request, pk)
    form = LeavingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the convenor leaves the group."))
        return redirect("orgs:convenor_edit", pk=pk)
    services.remove_convenor(convenor=convenor, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("The convenor is taken out; the row stays with the reason."))
    return redirect("orgs:group_detail", pk=convenor.group_id)


def _convenor(request: HttpRequest, pk: int) -> Convenor:
    convenor = get_object_or_404(Convenor.objects.select_related("group"), pk=pk)
    permit(request, MANAGE_GROUPS, convenor.group)
    return convenor


def _member(request: HttpRequest, pk: int) -> GroupMember:
    member = get_object_or_404(GroupMember.objects.select_related("group"), pk=pk)
    permit(request, MANAGE_GROUPS, member.group)
    return member
