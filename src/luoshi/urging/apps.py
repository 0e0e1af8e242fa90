"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UrgingConfig(AppConfig):
    name = "luoshi.urging"
    verbose_name = _("Urging")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.audit.words import ACTIONS
        from luoshi.urging import receivers, story

        receivers.connect()
        story.connect()
        ACTIONS.update(
            {
                "urging.proposed": _("proposed a step of urging"),
                "urging.sent": _("sent a step of urging"),
                "urging.by_hand": _("urged by hand"),
                "urging.confirmed": _("confirmed a step of urging"),
                "urging.declined": _("declined a step of urging"),
            }
        )
