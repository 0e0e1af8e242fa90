"""The room's entry in Django: it hears what is saved, so that the search index follows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeeingConfig(AppConfig):
    name = "luoshi.seeing"
    verbose_name = _("Overview")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.audit.words import ACTIONS
        from luoshi.delivery.selectors import saying
        from luoshi.seeing import fulltext, receivers

        receivers.connect()
        saying.WAYS.append(fulltext.reports_with)
        ACTIONS.update({"seeing.view_saved": _("kept a view"), "seeing.view_removed": _("removed a view")})
