"""Publication: what will bind whom, and the last look before it does."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, PlanVersion, Target, Task
from luoshi.plans.payloads import TARGET
from luoshi.plans.selectors import changes as selectors
from luoshi.plans.selectors.changes import ChangeRow, previous_of
from luoshi.plans.selectors.publishing import readiness
from luoshi.plans.services import publishing, review
from luoshi.plans.views.common import PER_PAGE, actor, onward, own_version, refused


@require_http_methods(["GET", "POST"])
@requires(Verb.PUBLISH_PLANS)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is about to be published and what speaks against it; on confirmation, publish."""
    version = own_version(request, pk, Verb.PUBLISH_PLANS)
    refusal = ""
    if request.method == "POST":
        try:
            publishing.publish(
                version_id=pk,
                undecided=request.POST.get("undecided"),
                reason=request.POST.get("reason", ""),
                actor=actor(request),
            )
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
        "unexplained": len(selectors.unexplained(rows)),
        "page": Paginator([row for row in rows if _shown(row, wanted)], PER_PAGE).get_page(request.GET.get("page")),
        "open": version.state == PlanVersion.State.REVIEWING,
    }  # fmt: skip
    return render(request, "plans/changes.html", context)


@require_POST
@requires(Verb.IMPORT_PLANS)
def accept_unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide as before what stands word for word in the version in force: keep what was kept, leave out the rest."""
    version = own_version(request, pk)
    previous = previous_of(version)
    rows = selectors.changes(version, previous) if previous and version.is_readable else []
    kept = [row.item.pk for row in rows if row.item and row.change.verdict == "same"]
    left = [row.item.pk for row in rows if row.item and row.item.earlier == DraftItem.State.REJECTED]
    try:
        count = review.accept_many(version_id=pk, item_ids=kept, actor=actor(request))
        out = review.reject_many(version_id=pk, item_ids=left, actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:changes", pk)
    text = _("Decided as in the version in force: %(kept)d items kept, %(out)d left out.")
    messages.success(request, text % {"kept": count, "out": out})
    return redirect("plans:changes", pk)


@require_POST
@requires(Verb.IMPORT_PLANS)
def replace(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """Give the reason for which a task or target of the version in force is not, or not so, in this one."""
    own_version(request, pk)
    reason = request.POST.get("reason", "")
    try:
        if kind == TARGET:
            target = get_object_or_404(Target, pk=row, version__plan__versions=pk)
            publishing.explain_removal(target_id=target.pk, reason=reason, actor=actor(request))
        else:
            task = get_object_or_404(Task, pk=row, version__plan__versions=pk)
            publishing.explain_task(task_id=task.pk, reason=reason, actor=actor(request))
    except PlanError as error:
        messages.error(request, str(error))
    return onward(request) or redirect("plans:changes", pk)


def _shown(row: ChangeRow, wanted: str) -> bool:
    return row.change.verdict == wanted if wanted else row.change.verdict != "same"
