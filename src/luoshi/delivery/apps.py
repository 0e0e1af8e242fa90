"""The room's entry in Django: it hears when a plan is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "luoshi.delivery"
    verbose_name = _("Delivery desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.delivery import contracts, handover, receivers

        contracts.connect()
        receivers.connect()
        handover.connect()
