"""The plans room as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "luoshi.plans"
    label = "plans"
    verbose_name = _("plans")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.plans import audit_words

        audit_words.connect()
