"""What happens to a request when a sign-in has run out or the disk is full: a clear sentence, and nothing is lost."""

import errno
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from luoshi.web.errors import page
from luoshi.web.middleware import Middleware

NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
# What SQLite and PostgreSQL say of a full disk.
FULL = ("disk is full", "no space left on device", "could not extend file")


class ExpiredSignInMiddleware(Middleware):
    """A page that a script talks from stays as it is and is told; a form that was sent is led back to its page."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        if response.status_code != 302 or urlsplit(response.headers["Location"]).path != sign_in:
            return response
        if is_scripted(request):
            return HttpResponse(
                _("You are signed out. Sign in again; what you have written stays on this page."),
                status=401,
                content_type="text/plain; charset=utf-8",
            )
        if request.method == "POST":
            response.headers["Location"] = f"{sign_in}?{urlencode({'next': _page_of_form(request)})}"
        return response


def is_scripted(request: HttpRequest) -> bool:
    """Whether a script of the page asks, not the browser itself."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"


def _page_of_form(request: HttpRequest) -> str:
    """The address of the page on which the form stood: the form's own address may answer nothing but a form."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class FullDiskMiddleware(Middleware):
    """A full disk is told as such: the transaction was rolled back, so what was stored before is whole."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_full(exception):
            return None
        return page(
            request,
            507,
            _("The server's disk is full, so this was not saved."),
            _("Nothing that was saved before is lost. Tell the administrator, keep this page open, and try again."),
        )


def is_full(exception: Exception) -> bool:
    """Whether it was for want of space that something could not be written."""
    if isinstance(exception, OSError):
        return exception.errno in NO_SPACE
    return isinstance(exception, DatabaseError) and any(words in str(exception).lower() for words in FULL)
