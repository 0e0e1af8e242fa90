"""The pages of the frame: the desk, the language switch, the health check."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from luoshi.accounts.models import User
from luoshi.web.navigation import entries_for


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the page where this person's work begins; to a word of explanation where no role leads anywhere."""
    links = entries_for(request.user, "")
    return redirect(links[0].href) if links else render(request, "web/home.html")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: remembered in a cookie, and with the account."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_next(request))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
        )
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response


@login_not_required
@require_POST
def larger_type(request: HttpRequest) -> HttpResponse:
    """Switch the larger type (长者版) on or off: remembered on this machine, and with the account."""
    larger = request.POST.get("larger") == "1"
    response = HttpResponseRedirect(safe_next(request))
    if larger:
        seconds, secure = settings.LANGUAGE_COOKIE_AGE, settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(
            settings.LARGER_TYPE_COOKIE, "1", max_age=seconds, samesite="Lax", secure=secure, httponly=True
        )
    else:
        response.delete_cookie(settings.LARGER_TYPE_COOKIE, samesite="Lax")
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(larger_type=larger)
    return response


def safe_next(request: HttpRequest) -> str:
    """Where the form wants to go on to, if that is a page of this site; else the desk."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return target
    return reverse("web:home")


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For a watchdog: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
