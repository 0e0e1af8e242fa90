"""What action codes mean, in words. A room adds its own codes when it starts: `ACTIONS.update({...})`."""

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
}


def in_words(action: str) -> str:
    """The action in words; the bare code where no room has said what it means."""
    return str(ACTIONS.get(action, action))
