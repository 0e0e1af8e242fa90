"""The Django application of this room."""

from importlib import import_module

from django.apps import AppConfig
from django.core.signals import request_started
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "luoshi.rounds"
    verbose_name = _("Reporting rounds")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.audit.words import ACTIONS
        from luoshi.flow.contract import CONTRACTS
        from luoshi.rounds.services import days, following

        CONTRACTS.expect("round", stages=("open", "withdrawn"), ways=("close", "withdraw"), roles=("office", "system"))
        import_module("luoshi.rounds.jobs")  # what recurs registers itself
        following.connect()
        request_started.connect(days.apply_if_old, dispatch_uid="rounds.calendar")
        ACTIONS.update(
            {
                "rounds.opened": _("opened a round"),
                "rounds.close": _("closed a round"),
                "rounds.reopen": _("opened a round again"),
                "rounds.withdraw": _("withdrew a round"),
                "rounds.form_submitted": _("submitted a form"),
                "rounds.reviewed": _("reviewed reports of a round"),
                "rounds.reminded": _("reminded units"),
                "rounds.book_taken": _("took answers from a workbook"),
                "rounds.schedule_set": _("set a schedule of rounds"),
                "rounds.schedule_rests": _("stopped a schedule of rounds"),
                "rounds.schedule_goes_on": _("let a schedule of rounds go on"),
                "rounds.days_set": _("set days of the calendar"),
                "rounds.day_removed": _("removed a day from the calendar"),
            }
        )
