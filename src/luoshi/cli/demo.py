"""`luoshi demo`: a county at work, built from the sample plan and served on this machine."""

import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from luoshi import __version__
from luoshi.web.environment import DATA_FOLDER, DATABASE_ADDRESS, EnvironmentFault
from luoshi.web.serving import PortTaken, Server, check_port

FOLDER = Path("var/demo")
STAMP = "demo.json"
HERE = Path(__file__).resolve().parent.parent
# Whatever the demo is made of: when one of these changes, the next start builds it anew.
INGREDIENTS = (
    "sample", "extraction", "reading", "plans", "delivery", "rounds", "flow", "packs", "progress", "orgs", "accounts",
)  # fmt: skip
FIRST, LAST, USUAL = date(2026, 9, 1), date(2026, 12, 20), date(2026, 11, 20)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Build it anew even if it is up to date; what was entered is lost.")
@click.option("--build-only", is_flag=True, help="Build, print who to sign in as, and do not serve.")
def demo(port: int, reset: bool, build_only: bool) -> None:
    """Build an invented county with six months of work in it, and serve it on 127.0.0.1."""
    console = Console()
    try:
        if not build_only:
            check_port("127.0.0.1", port)
        today = date.today()
        day = demo_day(today)
        _surroundings(day, day == today)
        mark = _mark()
        if reset or not _is_current(mark):
            _build(console, day, mark)
        _ready()
    except (PortTaken, EnvironmentFault) as fault:
        raise click.ClickException(str(fault)) from None
    _introduce(console, port, day)
    if not build_only:
        Server(host="127.0.0.1", port=port, workers=1, threads=8, job_threads=1).run()


def demo_day(today: date) -> date:
    """The day on which the demo stands: today while the sample plan's year runs, else a day late in that year."""
    return today if FIRST <= today <= LAST else USUAL


def _surroundings(day: date, is_today: bool) -> None:
    """A folder and a database of its own, whatever the environment names: the demo never touches real data."""
    os.environ.pop(DATABASE_ADDRESS, None)
    os.environ[DATA_FOLDER] = str(FOLDER.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.web.settings"
    if not is_today:
        os.environ["LUOSHI_DAY"] = day.isoformat()


def _mark() -> str:
    digest = hashlib.sha256(__version__.encode())
    files = [path for room in INGREDIENTS for path in (HERE / room).rglob("*") if path.is_file()]
    files += HERE.glob("cli/demo*.py")
    for path in sorted(files):
        if path.suffix in {".py", ".yaml", ".json", ".md"} and "tests" not in path.parts:
            digest.update(str(path.relative_to(HERE)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_current(mark: str) -> bool:
    stamp = FOLDER / STAMP
    try:
        return bool(json.loads(stamp.read_text(encoding="utf-8"))["mark"] == mark)
    except (OSError, ValueError, KeyError):
        return False


def _build(console: Console, day: date, mark: str) -> None:
    """Everything is built in a fresh folder; the stamp is written last, so that a broken-off build is built again."""
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(parents=True)
    _prepare()
    from luoshi.cli.demo_adjust import adjust_plan
    from luoshi.cli.demo_life import live
    from luoshi.cli.demo_people import await_review, import_plan, publish_plan, settle_county
    from luoshi.cli.demo_posts import name_liaisons, staff

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        first = bars.add_task("Reading the sample plan", total=4)
        county = settle_county()
        bars.advance(first)
        version = import_plan(county, FOLDER)
        bars.advance(first)
        publish_plan(county, version, day)
        staff(county, day)
        name_liaisons(county)
        bars.advance(first)
        await_review(county, FOLDER)
        bars.advance(first)
        second = bars.add_task("Six months of work", total=1)
        live(county, day, lambda done, total: bars.update(second, completed=done, total=total))
        third = bars.add_task("The plan adjusted", total=1)
        adjust_plan(county, version.plan, FOLDER, day)
        bars.advance(third)
    (FOLDER / STAMP).write_text(json.dumps({"mark": mark, "day": day.isoformat()}), encoding="utf-8")


def _prepare() -> None:
    from luoshi.cli.serve import prepare

    prepare()


def _ready() -> None:
    """A second start: bring up what a newer code may need, and keep the demo's passwords young."""
    _prepare()
    from django.utils import timezone

    from luoshi.accounts.models import User
    from luoshi.delivery.services.lights import relight_stale

    User.objects.update(password_changed_at=timezone.now())
    relight_stale()


def _introduce(console: Console, port: int, day: date) -> None:
    from luoshi.cli.demo_people import PASSWORD, PEOPLE

    table = Table(title=f"http://127.0.0.1:{port}/  ·  password of all: {PASSWORD}")
    for heading in ("sign in as", "who", "what they do"):
        table.add_column(heading)
    for person in PEOPLE:
        table.add_row(person.username, person.name, person.what)
    console.print(table)
    if "LUOSHI_DAY" in os.environ:
        console.print(f"The sample plan is one of 2026, so the demo's calendar stands at {day}.")
