"""The inbox of everybody, the addresses at which each is told, and the administrator's view of the outbox."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.accounts.models import User
from luoshi.accounts.rights import can, requires, scope
from luoshi.accounts.roles import Verb
from luoshi.notices import outbox as posting
from luoshi.notices import selectors, sending, services
from luoshi.notices.forms import AddressForm, InboxFilter, OutboxFilter, RobotForm
from luoshi.notices.models import Address, Channel, Dispatch, Notice, State
from luoshi.notices.remedies import remedy
from luoshi.orgs.models import WorkingGroup

PAGE_SIZE = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What this person was told, newest first."""
    form = InboxFilter(request.GET)
    unread = form.is_valid() and form.cleaned_data["unread"]
    found = selectors.inbox(user=person(request), unread_only=unread)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"page": page, "form": form})


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and go where it leads."""
    notice = get_object_or_404(Notice, pk=pk, recipient=person(request))
    services.mark_read(user=person(request), notices=[notice.pk])
    inside = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if notice.link and inside else "notices:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = services.mark_read(user=person(request))
    messages.success(request, _("%(count)d notices are marked as read.") % {"count": count})
    return redirect("notices:inbox")


@require_http_methods(["GET", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """Where this person is told besides the inbox."""
    user, form = person(request), AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_address(
                actor=user, user=user, channel=Channel(form.cleaned_data["channel"]), target=form.cleaned_data["target"]
            )
        except services.BadAddress as fault:
            form.add_error("target", str(fault))
        else:
            messages.success(request, _("You will also be told there."))
            return redirect("notices:addresses")
    return render(request, "notices/addresses.html", {"form": form, "addresses": selectors.addresses(user=user)})


@require_POST
def address_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop telling this person at an address."""
    address = get_object_or_404(Address, pk=pk, user=person(request))
    services.remove_address(actor=person(request), address=address)
    messages.success(request, _("You will no longer be told there."))
    return redirect("notices:addresses")


@require_GET
@requires(Verb.MANAGE_USERS)
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message that left or is to leave the house."""
    form = OutboxFilter(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    page = Paginator(selectors.outbox(state=state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(message, remedy(message)) for message in page],
        "form": form,
        "counts": selectors.outbox_counts(),
        "failed": state == State.FAILED and page.paginator.count > 1,
    }
    return render(request, "notices/outbox.html", context)


@require_POST
@requires(Verb.MANAGE_USERS)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a failed or uncertain message back into the outbox."""
    dispatch = get_object_or_404(Dispatch, pk=pk)
    if sending.send_again(dispatch=dispatch, actor=person(request)):
        messages.success(request, _("The message will be sent again."))
    else:
        messages.info(request, _("The message was sent, or is waiting already."))
    return redirect("notices:outbox")


@require_POST
@requires(Verb.MANAGE_USERS)
def send_all_again(request: HttpRequest) -> HttpResponse:
    """Put everything that has failed back into the outbox."""
    count = sending.send_all_again(actor=person(request))
    words = ngettext("%(count)d message will be sent again.", "%(count)d messages will be sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("notices:outbox")


@require_http_methods(["GET", "POST"])
@requires(Verb.MANAGE_ROBOTS)
def robots(request: HttpRequest) -> HttpResponse:
    """The robots of the working groups within this person's reach; one more is added here."""
    groups = scope(
        WorkingGroup.objects.order_by("name"), request.user, Verb.MANAGE_ROBOTS, unit="office_unit", group="pk"
    )
    form = RobotForm(request.POST or None, groups=groups)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.add_address(
                actor=person(request),
                group=given["group"],
                channel=Channel(given["channel"]),
                target=given["target"],
                label=given["label"],
            )
        except services.BadAddress as fault:
            form.add_error("target", str(fault))
        else:
            messages.success(request, _("The robot is added. Try it with the test button."))
            return redirect("notices:robots")
    rows = [(robot, last, remedy(last) if last else "") for robot, last in selectors.robots(groups=groups)]
    return render(request, "notices/robots.html", {"form": form, "robots": rows})


@require_POST
@requires(Verb.MANAGE_ROBOTS)
def robot_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a robot say something in its room."""
    greeting = posting.test_robot(address=robot_or_404(request, pk), actor=person(request))
    outcome = sending.send_now(greeting)
    if outcome == State.SENT:
        messages.success(request, _("The greeting was taken: it stands in the group's room."))
    else:
        words = _("The greeting was not taken. The platform says: %s.") % greeting.error
        messages.error(request, f"{words} {remedy(greeting)}")
    return redirect("notices:robots")


@require_POST
@requires(Verb.MANAGE_ROBOTS)
def robot_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a robot off the list."""
    services.remove_address(actor=person(request), address=robot_or_404(request, pk))
    messages.success(request, _("The robot will no longer be told anything."))
    return redirect("notices:robots")


def robot_or_404(request: HttpRequest, pk: int) -> Address:
    """A robot of a group within reach; others do not exist for this person."""
    robot = get_object_or_404(Address.objects.select_related("group"), pk=pk, group__isnull=False)
    if not can(request.user, Verb.MANAGE_ROBOTS, robot.group):
        raise Http404
    return robot


def person(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else through."""
    return cast(User, request.user)
