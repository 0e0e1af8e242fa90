"""Publication: what will bind whom, and the last look before it does."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.plans.errors import PlanError
from luoshi.plans.models import PlanVersion, Target
from luoshi.plans.selectors import changes as selectors
from luoshi.plans.selectors.changes import ChangeRow, previous_of
from luoshi.plans.selectors.publishing import readiness
from luoshi.plans.services import publishing, review
from luoshi.plans.views.common import PER_PAGE, actor, own_version, refused


@require_http_methods(["GET", "POST"])
@requires(Verb.PUBLISH_PLANS)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is about to be published and what speaks against it; on confirmation, publish."""
    version = own_version(request, pk, Verb.PUBLISH_PLANS)
    refusal = ""
    if request.method == "POST":
        try:
            publishing.publish(version_id=pk, undecided=request.POST.get("undecided"), actor=actor(request))
        except PlanError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Published. The tasks are now with their units."))
            return redirect("plans:detail", version.plan_id)
    if version.state in {PlanVersion.State.PUBLISHED, PlanVersion.State.SUPERSEDED}:
        return redirect("plans:detail", version.plan_id)
    if not version.is_readable:
        return redirect("plans:progress", version.pk)
    context = {"version": version, "ready": readiness(version), "refusal": refusal}
    return render(request, "plans/publish.html", context, status=409 if refusal else 200)


@require_GET
@requires(Verb.IMPORT_PLANS)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the version changes in the one in force, item by item."""
    version = own_version(request, pk)
    previous = previous_of(version)
    if not version.is_readable or previous is None:
        messages.info(request, _("There is no other version in force to compare with."))
        return redirect("plans:detail", version.plan_id)
    rows = selectors.changes(version, previous)
    wanted = request.GET.get("verdict", "")
    context = {
        "version": version, "previous": previous, "wanted": wanted,
        "counts": Counter(row.change.verdict for row in rows),
        "page": Paginator([row for row in rows if _shown(row, wanted)], PER_PAGE).get_page(request.GET.get("page")),
        "open": version.state == PlanVersion.State.REVIEWING,
    }  # fmt: skip
    return render(request, "plans/changes.html", context)


@require_POST
@requires(Verb.IMPORT_PLANS)
def accept_unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the items that stand word for word in the version in force."""
    version = own_version(request, pk)
    previous = previous_of(version)
    rows = selectors.changes(version, previous) if previous and version.is_readable else []
    ids = [row.item.pk for row in rows if row.item and row.change.verdict == "same"]
    try:
        count = review.accept_many(version_id=pk, item_ids=ids, actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:changes", pk)
    messages.success(request, ngettext("%d item was accepted.", "%d items were accepted.", count) % count)
    return redirect("plans:changes", pk)


@require_POST
@requires(Verb.IMPORT_PLANS)
def replace_target(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Give the reason for which a target of the version in force is not in this one."""
    own_version(request, pk)
    row = get_object_or_404(Target, pk=target, version__plan__versions=pk)
    try:
        publishing.explain_removal(target_id=row.pk, reason=request.POST.get("reason", ""), actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
    return redirect("plans:changes", pk)


def _shown(row: ChangeRow, wanted: str) -> bool:
    return row.change.verdict == wanted if wanted else row.change.verdict != "same"
