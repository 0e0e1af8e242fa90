"""How long the server takes for every list, dashboard and form, and how many queries, with 20,000 tasks.

Each page is asked for through Django's test client as a person who sees much of it: once to warm up, 30 times for the
figure, once for the queries. The time is the whole of it: the database, Python and the template, without the network.
"""

import json
import os
import statistics
import sys
from typing import Any

from benches import databases
from benches.asking import Asked, ask
from benches.databases import TASKS
from benches.table import Table

REQUESTS = int(os.environ.get("LUOSHI_BENCH_REQUESTS", "30"))
MOST_MILLISECONDS, MOST_QUERIES = 150, 12
PAGES: tuple[tuple[str, str], ...] = (
    ("leader", "/delivery/leader/"),
    ("leader", "/delivery/dashboard/"),
    ("lead_unit", "/delivery/dashboard/"),
    ("leader", "/delivery/tasks/"),
    ("leader", "/delivery/tasks/?order=due&life=running"),
    ("leader", "/delivery/tasks/?q=养老&part={part}"),
    ("leader", "/delivery/tasks/?page=300"),
    ("coordination", "/delivery/tasks/"),
    ("lead_unit", "/delivery/tasks/"),
    ("leader", "/delivery/tasks/{task}/"),
    ("leader", "/delivery/reports/"),
    ("leader", "/delivery/reports/?state=office_review"),
    ("leader", "/delivery/reports/?q=河道清淤"),
    ("leader", "/delivery/reports/?page=300"),
    ("lead_unit", "/delivery/reports/"),
    ("leader", "/delivery/reports/{report}/"),
    ("reporter", "/delivery/"),
    ("lead_unit", "/delivery/"),
    ("group_office", "/delivery/"),
    ("coordination", "/delivery/"),
    ("supervision", "/delivery/"),
    ("coordination", "/delivery/rules/"),
    ("coordination", "/rounds/"),
    ("coordination", "/rounds/{round}/"),
    ("coordination", "/rounds/{past_round}/review/"),
    ("reporter", "/rounds/"),
    ("reporter", "/rounds/forms/{form}/"),
    ("coordination", "/rounds/schedules/"),
    ("coordination", "/urging/"),
    ("lead_unit", "/urging/"),
    ("leader", "/urging/tasks/{task}/"),
    ("reporter", "/notices/"),
    ("leader", "/seeing/units/"),
    ("leader", "/seeing/units/{unit}/"),
    ("lead_unit", "/seeing/units/{unit}/"),
    ("leader", "/seeing/parts/"),
    ("leader", "/seeing/parts/{part}/"),
    ("leader", "/seeing/groups/"),
    ("leader", "/seeing/groups/{group}/"),
    ("leader", "/seeing/regions/"),
    ("leader", "/seeing/regions/{region}/"),
    ("leader", "/seeing/timeline/"),
    ("leader", "/seeing/months/"),
    ("leader", "/seeing/changes/"),
    ("lead_unit", "/seeing/changes/"),
    ("leader", "/seeing/search/?q=低保"),
    ("leader", "/seeing/search/?q=网络零售额"),
    ("leader", "/seeing/search/?q=推"),
    ("leader", "/seeing/search/?q=第01999号"),
    ("leader", "/seeing/search/?q=低保&kind=report&page=3"),
    ("lead_unit", "/seeing/search/?q=低保"),
    ("coordination", "/orgs/regions/"),
    ("coordination", "/orgs/units/"),
    ("coordination", "/orgs/units/{unit}/"),
    ("coordination", "/orgs/people/"),
    ("coordination", "/orgs/people/{person}/"),
    ("coordination", "/orgs/groups/"),
    ("coordination", "/orgs/groups/{group}/"),
    ("leader", "/plans/"),
    ("leader", "/plans/{plan}/"),
    ("leader", "/plans/versions/{version}/tasks/"),
    ("leader", "/plans/versions/{version}/targets/"),
    ("leader", "/plans/versions/{version}/findings/"),
    ("administrator", "/accounts/users/"),
    ("auditor", "/audit/"),
)


def run() -> Table:
    """Both databases, one after the other."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in databases.NAMES:
        with databases.copy_of(name, TASKS) as place:
            found[name] = databases.inside(place, "benches.pages")
    rows = []
    for at, (who, address) in enumerate(PAGES):
        cells = [Asked(**found[name][at]) for name in databases.NAMES]
        verdict = "ok" if all(_keeps(asked) for asked in cells) else "over"
        rows.append([f"{who} {address}", *(part for asked in cells for part in asked.cells), verdict])
    heads = [f"{name} {what}" for name in databases.NAMES for what in ("median", "p95", "queries")]
    over = sum(row[-1] == "over" for row in rows)
    note = (
        f"Milliseconds of {REQUESTS} requests each. Aim: p95 ≤ {MOST_MILLISECONDS} ms and ≤ {MOST_QUERIES} queries "
        f"on both; {len(rows) - over} of {len(rows)} pages keep it."
    )
    return Table(f"pages: lists, dashboards, forms with {TASKS:,} tasks", ["page", *heads, "aim"], rows, note)


def _keeps(asked: Asked) -> bool:
    return asked.p95 <= MOST_MILLISECONDS and asked.queries <= MOST_QUERIES


def measure(requests: int = REQUESTS) -> list[Asked]:
    """In the process of one database: every page, in the order of PAGES."""
    world = databases.world()
    found = []
    for who, address in PAGES:
        found.append(ask(world["people"][who], address.format(**world), requests))
        print(f"  {who} {address}: {statistics.median(found[-1].times):.0f} ms", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    databases.start_django()
    print(json.dumps([asked.as_json() for asked in measure()]))
