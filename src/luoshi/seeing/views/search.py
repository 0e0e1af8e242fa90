"""Search over tasks, source text, reports, units and groups."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.accounts.rights import requires
from luoshi.accounts.roles import Verb
from luoshi.delivery.exports import is_wanted, table
from luoshi.delivery.models.lights import Colour
from luoshi.seeing import words
from luoshi.seeing.forms import SearchForm
from luoshi.seeing.selectors.search import MOST, Found, search

PER_PAGE = 20


@require_GET
@requires(Verb.READ_TASKS, Verb.READ_PLANS, Verb.READ_UNITS)
def search_page(request: HttpRequest) -> HttpResponse:
    """A few hits of every kind; or all hits of one, page by page."""
    form = SearchForm(request.GET)
    form.is_valid()
    query, kind = form.cleaned_data.get("q", "").strip(), form.cleaned_data.get("kind", "")
    if is_wanted(request):
        return _file(request, query, kind)
    number = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    number = min(number, MOST // PER_PAGE) if kind else 1
    size = PER_PAGE if kind else 5
    found = search(request.user, query, kind, start=(number - 1) * PER_PAGE, size=size)
    context: dict[str, Any] = {
        "form": form, "query": query, "kind": kind, "found": found, "terms": words.terms(query), "most": MOST,
        "page": Paginator(range(min(found[0].count, MOST)), PER_PAGE).get_page(number) if kind and found else None,
    }  # fmt: skip
    return render(request, "seeing/search.html", context)


def _file(request: HttpRequest, query: str, kind: str) -> HttpResponse:
    found: list[Found] = search(request.user, query, kind, size=MOST)
    rows = (
        (one.label, hit.title, hit.note, hit.text, str(Colour(hit.colour).label) if hit.colour else "")
        for one in found
        for hit in one.hits
    )
    heads = [_("In"), _("Title"), _("Where it stands"), _("Words"), _("Light")]
    return table(_("Search"), heads, rows, [12, 45, 36, 60, 8])
