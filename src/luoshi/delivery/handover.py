"""What the desk adds to a handover, to a merge of units, and to a working group's page."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.handover import Open, register
from luoshi.accounts.models import User
from luoshi.delivery.models import Report, Task, TaskParty
from luoshi.delivery.rights import visible_tasks
from luoshi.delivery.selectors import dashboard, desk
from luoshi.orgs.models import WorkingGroup
from luoshi.orgs.panels import Panel, add_panel
from luoshi.orgs.services.merging import fold

SHOWN = 5
WEIGHT = {TaskParty.Role.LEAD: 2, TaskParty.Role.JOINT: 1, TaskParty.Role.SUPPORT: 0}


class DeskHandover:
    """Everything on the person's desk, and the drafts the person wrote."""

    def open_work(self, user: User) -> Sequence[Open]:
        sections = [
            Open(one.title, one.count, [_named(row) for row in one.rows[:SHOWN]]) for one in desk.sections(user)
        ]
        drafts = list(_drafts(user)[: SHOWN + 1])
        shown = [_named(report) for report in drafts[:SHOWN]]
        return [*sections, Open(_("Drafts written by this person"), _drafts(user).count(), shown)]

    def pass_on(self, leaving: User, successor: User) -> int:
        return int(_drafts(leaving).update(author=successor))


def _drafts(user: User) -> Any:
    return Report.objects.filter(author=user, state__in=Report.WITH_THE_UNIT).select_related("task", "unit")


def _named(row: Any) -> tuple[str, str]:
    if isinstance(row, Report):
        return str(row), reverse("delivery:report_detail", args=[row.pk])
    task = row if isinstance(row, Task) else getattr(row, "task", None)
    return str(row), reverse("delivery:task_detail", args=[task.pk]) if isinstance(task, Task) else ""


def one_party(kept: TaskParty, lost: TaskParty) -> Sequence[str]:
    """Of two parties to one task, the stronger part stays, and with it who answers."""
    if WEIGHT[TaskParty.Role(lost.role)] > WEIGHT[TaskParty.Role(kept.role)]:
        kept.role = lost.role
    kept.answers = kept.answers or lost.answers
    return "role", "answers"


def group_lights(group: WorkingGroup, visitor: Any) -> Panel | None:
    """The group's tasks by light, as far as the visitor may see them."""
    found = visible_tasks(visitor).filter(group=group)
    totals = dashboard.totals(found)
    return Panel("delivery/_group_lights.html", {"totals": totals, "group": group}) if totals.total else None


def connect() -> None:
    """Called once, when Django is ready."""
    register(DeskHandover())
    fold("delivery.taskparty", one_party)
    add_panel(WorkingGroup, group_lights)
