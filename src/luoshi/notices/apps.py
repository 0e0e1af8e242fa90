"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "luoshi.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.accounts import backends
        from luoshi.audit.words import ACTIONS
        from luoshi.notices import alarms, selectors

        alarms.connect()
        backends.READ_ALONG["unread_notices"] = selectors.unread_along()

        ACTIONS.update(
            {
                "notices.add_address": _("added an address for notices"),
                "notices.remove_address": _("removed an address for notices"),
                "notices.test_robot": _("tested a robot"),
                "notices.send_again": _("had a message sent again"),
                "notices.send_all_again": _("had all failed messages sent again"),
            }
        )
