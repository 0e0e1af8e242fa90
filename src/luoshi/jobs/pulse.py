"""The heartbeat of a running job: it tells a long step that says nothing from a process that was killed."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType

from django.db import DatabaseError, close_old_connections, connection

logger = logging.getLogger("luoshi.jobs")

EVERY_SECONDS = 20.0
LONGEST = timedelta(hours=2)  # a job that hangs for longer is given up like one whose process was killed


class Pulse(threading.Thread):
    """Calls `beat` every so often while its block runs. It must write nothing but the heartbeat itself."""

    def __init__(self, beat: Callable[[], object], *, every: float = EVERY_SECONDS) -> None:
        super().__init__(name="luoshi-pulse", daemon=True)
        self._beat, self._every = beat, every
        self._over = threading.Event()

    def run(self) -> None:
        end = time.monotonic() + LONGEST.total_seconds()
        while not self._over.wait(self._every) and time.monotonic() < end:
            close_old_connections()
            try:
                self._beat()
            except DatabaseError as error:  # locked for a while, or away: the next beat will tell
                logger.warning("a heartbeat was missed: %s", error)
        connection.close()

    def __enter__(self) -> "Pulse":
        self.start()
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._over.set()
        self.join(5.0)
