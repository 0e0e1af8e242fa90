"""Two hundred people submit their reports for a minute, on PostgreSQL and the server that `luoshi serve` starts.

Each has a session of their own, as signing in makes it (made beforehand: 200 sign-ins are a minute of hashing
passwords), and the token against forged requests. Everybody opens the form of the round, writes a line that saves
itself, submits it and gets the page back, again and again, pausing as people do; every tenth submission is a double
click.
Afterwards every submission that was answered must be in the database, once: one report, one move, one audit record.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benches import databases
from benches.asking import quantile
from benches.databases import ROOT, TASKS, Place
from benches.table import Table

PEOPLE = 200
SECONDS = float(os.environ.get("LUOSHI_BENCH_SECONDS", "60"))
READING, WRITING = 18.0, 9.0  # mean seconds before a line is written, and before it is submitted
MOST_MILLISECONDS = 500
WORKERS, THREADS = 2, 8
HOST = "127.0.0.1"
LOAD_PATIENCE = SECONDS + 240


def run() -> Table:
    """The minute, the rush after it, and the look into the database. Raises where a report is lost or doubled."""
    with databases.copy_of("PostgreSQL", TASKS) as place:
        people = databases.inside(place, "benches.submitting", "prepare", str(PEOPLE))
        port = _free_port()
        plan = {"host": HOST, "port": port, "seconds": SECONDS, "reading": READING, "writing": WRITING}
        with _serving(place, port):
            print(f"  {PEOPLE} people for {SECONDS:.0f} seconds …", file=sys.stderr, flush=True)
            told = _loaded({"plan": plan, "people": people})
        (place.folder / "submitted.json").write_text(json.dumps(told["submitted"]), "utf-8")
        found = databases.inside(place, "benches.submitting", "check")
    faults = [*told["faults"], *found["faults"]]
    if faults:
        raise AssertionError(f"{len(faults)} faults, such as: " + " | ".join(faults[:5]))
    return _table(told, found)


def _table(told: dict[str, Any], found: dict[str, Any]) -> Table:
    times = {
        kind: [seconds for one, _status, seconds in told["answers"] if one == kind]
        for kind in ("page", "save", "submit")
    }
    everything = [seconds for own in times.values() for seconds in own]
    rows = [
        _row("opening the form (20 lines)", times["page"]),
        _row("a line saves itself", times["save"]),
        _row("submitting", times["submit"]),
        _row("all of them", everything),
        _row(f"all {PEOPLE} press “submit” in the same moment", told["rush"], aimed=False),
    ]
    note = (
        f"{PEOPLE} people, {told['spent']:.0f} s, {len(everything) / told['spent']:.0f} requests a second; "
        f"{WORKERS} processes of {THREADS} threads and the people on the same machine. In the database afterwards: "
        f"{found['reports']:,} of {len(told['submitted']):,} submissions, each once, none twice though "
        f"{found['doubled']} were sent twice; {found['records']:,} audit records in one chain; "
        f"answers {told['statuses']}."
    )
    return Table(
        "submitting: 200 people at once", ["what", "aim ms", "requests", "median", "p95", "longest", ""], rows, note
    )


def _row(what: str, times: list[float], *, aimed: bool = True) -> list[str]:
    spent = [1000 * seconds for seconds in times]
    p95 = quantile(spent, 95)
    verdict = "" if not aimed else "ok" if p95 <= MOST_MILLISECONDS else "over"
    aim = str(MOST_MILLISECONDS) if aimed else ""
    return [what, aim, f"{len(spent):,}", f"{quantile(spent, 50):,.0f}", f"{p95:,.0f}", f"{max(spent):,.0f}", verdict]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(place: Place, port: int) -> Iterator[None]:
    """The server as an installation runs it; it is stopped in any case."""
    command = [
        sys.executable, "-c", "from luoshi.cli.main import main; main()", "serve", "--host", HOST, "--port", str(port),
        "--workers", str(WORKERS), "--threads", str(THREADS),
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=place.environment(LUOSHI_DATABASE_POOL="1"), stdout=sys.stderr)
    try:
        _wait_for(server, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/accounts/sign-in/", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not start")


def _loaded(given: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benches.load"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True, timeout=LOAD_PATIENCE
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def prepare(number: int) -> list[dict[str, Any]]:
    """Sessions for that many reporters, each with the form of the open round and the lines on its first page."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from luoshi.accounts.models import User
    from luoshi.rounds.models import Form, Line

    world, people = databases.world(), []
    asked = Form.objects.filter(round=world["round"], line_count__gt=2).values("unit")
    for user in User.objects.filter(pk__in=asked, username__startswith="reporter").order_by("pk")[:number]:
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "luoshi.accounts.backends.HouseBackend"
        session.create()
        lines = Line.objects.filter(form__round=world["round"], form__unit=user.pk).order_by("order", "pk")[:20]
        people.append(
            {
                "number": user.pk, "session": session.session_key, "form": lines[0].form_id,
                "lines": [line.pk for line in lines],
            }
        )  # fmt: skip
    return people


def check() -> dict[str, Any]:
    """Whether each submission is stored once: its report with its words, one move, one record; the chain whole."""
    from pathlib import Path

    from luoshi.audit.models import Record
    from luoshi.audit.services import verify
    from luoshi.delivery.models import Report
    from luoshi.flow.models import Transition
    from luoshi.rounds.models import Line, Round

    submitted = json.loads((Path(os.environ["LUOSHI_DATA"]) / "submitted.json").read_text("utf-8"))
    round_ = Round.objects.get(pk=databases.world()["round"])
    reports = {
        (report.task_id, report.unit_id): report
        for report in Report.objects.filter(period=round_.period).exclude(submitted_at=None)
    }
    moves = _counted(Transition.objects.filter(subject_type="delivery.report", name="submit"), "subject_id")
    records = _counted(Record.objects.filter(action="delivery.report_submit"), "subject_id")
    lines = Line.objects.select_related("form").in_bulk([one["line"] for one in submitted])
    faults, seen = [], set()
    for one in submitted:
        line = lines[one["line"]]
        report = reports.get((line.task_id, line.form.unit_id))
        if (
            report is None
            or report.words != one["words"]
            or report.state != "unit_review"
            or line.state != report.state
        ):
            faults.append(f"line {line.pk}: not stored as it was submitted")
        elif moves.get(report.pk) != 1 or records.get(str(report.pk)) != 1:
            faults.append(f"report {report.pk}: {moves.get(report.pk)} moves, {records.get(str(report.pk))} records")
        else:
            seen.add(report.pk)
    if len(seen) != len(submitted) or len(reports) != len(submitted):
        faults.append(f"{len(submitted)} were submitted, {len(reports)} are stored")
    verdict = verify()
    if not verdict.whole:
        faults.append(verdict.fault)
    doubled = sum(one["times"] > 1 for one in submitted)
    return {"faults": faults, "reports": len(seen), "records": verdict.checked, "doubled": doubled}


def _counted(rows: Any, name: str) -> dict[Any, int]:
    from django.db.models import Count

    return dict(rows.order_by().values_list(name).annotate(Count("pk")))


if __name__ == "__main__":
    databases.start_django()
    print(json.dumps(prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else check()))
