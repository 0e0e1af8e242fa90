"""Who acts for the office of a working group, shown on the group's page."""

from typing import Any

from django.db.models import Q, QuerySet

from luoshi.accounts.models import RoleAssignment
from luoshi.accounts.roles import Role
from luoshi.orgs.models import WorkingGroup
from luoshi.orgs.panels import Panel, add_panel


def office_roles(group: WorkingGroup) -> QuerySet[RoleAssignment]:
    """The roles by which a group's office acts: given for the group, or for the unit that keeps its office."""
    scope = Q(group=group)
    if group.office_unit_id is not None:
        scope |= Q(unit=group.office_unit_id)
    return RoleAssignment.objects.filter(scope, role=Role.GROUP_OFFICE)


def office_panel(group: WorkingGroup, _visitor: Any) -> Panel:
    """The holders of those roles, by post or by name."""
    holders = office_roles(group).select_related("user", "post__unit", "unit")
    return Panel("accounts/_group_office.html", {"holders": holders})


def connect() -> None:
    """Called once, when Django is ready."""
    add_panel(WorkingGroup, office_panel)
