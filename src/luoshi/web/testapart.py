"""Another process at the tests' own database, to be killed in the middle of its work. Needs a transactional test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

PATIENCE_SECONDS = 60.0
BEGINNING = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
"""


@contextmanager
def apart(code: str, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """Run Python code in a process of its own, with Django set up; it is killed at the end if it still runs."""
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "luoshi.web.settings", **environment}
    command = [sys.executable, "-c", BEGINNING + code, str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def kill(process: "subprocess.Popen[str]") -> None:
    """As the kernel does when memory runs out: nothing is tidied up."""
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def wait_for(happened: Callable[[], object], process: "subprocess.Popen[str] | None" = None) -> None:
    """Until it happens; a process that ended meanwhile fails the test with what it said."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        if process is not None and process.poll() is not None and not happened():
            raise AssertionError(process.stdout.read() if process.stdout else "the process ended")
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
