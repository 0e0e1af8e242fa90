"""Titles of what happens on the desk; each is written in the language of whoever is told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.notices.models import Kind

# What happened → the audience, the kind of notice, its title. {thing} is the task, {who} the person who acted.
Line = tuple[tuple[str, ...], Kind, Any]
UNIT = ("reporter", "unit_reviewer", "lead_unit")
OFFICE = ("group_office",)

TASK: dict[str, Line] = {
    "assign": (UNIT, Kind.ASSIGNED, _("To accept: {thing}")),
    "reassign": (UNIT, Kind.ASSIGNED, _("To accept, assigned again: {thing}")),
    "dispute": ((*OFFICE, "supervision"), Kind.SUBMITTED, _("Disputed by its unit: {thing}")),
    "claim_completion": (OFFICE, Kind.SUBMITTED, _("To verify, completion claimed: {thing}")),
    "reject_claim": (UNIT, Kind.RETURNED, _("Completion not confirmed: {thing}")),
    "verify": (UNIT, Kind.PASSED, _("Completion verified: {thing}")),
    "strike_off": (UNIT, Kind.PASSED, _("Struck off: {thing}")),
    "begin_revisit": (UNIT, Kind.DECIDED, _("Is being revisited: {thing}")),
    "reopen": (UNIT, Kind.DECIDED, _("Reopened: {thing}")),
    "suspend": (UNIT, Kind.DECIDED, _("Suspended: {thing}")),
    "resume": (UNIT, Kind.DECIDED, _("Goes on: {thing}")),
    "cancel": (UNIT, Kind.DECIDED, _("Cancelled: {thing}")),
}
REPORT: dict[str, Line] = {
    "submit": (("unit_reviewer",), Kind.SUBMITTED, _("Report to review: {thing}")),
    "pass_unit": (("lead_unit",), Kind.SUBMITTED, _("Report of a supporting unit to review: {thing}")),
    "pass_unit_as_lead": (OFFICE, Kind.SUBMITTED, _("Report to review: {thing}")),
    "pass_lead": (OFFICE, Kind.SUBMITTED, _("Report to review: {thing}")),
    "pass_office": (("author",), Kind.PASSED, _("Report passed: {thing}")),
    "return_unit": (("author",), Kind.RETURNED, _("Report returned: {thing}")),
    "return_lead": (("author", "reporter"), Kind.RETURNED, _("Report returned: {thing}")),
    "return_office": (("author", "reporter"), Kind.RETURNED, _("Report returned: {thing}")),
}
EXTENSION: dict[str, Line] = {
    "ask": ((*OFFICE, "supervision"), Kind.SUBMITTED, _("An extension or a change is asked for: {thing}")),
    "grant": (("author", "lead_unit"), Kind.DECIDED, _("Another date is granted: {thing}")),
    "grant_change": (("author", "lead_unit"), Kind.DECIDED, _("A change is granted: {thing}")),
    "refuse": (("author", "lead_unit"), Kind.DECIDED, _("The request is refused: {thing}")),
}
# Whom a step of the ladder speaks to, and who decides on it, by the pack's words.
AUDIENCES: dict[str, Any] = {
    "reporter": _("reporters"),
    "unit_reviewer": _("unit reviewers"),
    "unit_leader": _("the unit's leader"),
    "lead_unit": _("the lead unit"),
    "group_office": _("the group's office"),
    "supervision": _("the supervision office"),
    "leader": _("leaders"),
}
DECIDERS: dict[str, Any] = {
    "office": _("the group's office"),
    "supervision": _("the supervision office"),
    "leader": _("a leader"),
}
# A step of a stage's clock, by the flow's word for it.
CLOCK: dict[str, Any] = {
    "remind": _("Waits too long: {thing}"),
    "urge": _("Has waited for days: {thing}"),
    "supervise": _("Has waited far too long: {thing}"),
}
CLOCK_AUDIENCE: dict[str, tuple[str, ...]] = {
    "party": ("reporter",),
    "reviewer": ("unit_reviewer",),
    "lead": UNIT,
    "office": OFFICE,
    "supervision": ("supervision",),
    "leader": ("leader",),
}
