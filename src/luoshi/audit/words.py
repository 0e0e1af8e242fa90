"""What action codes mean, in words. A room adds its own codes when it starts: `ACTIONS.update({...})`.

Codes that are made of a step of a flow get their words from the flow: `STEPS["delivery.task_"] = words_of_step`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Any] = {
    "accounts.user_created": _("created the account"),
    "accounts.user_updated": _("changed the account"),
    "accounts.password_changed": _("changed the password"),
    "accounts.password_reset": _("gave a new temporary password"),
    "accounts.profile_changed": _("changed the profile"),
    "accounts.role_assigned": _("gave a role"),
    "accounts.role_removed": _("took a role away"),
    "accounts.signed_in": _("signed in"),
    "accounts.signed_out": _("signed out"),
    "accounts.sign_in_refused": _("was refused at sign-in"),
    "orgs.region_created": _("created the region"),
    "orgs.unit_created": _("created the unit"),
    "orgs.unit_updated": _("changed the unit"),
    "orgs.alias_added": _("added another name"),
    "orgs.alias_decided": _("decided what a name means"),
    "orgs.alias_removed": _("removed another name"),
    "orgs.person_appointed": _("appointed a person"),
    "orgs.person_left": _("ended an appointment"),
    "orgs.region_updated": _("changed the region"),
    "orgs.region_ended": _("let the region end"),
    "orgs.unit_renamed": _("renamed the unit"),
    "orgs.units_merged": _("merged another unit into it"),
    "orgs.merge_undone": _("undid a merge"),
    "orgs.person_created": _("entered the person"),
    "orgs.person_updated": _("changed the person"),
    "orgs.post_created": _("created the post"),
    "orgs.post_updated": _("changed the post"),
    "orgs.group_updated": _("changed the working group"),
    "orgs.member_added": _("added a member"),
    "orgs.member_removed": _("took a member out"),
    "orgs.convenor_added": _("added a convenor"),
    "orgs.convenor_set": _("said who a convenor is"),
    "orgs.convenor_removed": _("took a convenor out"),
    "orgs.liaison_set": _("named the liaison"),
    "accounts.person_linked": _("said whose account it is"),
    "jobs.run_soon": _("had a job run at once"),
    "accounts.handed_over": _("handed a post over"),
}

STEPS: dict[str, Callable[[str], str]] = {}


def in_words(action: str) -> str:
    """The action in words; the bare code where no room has said what it means."""
    if action in ACTIONS:
        return str(ACTIONS[action])
    for prefix, words_of_step in STEPS.items():
        if action.startswith(prefix):
            return words_of_step(action.removeprefix(prefix))
    return action
