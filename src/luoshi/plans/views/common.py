"""What several pages need: the acting person, a page of a list, whole numbers out of addresses, refusals."""

from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme

from luoshi.accounts.models import User
from luoshi.accounts.rights import reach
from luoshi.accounts.roles import Verb
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, Plan, PlanVersion
from luoshi.plans.rights import may, readable_plans
from luoshi.plans.selectors.published import BINDING

PER_PAGE = 50
FAR = 500
MOST_ROWS = 20_000  # what lists page through; filters lead further

M = TypeVar("M", bound=Model)


def actor(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number out of the address or the form; anything else counts as not given."""
    value = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 12 else None


class ShortPaginator(Paginator[Any]):
    """Pages of the first rows: counting a quarter of a million of them would cost more than showing fifty.

    `known` is their number where it has been counted already, of which `most` are shown. Pages that begin at `far` or
    beyond get their keys sorted first, and only then the rows of the page are read.
    """

    def __init__(
        self, rows: Any, per_page: int, *, known: int | None = None, far: int = FAR, most: int = MOST_ROWS
    ) -> None:
        super().__init__(rows, per_page)
        self.known, self.far, self.most = known, far, most

    @cached_property
    def count(self) -> int:
        found = self.object_list
        if self.known is not None:
            return min(self.known, self.most)
        return found.order_by()[: self.most].count() if isinstance(found, QuerySet) else len(found)

    def page(self, number: int | str) -> "Page[Any]":
        page = super().page(number)
        start = (page.number - 1) * self.per_page
        if start < self.far or not self.count or not isinstance(self.object_list, QuerySet):
            return page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        page.object_list = self.object_list.filter(pk__in=keys)
        return page

    @property
    def has_more(self) -> bool:
        """Whether there may be rows beyond the last page."""
        return self.count >= self.most


def page_of(request: HttpRequest, rows: "QuerySet[M]", per_page: int = PER_PAGE, **more: Any) -> "Page[M]":
    """The page that the address asks for; a page that does not exist is the nearest one. `more`: see ShortPaginator."""
    return ShortPaginator(rows, per_page, **more).get_page(request.GET.get("page"))


def readable_version(request: HttpRequest, pk: int) -> PlanVersion:
    """A version this person may read: a published one within reach, or any that was read of a plan they keep."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan__region"), pk=pk)
    if version.state in BINDING:
        allowed = reads(request, version.plan)
    else:
        allowed = version.is_readable and may(request.user, Verb.IMPORT_PLANS, version.plan)
    if not allowed:
        raise Http404(pk)
    return version


def reads(request: HttpRequest, plan: Plan) -> bool:
    """Whether this person may read what is published of a plan."""
    if reach(request.user, Verb.READ_PLANS).everything:
        return True
    return readable_plans(request.user).filter(pk=plan.pk).exists()


def own_version(request: HttpRequest, pk: int, verb: Verb = Verb.IMPORT_PLANS) -> PlanVersion:
    """A version of a plan this person keeps; one of another region does not exist for them. Raises Http404."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan__region"), pk=pk)
    if not may(request.user, verb, version.plan):
        raise Http404(pk)
    return version


def own_item(request: HttpRequest, pk: int) -> DraftItem:
    """An item of such a version. Raises Http404."""
    item = get_object_or_404(DraftItem.objects.select_related("version__plan"), pk=pk)
    if not may(request.user, Verb.IMPORT_PLANS, item.version.plan):
        raise Http404(pk)
    return item


def issue_date(version: PlanVersion) -> date | None:
    """The day on which the document was issued, from which dates without a year take theirs."""
    day = version.meta.get("issue_date")
    return date.fromisoformat(day) if day else None


def onward(request: HttpRequest) -> HttpResponse | None:
    """Back to the page and place on which a form stood, where it names one of ours."""
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, request.is_secure())
    return redirect(wish) if wish and safe else None


def refused(request: HttpRequest, error: PlanError, where: str, *args: Any) -> HttpResponse:
    """Back to a page with the sentence of the refusal."""
    messages.error(request, str(error))
    return redirect(where, *args)


def review_address(version_id: int, *, at: int | None = None, item: int | None = None) -> str:
    """The review page at a place of the text."""
    address = reverse("plans:review", args=[version_id])
    return f"{address}{'' if at is None else f'?at={at}'}{'' if item is None else f'#item-{item}'}"
