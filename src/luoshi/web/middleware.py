"""What happens around every page: language, caller's address, idle time-out, due passwords, htmx redirects."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from luoshi.audit.origin import calling_from
from luoshi.web.addresses import client_address

Handler = Callable[[HttpRequest], HttpResponse]

LAST_SEEN = "last_seen"
SEEN_EVERY_SECONDS = 60
OPEN_WITH_DUE_PASSWORD = {"accounts:password", "accounts:sign_out", "web:language", "web:larger_type"}


class Middleware:
    """The frame that all of them share."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class LanguageMiddleware(Middleware):
    """Chinese unless the language switch was used: a browser's own wish does not count in an office."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivateMiddleware(Middleware):
    """Nothing of the desk stays in a browser or a proxy: on a shared machine "back" would show it after signing out.

    GB/T 22239-2019 8.1.4.10 (remaining information). A page that says otherwise is left alone.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class OriginMiddleware(Middleware):
    """Lets services and the audit record know where the request comes from."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with calling_from(client_address(request.META, settings.TRUSTED_PROXIES)):
            return self.get_response(request)


class IdleTimeoutMiddleware(Middleware):
    """Ends a session that was left alone (GB/T 22239-2019 8.1.4.1). Background polling does not keep it alive."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(LAST_SEEN, now)
            if now - seen > settings.IDLE_MINUTES * 60:
                logout(request)
                messages.info(request, _("You were signed out because nothing happened for a while."))
            elif "X-Luoshi-Polling" not in request.headers and _is_worth_noting(request, now):
                request.session[LAST_SEEN] = now
        return self.get_response(request)


def _is_worth_noting(request: HttpRequest, now: int) -> bool:
    """Once a minute is enough: each note is a write to the database."""
    return now - int(request.session.get(LAST_SEEN, 0)) >= SEEN_EVERY_SECONDS


class PasswordChangeMiddleware(Middleware):
    """Whoever has a due password is led to the page where it is changed."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in OPEN_WITH_DUE_PASSWORD:
            return None
        return redirect("accounts:password") if request.user.password_is_due else None


class HtmxRedirectMiddleware(Middleware):
    """htmx follows a redirect inside the fragment; a sign-in page belongs in the whole window."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "HX-Request" in request.headers and 300 <= response.status_code < 400 and "HX-Redirect" not in response:
            return HttpResponse(status=204, headers={"HX-Redirect": response.headers["Location"]})
        return response
