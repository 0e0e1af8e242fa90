"""The server behind `luoshi serve`: gunicorn with threads, and background workers in the same process."""

import gc
import logging
import socket
import threading
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

logger = logging.getLogger("luoshi.jobs")

POLL_SECONDS = 1.0


class PortTaken(Exception):
    """The address cannot be listened on; the text is one sentence with the remedy."""


def check_port(host: str, port: int) -> None:
    """Find out before anything is started whether the port is free. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"port {port} on {host} cannot be used ({error.strerror}); stop what runs there or choose a --port"
            ) from None


def settle() -> None:
    """Load what every request needs, and let the garbage collector pass over it from then on.

    To walk through all that was loaded takes it a tenth of a second, again and again, in the middle of somebody's page.
    """
    from django.urls import get_resolver

    _loaded = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def run_a_job() -> int:
    """One due job of the queue."""
    from luoshi.jobs.services import run_due

    return run_due(limit=1)


def run_what_recurs() -> int:
    """The schedules that are due."""
    from luoshi.jobs.periodic import ensure, run_schedules

    ensure()
    return run_schedules()


class BackgroundWorker(threading.Thread):
    """Takes turn after turn at its work until it is told to stop; a turn that has begun is finished first."""

    def __init__(self, name: str, turn: Callable[[], int]) -> None:
        super().__init__(name=name, daemon=True)
        self._turn = turn
        self._stopping = threading.Event()

    def run(self) -> None:
        from django.db import close_old_connections, connection

        while not self._stopping.is_set():
            close_old_connections()
            try:
                idle = self._turn() == 0
            except Exception:  # the database may be away for a moment: the worker must outlive that
                logger.exception("the background worker could not read the queue")
                idle = True
            if idle:
                self._stopping.wait(POLL_SECONDS)
        connection.close()

    def stop(self, patience: float = 20.0) -> None:
        """Ask it to stop and wait for the job at hand."""
        self._stopping.set()
        self.join(patience)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn with our own settings; each worker process has its own background threads."""

    def __init__(self, *, host: str, port: int, workers: int, threads: int, job_threads: int) -> None:
        self.choices = {
            "bind": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"],
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": 120,
            "graceful_timeout": 30,
            "keepalive": 5,
            "control_socket_disable": True,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "luoshi",
            "post_worker_init": self._start_workers,
            "worker_exit": self._stop_workers,
        }
        self.job_threads = job_threads
        self.workers: list[BackgroundWorker] = []
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.choices.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from luoshi.web.wsgi import application

        return application

    def _start_workers(self, _worker: Any) -> None:
        """A thread for each worker of the queue, and one for what recurs, which no long job may hold up."""
        settle()
        self.workers = [BackgroundWorker(f"luoshi-jobs-{number}", run_a_job) for number in range(self.job_threads)]
        if self.job_threads:
            self.workers.append(BackgroundWorker("luoshi-schedules", run_what_recurs))
        for worker in self.workers:
            worker.start()

    def _stop_workers(self, _server: Any, _worker: Any) -> None:
        for worker in self.workers:
            worker.stop()
