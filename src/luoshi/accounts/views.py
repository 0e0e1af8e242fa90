"""Signing in and out, and what everybody may do with their own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.accounts import lockout, services
from luoshi.accounts.forms import PasswordForm, ProfileForm, SignInForm
from luoshi.accounts.models import User
from luoshi.accounts.requests import signed_in
from luoshi.accounts.rights import through_posts


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in."""
    if request.user.is_authenticated:
        return redirect(_after(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _recognise(request, form)
        if user is not None:
            login(request, user)
            lockout.note_success(user)
            return _speaking(HttpResponseRedirect(_after(request)), user.language)
    return render(request, "accounts/sign_in.html", {"form": form, "next": _wish(request)})


def _recognise(request: HttpRequest, form: SignInForm) -> User | None:
    """The person, or None with the reason on the form. Which of name and password was wrong is not told."""
    username = form.cleaned_data["username"]
    seconds = lockout.seconds_closed(username)
    if seconds:
        form.add_error(None, _too_many(seconds))
        return None
    user = authenticate(request, username=username, password=form.cleaned_data["password"])
    if isinstance(user, User):
        return user
    lockout.note_failure(username)
    form.add_error(None, _("Name and password do not match, or the account is closed. Check both and try again."))
    return None


def _too_many(seconds: int) -> str:
    if seconds <= lockout.PACE_SECONDS:
        text = ngettext(
            "Too many failed attempts from here. Wait %(count)d second, then try again.",
            "Too many failed attempts from here. Wait %(count)d seconds, then try again.",
            seconds,
        )
        return text % {"count": seconds}
    minutes = -(-seconds // 60)
    text = ngettext(
        "Too many failed attempts. Wait %(count)d minute, or ask the administrator for a new password.",
        "Too many failed attempts. Wait %(count)d minutes, or ask the administrator for a new password.",
        minutes,
    )
    return text % {"count": minutes}


def _wish(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _after(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wish = _wish(request)
    if url_has_allowed_host_and_scheme(wish, {request.get_host()}, request.is_secure()):
        return wish
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _speaking(response: HttpResponse, language: str) -> HttpResponse:
    """Show the following pages in the language of the account."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
    return response


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The way out."""
    if isinstance(request.user, User):
        lockout.note_leaving(request.user)
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("accounts:sign_in")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password."""
    user = signed_in(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_password(user=user, password=form.cleaned_data["new"])
        except ValidationError as error:
            form.add_error("new", error)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("The password is changed."))
            return redirect("web:home")
    return render(request, "accounts/password.html", {"form": form, "due": user.password_is_due})


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Language, larger type, telephone."""
    user = signed_in(request)
    present = {"phone": user.phone, "language": user.language, "larger_type": user.larger_type}
    form = ProfileForm(request.POST or None, initial=present)
    if request.method == "POST" and form.is_valid():
        services.set_preferences(user=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your profile is saved."))
        response = _speaking(redirect("accounts:profile"), user.language)
        if not user.larger_type:
            response.delete_cookie(settings.LARGER_TYPE_COOKIE, samesite="Lax")
        return response
    scopes = ("unit", "region", "group")
    held = [*user.roles.select_related(*scopes), *through_posts(user).select_related(*scopes)]
    return render(request, "accounts/profile.html", {"form": form, "held": held})
