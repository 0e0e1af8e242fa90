"""`luoshi serve` on PostgreSQL: every process has connections of its own, as many as it has threads at work."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from django.db import connection

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORKERS, THREADS, PATIENCE = 2, 4, 120


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """A server with two processes on the database of the tests, with the pool of connections that it uses for real."""
    given = connection.settings_dict
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"postgresql://{quote(given['USER'])}@/{quote(given['NAME'])}?host={quote(given['HOST'], safe='')}"
    environment = {
        **os.environ, "LUOSHI_DATA": str(tmp_path), "LUOSHI_DATABASE_URL": address, "LUOSHI_DATABASE_POOL": "1",
    }  # fmt: skip
    command = ["serve", "--port", str(port), "--workers", str(WORKERS), "--threads", str(THREADS)]
    program = "from luoshi.cli.main import main; main()"
    server = subprocess.Popen([sys.executable, "-c", program, *command, "--job-threads", "0"], env=environment)
    home = f"http://127.0.0.1:{port}/accounts/sign-in/"
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(home):
            assert server.poll() is None and time.monotonic() < until, "the server did not start"
            time.sleep(0.2)
        yield home
    finally:
        server.terminate()
        server.wait(60)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_many_requests_at_once_are_answered_by_connections_of_each_process(served: str) -> None:
    def ask(number: int) -> Any:
        """With a session that does not exist, which only the database can tell."""
        with urlopen(Request(served, headers={"Cookie": f"sessionid={number:032d}"}), timeout=25) as answer:
            return answer.status

    with ThreadPoolExecutor(40) as people:
        assert set(people.map(ask, range(400))) == {200}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= WORKERS, "each process keeps a connection, and none is shared"
