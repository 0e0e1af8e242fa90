"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UrgingConfig(AppConfig):
    name = "luoshi.urging"
    verbose_name = _("Urging")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.audit.words import ACTIONS
        from luoshi.flow.contract import CONTRACTS
        from luoshi.urging import receivers, story

        CONTRACTS.expect(
            "urge",
            stages=("proposed", "sent", "answered", "declined", "lapsed"),
            ways=("send", "confirm", "decline", "lapse", "answer"),
            roles=("office", "supervision", "leader", "system"),
        )
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
