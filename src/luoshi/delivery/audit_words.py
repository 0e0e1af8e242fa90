"""What this room's entries in the audit record mean."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from luoshi.audit.words import ACTIONS, STEPS
from luoshi.flow.models import Transition


def connect() -> None:
    """Called once, when Django is ready."""
    for flow in ("task", "report", "extension"):
        STEPS[f"delivery.{flow}_"] = partial(_step, flow)
    ACTIONS.update(
        {
            "delivery.registered": _("put the tasks of a plan in motion"),
            "delivery.units_taken_up": _("gave tasks the units that names turned out to mean"),
            "delivery.lead_named": _("named the lead unit"),
            "delivery.milestone_added": _("added a milestone"),
            "delivery.milestone_finished": _("marked a milestone"),
            "delivery.extension_asked": _("asked for another date"),
            "delivery.light_overridden": _("set a light by hand"),
            "delivery.rule_adopted": _("adopted a light rule"),
            "delivery.curve_chosen": _("chose the pace of a task"),
            "delivery.target_measured": _("said how a target is measured"),
            "delivery.target_not_measured": _("took a target out of the light"),
            "delivery.evidence_added": _("added a file"),
            "delivery.evidence_removed": _("removed a file"),
        }
    )


def _step(flow: str, name: str) -> str:
    return Transition(graph=flow, name=name).words
