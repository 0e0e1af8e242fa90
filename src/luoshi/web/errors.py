"""Pages for what went wrong: each says what happened and what to do."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def page(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    """The error page, or for htmx one sentence that the toast shows."""
    if "HX-Request" in request.headers:
        return HttpResponse(f"{title} {remedy}", status=status, content_type="text/plain; charset=utf-8")
    return render(request, "web/error.html", {"status": status, "title": title, "remedy": remedy}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, DisallowedHost):
        return page(
            request,
            400,
            _("This site does not answer to the name in the address."),
            _("Use the address that the administrator gave you. Administrator: name this one in LUOSHI_HOSTS."),
        )
    return page(
        request, 400, _("The request could not be understood."), _("Go back, reload the page and try once more.")
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request,
        403,
        _("Your role does not allow this."),
        _("If it is part of your work, ask the administrator to give you the role for your unit."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request,
        404,
        _("There is nothing at this address."),
        _("It may have been removed, or it belongs to another unit. Start from your desk."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        _("Something failed on the server."),
        _("Nothing was half-saved. Try again in a moment; if it fails again, tell the administrator the time below."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(
        request,
        403,
        _("This form is too old to be accepted."),
        _("You may have signed in again in another tab. Reload the page and send the form once more."),
    )
