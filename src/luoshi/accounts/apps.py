"""The Django application of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luoshi.accounts"
    default_auto_field = "django.db.models.BigAutoField"
