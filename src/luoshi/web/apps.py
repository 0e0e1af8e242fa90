"""The Django application that holds the shared templates, tags and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "luoshi.web"
