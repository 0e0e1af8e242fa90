"""The room's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowConfig(AppConfig):
    name = "luoshi.flow"
    verbose_name = _("Flow")
    default_auto_field = "django.db.models.BigAutoField"
