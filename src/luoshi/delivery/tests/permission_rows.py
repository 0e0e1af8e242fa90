"""Who may open which page of the delivery desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from luoshi.accounts.roles import SEPARATE, Role
from luoshi.delivery.models import Evidence, Extension, Milestone, Report
from luoshi.delivery.tests.desk_world import DeskWorld, build
from luoshi.flow import clock
from luoshi.web.testworld import EVERYBODY, Row, World

UNIT = frozenset({Role.REPORTER, Role.UNIT_REVIEWER, Role.LEAD_UNIT})
OFFICES = frozenset({Role.GROUP_OFFICE, Role.COORDINATION})
WATCHERS = OFFICES | {Role.SUPERVISION, Role.LEADER}
NAMERS = OFFICES | {Role.SUPERVISION}
READERS = EVERYBODY - SEPARATE


def task(world: World) -> Mapping[str, Any]:
    return {"pk": build(world).tasks[0].pk}


def target(world: World) -> Mapping[str, Any]:
    return {"pk": build(world).task.plan_task.targets.get().pk}


def open_task(world: World) -> Mapping[str, Any]:
    return {"pk": build(world).accepted().pk}


def report(world: World) -> Mapping[str, Any]:
    return {"pk": _draft(build(world)).pk}


def submitted(world: World) -> Mapping[str, Any]:
    """A report that its unit has passed on: an office may read and review it."""
    draft = _draft(build(world))
    Report.objects.filter(pk=draft.pk).update(state="office_review")
    return {"pk": draft.pk}


def seen_file(world: World) -> Mapping[str, Any]:
    found = file(world)
    Report.objects.update(state="office_review")
    return found


def _draft(busy: DeskWorld) -> Report:
    busy.accepted()
    return busy.draft()


def file(world: World) -> Mapping[str, Any]:
    draft = _draft(build(world))
    by = world.people[Role.REPORTER]
    made = Evidence(report=draft, name="a.txt", media_type="text/plain", size=1, sha256="0" * 64, by=by, at=clock.now())
    made.file.name = "evidence/00/absent.txt"
    made.save()
    return {"pk": made.pk}


def milestone(world: World) -> Mapping[str, Any]:
    made = Milestone.objects.create(task=build(world).accepted(), name="half", due=date(2026, 6, 1))
    return {"pk": made.pk}


def extension(world: World) -> Mapping[str, Any]:
    made = Extension(task=build(world).accepted(), reason="rain", asked_due=date(2027, 1, 1), asked_at=clock.now())
    made.state, made.state_since = "asked", clock.now()
    made.save()
    return {"pk": made.pk}


ROWS = [
    Row("delivery:desk"),
    Row("delivery:desk_section", status=404, refused=404, arguments=lambda _world: {"name": "nothing"}),
    Row("delivery:dashboard", allowed=READERS),
    Row("delivery:leader", allowed=frozenset({Role.COORDINATION, Role.SUPERVISION, Role.LEADER})),
    Row("delivery:task_list", allowed=READERS),
    Row("delivery:report_list", allowed=READERS),
    Row("delivery:flows", allowed=READERS),
    Row("delivery:task_move_many", "POST", allowed=READERS, status=302),
    Row("delivery:report_move_many", "POST", allowed=READERS, status=302),
    Row("delivery:rules", allowed=WATCHERS),
    Row("delivery:rule_adopt", "POST", allowed=OFFICES, status=302),
    Row("delivery:task_curve", "POST", allowed=UNIT | OFFICES, status=302, arguments=open_task),
    Row("delivery:target_pace", allowed=UNIT | OFFICES, arguments=target),
    Row("delivery:target_pace", "POST", allowed=UNIT | OFFICES, arguments=target),
    Row("delivery:task_detail", allowed=READERS, arguments=task),
    Row("delivery:task_story", allowed=READERS, arguments=task),
    Row("delivery:task_why", allowed=READERS, arguments=task),
    Row("delivery:task_move", "POST", allowed=READERS, status=302, arguments=task),
    Row("delivery:task_lead", "POST", allowed=NAMERS, status=302, arguments=task),
    Row("delivery:milestone_add", "POST", allowed=UNIT, status=302, arguments=open_task),
    Row("delivery:milestone_done", "POST", allowed=UNIT, status=302, arguments=milestone),
    Row("delivery:light_override", "POST", allowed=frozenset({Role.LEADER}), status=302, arguments=task),
    Row("delivery:extension_ask", "POST", allowed=UNIT, status=302, arguments=open_task),
    Row(
        "delivery:extension_decide",
        "POST",
        allowed=READERS,
        status=302,
        arguments=extension,
    ),
    Row("delivery:report_begin", "POST", allowed=UNIT, status=302, arguments=open_task),
    Row("delivery:report_unchanged", "POST", allowed=UNIT, status=302, arguments=open_task),
    Row("delivery:report_detail", allowed=READERS, arguments=submitted),
    Row("delivery:report_save", "POST", allowed=UNIT, status=409, arguments=report),
    Row("delivery:report_move", "POST", allowed=UNIT | OFFICES, status=302, arguments=submitted),
    Row("delivery:evidence_add", "POST", allowed=UNIT, status=302, arguments=report),
    Row("delivery:evidence", allowed=READERS, status=302, arguments=seen_file),
    Row("delivery:evidence_remove", "POST", allowed=UNIT, status=302, arguments=file),
]
