"""Every address of the site, room by room."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

ROOMS = ("accounts", "orgs", "audit", "jobs", "notices", "plans", "delivery", "rounds", "urging", "seeing")

urlpatterns = [
    path("", include("luoshi.web.own_urls")),
    *(
        path(f"{room}/", include(f"luoshi.{room}.urls"))
        for room in ROOMS
        if apps.is_installed(f"luoshi.{room}") and find_spec(f"luoshi.{room}.urls")
    ),
]

handler400 = "luoshi.web.errors.bad_request"
handler403 = "luoshi.web.errors.forbidden"
handler404 = "luoshi.web.errors.not_found"
handler500 = "luoshi.web.errors.server_error"
