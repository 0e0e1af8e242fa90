"""Review beside the source: the page, and each decision as one small request."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.plans.errors import PlanError, StaleItem
from luoshi.plans.forms.items import FORMS, ItemForm, blank_payload
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.selecting import FIELDS, PLACE, with_words
from luoshi.plans.selectors import review as reads
from luoshi.plans.services import review as services
from luoshi.plans.sheets import sheet_at
from luoshi.plans.views.common import (
    actor,
    issue_date,
    number_in,
    onward,
    own_item,
    own_version,
    refused,
    review_address,
)

ACTIONS = {"accept": services.accept, "reject": services.reject, "undo": services.undo}
WORDS = {
    "title": gettext_lazy("title"),
    "indicator": gettext_lazy("indicator"),
    "name": gettext_lazy("name"),
    "leads": gettext_lazy("lead"),
    "supports": gettext_lazy("support"),
    "collectives": gettext_lazy("collective"),
    "members": gettext_lazy("member"),
    "office": gettext_lazy("office"),
    "convenors": gettext_lazy("convenor"),
    "deadline": gettext_lazy("deadline"),
    "place": gettext_lazy("whole sentence"),
}


@require_GET
@requires(Verb.IMPORT_PLANS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet of the document with its items beside it."""
    version = own_version(request, pk)
    if version.state in {PlanVersion.State.IMPORTING, PlanVersion.State.FAILED}:
        return redirect("plans:progress", version.pk)
    filters = reads.Filters(
        state=request.GET.get("state", ""), kind=request.GET.get("kind", ""), findings=bool(request.GET.get("findings"))
    )
    page = reads.review_page(
        version, number=number_in(request, "sheet") or 0, at=number_in(request, "at"), filters=filters
    )
    context = {
        "version": version, "review": page, "coverage": page.coverage, "filters": filters,
        "states": DraftItem.State.choices, "kinds": DraftItem.Kind.choices,
        "open": version.state == PlanVersion.State.REVIEWING,
        "items_address": reverse("plans:list") + "items/",
        "words": [(field, label, [kind for kind in FIELDS if field in FIELDS[kind]]) for field, label in WORDS.items()],
    }  # fmt: skip
    return render(request, "plans/review.html", context)


@require_GET
@requires(Verb.IMPORT_PLANS)
def next_pending(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the next undecided item, on whatever sheet it is."""
    version = own_version(request, pk)
    item = reads.next_pending(version, number_in(request, "after") or 0)
    if item is None:
        messages.success(request, _("Every item is decided. The version can be published."))
        return redirect("plans:publish", pk)
    return redirect(review_address(pk, at=item.start, item=item.pk))


@require_POST
@requires(Verb.IMPORT_PLANS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, reject or undo, on the revision that the page showed."""
    item = own_item(request, pk)
    action, revision = ACTIONS.get(request.POST.get("action", "")), number_in(request, "revision")
    if action is None or revision is None:
        return HttpResponseBadRequest(_("This decision is not complete; load the page again."))
    try:
        action(item_id=item.pk, revision=revision, actor=actor(request))
    except PlanError as error:
        return _conflict(request, item, error)
    return _card(request, item.pk)


@require_http_methods(["GET", "POST"])
@requires(Verb.IMPORT_PLANS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an item in place."""
    item = own_item(request, pk)
    form_class = FORMS[item.kind]
    if request.method == "GET":
        form = form_class(initial=form_class.initial_of(item.payload), auto_id=f"item-{item.pk}-%s")
        return _edit_form(request, item, form)
    form = form_class(request.POST, auto_id=f"item-{item.pk}-%s")
    revision = number_in(request, "revision")
    if revision is None:
        return HttpResponseBadRequest(_("This decision is not complete; load the page again."))
    if not form.is_valid():
        return _edit_form(request, item, form, status=422)
    payload = form.payload(item, reads.reading_of(item.version).text)
    try:
        services.correct(item_id=item.pk, revision=revision, payload=payload, actor=actor(request))
    except StaleItem as error:
        return _edit_form(request, error.item, form, refusal=str(error), status=409)
    except PlanError as error:
        return _conflict(request, item, error)
    return _card(request, item.pk, with_source=True)


@require_GET
@requires(Verb.IMPORT_PLANS)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """An item as it stands, to leave the form without a change."""
    own_item(request, pk)
    return _card(request, pk)


@require_POST
@requires(Verb.IMPORT_PLANS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the reader missed, from the words selected in the source."""
    version = own_version(request, pk)
    start, end, kind = number_in(request, "start"), number_in(request, "end"), request.POST.get("kind", "")
    if start is None or end is None or kind not in FORMS:
        return HttpResponseBadRequest(_("Select the words in the source first."))
    text = reads.reading_of(version).text
    task = version.items.filter(kind=DraftItem.Kind.TASK, start__lte=start, end__gte=end).order_by("-start").first()
    part = version.parts.filter(start__lte=start, end__gt=start).last()
    payload = blank_payload(kind, text[start:end], annex=part.annex if part else "0", task=task.key if task else None)
    try:
        item = services.add(version_id=pk, kind=kind, start=start, end=end, payload=payload, actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:review", pk)
    return redirect(f"{review_address(pk, at=item.start)}&edit={item.pk}#item-{item.pk}")


@require_POST
@requires(Verb.IMPORT_PLANS)
def set_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the words selected in the source as a part of an item: its title, a unit, its deadline, its place."""
    item = own_item(request, pk)
    start, end, revision = (number_in(request, name) for name in ("start", "end", "revision"))
    text, field = reads.reading_of(item.version).text, request.POST.get("field", "")
    if start is None or end is None or revision is None or not 0 <= start < end <= len(text):
        return HttpResponseBadRequest(_("Select the words in the source first."))
    if field not in FIELDS[item.kind]:
        return HttpResponseBadRequest(_("This item has no such part."))
    issued = issue_date(item.version)
    payload = with_words(item.kind, item.payload, field, text, start, end, issued=issued)
    try:
        services.correct(item_id=pk, revision=revision, payload=payload, actor=actor(request))
    except PlanError as error:
        return _conflict(request, item, error)
    if field == PLACE:
        return redirect(review_address(item.version_id, at=start, item=pk))
    return _card(request, pk, with_source=True)


@require_POST
@requires(Verb.IMPORT_PLANS)
def accept_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every undecided item of a sheet, or all that are clean in the whole document."""
    version = own_version(request, pk)
    number, scope = number_in(request, "sheet") or 1, request.POST.get("scope", "")
    text = reads.reading_of(version).text
    sheets = reads.outline(version, text).sheets
    sheet = sheets[min(number, len(sheets)) - 1]
    if scope == "sheet":
        items = version.items.filter(state=DraftItem.State.PENDING, start__gte=sheet.start, start__lt=sheet.end)
    elif scope == "clean":
        items = reads.clean_items(version)
    else:
        return HttpResponseBadRequest(_("Say which items to accept."))
    ids = list(items.values_list("pk", flat=True))
    try:
        count = services.accept_many(version_id=pk, item_ids=ids, actor=actor(request))
    except PlanError as error:
        return refused(request, error, "plans:review", pk)
    messages.success(request, ngettext("%d item was accepted.", "%d items were accepted.", count) % count)
    return redirect(review_address(pk, at=sheet_at(sheets, sheet.start).start))


def _card(
    request: HttpRequest, pk: int, *, refusal: str = "", status: int = 200, with_source: bool = False
) -> HttpResponse:
    """The item as it stands and how far the review is; with the source, whose marks a correction changes."""
    item = reads.item_card(pk)
    if not request.headers.get("HX-Request"):
        if refusal:
            messages.error(request, refusal)
        return onward(request) or redirect(review_address(item.version_id, at=item.start, item=item.pk))
    context: dict[str, Any] = {
        "item": item, "version": item.version, "coverage": reads.coverage_of(item.version), "refusal": refusal,
        "open": item.version.state == PlanVersion.State.REVIEWING,
    }  # fmt: skip
    if with_source:
        context["review"] = reads.review_page(item.version, at=item.start, filters=reads.Filters())
    response = render(request, "plans/_decided.html", context, status=status)
    response["HX-Trigger-After-Swap"] = json.dumps({"item-decided": {"id": item.pk, "state": item.state}})
    return response


def _conflict(request: HttpRequest, item: DraftItem, error: PlanError) -> HttpResponse:
    return _card(request, item.pk, refusal=str(error), status=409)


def _edit_form(
    request: HttpRequest, item: DraftItem, form: ItemForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    partial = request.headers.get("HX-Request")
    template = "plans/_item_form.html" if partial else "plans/item.html"
    context = {"item": item, "version": item.version, "form": form, "refusal": refusal}
    return render(request, template, context, status=status)
