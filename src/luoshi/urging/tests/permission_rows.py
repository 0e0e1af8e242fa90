"""Who may see the ladder, decide on it, and urge by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from luoshi.accounts.roles import VERBS, Role, Verb
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import build
from luoshi.flow import clock
from luoshi.urging.models import Urge
from luoshi.web.testworld import Row, World

READERS = frozenset(role for role in Role if Verb.READ_TASKS in VERBS[role])
DECIDERS = frozenset({Role.SUPERVISION, Role.LEADER})
URGERS = DECIDERS | {Role.GROUP_OFFICE, Role.COORDINATION}


def task(world: World) -> Mapping[str, Any]:
    busy = build(world)
    Task.objects.update(group=world.group)
    return {"pk": busy.accepted().pk}


def proposal(world: World) -> Mapping[str, Any]:
    """A step that awaits confirmation, on a task that everybody may read."""
    key = task(world)["pk"]
    urge = Urge(task_id=key, run=0, step="supervise", at=clock.now(), state="proposed", state_since=clock.now())
    urge.reason_zh, urge.reason_en = f"{date(2026, 6, 30)}", "late"
    urge.save()
    return {"pk": urge.pk}


ROWS = [
    Row("urging:list", allowed=READERS),
    Row("urging:confirm", "POST", allowed=DECIDERS, status=302),
    Row("urging:decline", "POST", allowed=DECIDERS, status=302, arguments=proposal),
    Row("urging:task", allowed=READERS, arguments=task),
    Row("urging:panel", allowed=READERS, arguments=task),
    Row("urging:by_hand", "POST", allowed=URGERS, status=302, arguments=task),
]
