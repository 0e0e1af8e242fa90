"""The Django application of this room."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "luoshi.orgs"
    default_auto_field = "django.db.models.BigAutoField"
