"""Much in one call: 1,000 tasks as JSON, 1,000 tasks put in motion, the lights of all 20,000 judged anew; with peers.

The peers do the same plainly: tasks as Django's own objects with `prefetch_related` and `JsonResponse`, or as rows of
hand-written SQL; tasks stored one after the other with `create`, without history and lights.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from benches import databases
from benches.asking import ask, quantile
from benches.databases import TASKS
from benches.table import Table

MANY = 1_000


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds of each run; `aim` is for the 95th percentile, 0 for a peer."""

    what: str
    aim: int
    times: list[float]
    queries: int | None = None

    @property
    def median(self) -> float:
        return quantile(self.times, 50)

    @property
    def p95(self) -> float:
        return quantile(self.times, 95)

    @property
    def cells(self) -> list[str]:
        return [f"{self.median:,.0f}", f"{self.p95:,.0f}", "–" if self.queries is None else str(self.queries)]


def run() -> Table:
    """Both databases, one after the other."""
    found: dict[str, list[Figure]] = {}
    for name in databases.NAMES:
        with databases.copy_of(name, TASKS) as place:
            found[name] = [Figure(**row) for row in databases.inside(place, "benches.bulk")]
    rows = []
    for figures in zip(*(found[name] for name in databases.NAMES), strict=True):
        first = figures[0]
        verdict = "peer" if not first.aim else "ok" if all(one.p95 <= one.aim for one in figures) else "over"
        cells = [cell for figure in figures for cell in figure.cells]
        rows.append([first.what, f"{first.aim:,}" if first.aim else "", *cells, verdict])
    heads = [f"{name} {what}" for name in databases.NAMES for what in ("median", "p95", "queries")]
    note = (
        "Milliseconds; wall clock, the database included. Lights: the aim is for processor time, which stands beside."
    )
    return Table(f"bulk: much in one call, among {TASKS:,} tasks", ["what", "aim", *heads, ""], rows, note)


def measure() -> list[Figure]:
    """In the process of one database."""
    found = [*_json(), *_created(), *_lights()]
    for figure in found:
        print(f"  {figure.what}: {figure.median:,.0f} ms", file=sys.stderr, flush=True)
    return found


def _json() -> list[Figure]:
    leader = databases.world()["people"]["leader"]
    asked = ask(leader, "/seeing/tasks.json", 30)
    return [
        Figure("1,000 tasks as JSON, with parties, targets and lights", 100, asked.times, asked.queries),
        Figure("  peer: Django's objects and JsonResponse", 0, _times(_objects, 5)),
        Figure("  peer: hand-written SQL and json.dumps", 0, _times(_rows, 15)),
    ]


def _objects() -> None:
    from django.http import JsonResponse

    from luoshi.delivery.models import Task

    wanted = Task.objects.order_by("pk").select_related("plan_task")
    found = wanted.prefetch_related("parties__unit", "plan_task__targets")[:MANY]
    tasks = [
        {
            "id": task.pk, "number": task.number, "title": task.title, "state": task.state, "due": task.due,
            "progress": task.progress, "light": task.light, "colour": task.colour, "why": task.light_reason_zh,
            "parties": [{"name": party.unit.name, "role": party.role} for party in task.parties.all()],
            "targets": [{"quote": one.quote, "value": one.value} for one in task.plan_task.targets.all()],
        }
        for task in found
    ]  # fmt: skip
    JsonResponse({"tasks": tasks})


def _rows() -> None:
    from django.db import connection

    task = "SELECT id, plan_task_id, number, title, state, due, progress, light, colour, light_reason_zh "
    with connection.cursor() as cursor:
        cursor.execute(f"{task} FROM delivery_task ORDER BY id LIMIT {MANY}")
        tasks = cursor.fetchall()
        cursor.execute(
            "SELECT task_id, name, role FROM delivery_taskparty p JOIN orgs_unit u ON u.id = p.unit_id "
            f"WHERE task_id <= {tasks[-1][0]} ORDER BY task_id, p.id"
        )
        parties = _by_first(cursor.fetchall())
        cursor.execute(f"SELECT task_id, quote, value FROM plans_target WHERE task_id <= {tasks[-1][1]} ORDER BY 1, id")
        targets = _by_first(cursor.fetchall())
    json.dumps([[*row, parties.get(row[0]), targets.get(row[1])] for row in tasks], default=str, ensure_ascii=False)


def _by_first(rows: list[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for first, *rest in rows:
        found.setdefault(first, []).append(rest)
    return found


def _created() -> list[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from luoshi.delivery.services.registering import register_from_version

    times, queries = [], 0
    for number in range(5):
        version = plan_of(MANY, number)
        with CaptureQueriesContext(connection) as captured:
            times += _times(lambda version=version: register_from_version(version=version, user=None), 1)  # type: ignore[misc]
        queries = len(captured)
    return [
        Figure("1,000 tasks put in motion in one call", 1000, times, queries),
        Figure(
            "  peer: create() for each task and party, nothing else",
            0,
            _times(lambda: _one_by_one(plan_of(MANY, 9)), 1),
        ),
    ]


def plan_of(count: int, number: int = 0) -> Any:
    """A published plan with that many tasks, each with three parties and a target, none of them in motion yet."""
    from luoshi.orgs.models import Unit
    from luoshi.plans import models as plans

    units = list(Unit.objects.order_by("pk")[:50])
    plan = plans.Plan.objects.create(title=f"第{number + 2}份方案", period="2026")
    version = plans.PlanVersion.objects.create(
        plan=plan, number=1, state="published", name="b.txt", sha256=f"{number}" * 64
    )
    made = plans.Task.objects.bulk_create(
        plans.Task(version=version, key=str(n), order=n, title=f"任务{n}", text="推进项目", start=0, end=1)
        for n in range(count)
    )
    plans.TaskUnit.objects.bulk_create(
        plans.TaskUnit(
            task=task, unit=units[(n + 9 * step) % 50], name="单位", role="support" if step else "lead", order=step
        )
        for n, task in enumerate(made)
        for step in range(3)
    )
    plans.Target.objects.bulk_create(
        plans.Target(
            version=version, task=task, key=str(n), order=n, quote="完成20处", indicator=f"数量{n}", comparator="ge",
            value=20, unit="处", start=0, end=1,
        )
        for n, task in enumerate(made)
    )  # fmt: skip
    return version


def _one_by_one(version: Any) -> None:
    from django.db import transaction

    from luoshi.delivery.models import Task, TaskParty
    from luoshi.flow import clock

    with transaction.atomic():
        for plan_task in version.tasks.prefetch_related("parties"):
            task = Task.objects.create(
                plan_task=plan_task, title=plan_task.title, start=clock.today(), state="assigned",
                state_since=clock.now(),
            )  # fmt: skip
            for party in plan_task.parties.all():
                TaskParty.objects.create(task=task, unit_id=party.unit_id, role=party.role, order=party.order)


def _lights() -> list[Figure]:
    from luoshi.delivery.models import Task
    from luoshi.delivery.services.lights import relight_all

    wall, cpu = [], []
    for _run in range(3):
        began = time.process_time()
        wall += _times(lambda: relight_all(Task.objects.all()), 1)
        cpu.append(1000 * (time.process_time() - began))
    what = f"the lights of {Task.objects.count():,} tasks judged anew"
    return [Figure(f"{what}, processor time", 4000, cpu), Figure("  the same, wall clock", 0, wall)]


def _times(work: Callable[[], Any], runs: int) -> list[float]:
    times = []
    for _run in range(runs):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return times


if __name__ == "__main__":
    databases.start_django()
    print(json.dumps([asdict(figure) for figure in measure()]))
