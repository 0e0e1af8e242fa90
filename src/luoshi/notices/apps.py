"""The Django application of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "luoshi.notices"
    default_auto_field = "django.db.models.BigAutoField"
