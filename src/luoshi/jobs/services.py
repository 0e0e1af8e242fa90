"""Ask for a job, and run the jobs that are due. Any number of workers may run at once, on SQLite and PostgreSQL."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.jobs.models import Job, State
from luoshi.jobs.pulse import Pulse
from luoshi.jobs.registry import JobFault, handler

logger = logging.getLogger("luoshi.jobs")

WRITE_EVERY_SECONDS = 0.5


class Progress:
    """Handed to the running job: `progress(done, total, doing)` shows where it is, without flooding the database."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._written = 0.0

    def __call__(self, done: int, total: int, doing: str = "") -> None:
        now = time.monotonic()
        if now - self._written < WRITE_EVERY_SECONDS and done < total:
            return
        self._written = now
        Job.objects.filter(pk=self.job.pk, state=State.RUNNING).update(
            done=done, total=total, doing=doing[:200], heartbeat_at=timezone.now()
        )


def enqueue(
    name: str, *, asked_by: Any = None, due: datetime | None = None, attempts: int = 3, **arguments: Any
) -> Job:
    """Store a job, which appears with the commit. Arguments must be JSON. Raises JobFault if the name is unknown."""
    handler(name)
    return Job.objects.create(
        name=name,
        arguments=arguments,
        asked_by=asked_by,
        attempts_allowed=attempts,
        next_due_at=due or timezone.now(),
    )


def retry(*, job: Job) -> bool:
    """Put a failed job back into the queue; False when it had not failed."""
    changed = Job.objects.filter(pk=job.pk, state=State.FAILED).update(
        state=State.WAITING, attempts=0, error="", done=0, next_due_at=timezone.now(), finished_at=None
    )
    return changed == 1


def run_due(*, limit: int | None = None) -> int:
    """Run the jobs that are due, oldest first, in this thread; returns how many were run."""
    count = 0
    while limit is None or count < limit:
        job = claim()
        if job is None:
            break
        run(job)
        count += 1
    return count


def claim() -> Job | None:
    """Take one due job. The state is changed by a conditional UPDATE: whoever changes the row has it.

    A running job whose heartbeat stopped (a killed process) counts as due again; `run` gives it up after some times.
    """
    now = timezone.now()
    lost = Q(state=State.RUNNING, heartbeat_at__lt=now - Job.LOST_AFTER)
    due = Job.objects.filter(Q(state=State.WAITING, next_due_at__lte=now) | lost)
    for candidate in due.order_by("next_due_at", "pk")[:10]:
        taken = Job.objects.filter(
            pk=candidate.pk, state=candidate.state, heartbeat_at=candidate.heartbeat_at, attempts=candidate.attempts
        ).update(state=State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1, error="")
        if taken:
            candidate.refresh_from_db()
            return candidate
    return None


def run(job: Job) -> None:
    """Run one claimed job and store how it ended."""
    if job.attempts > job.attempts_allowed:
        _fail(job, _("The work was interrupted several times; ask the administrator to look at the server."))
        return
    try:
        with Pulse(lambda: _mine(job).update(heartbeat_at=timezone.now())):
            result = handler(job.name)(Progress(job), **job.arguments)
    except JobFault as fault:
        _fail(job, str(fault))
    except Exception as error:
        logger.exception("job %s (%s) failed", job.pk, job.name)
        _failed_unexpectedly(job, error)
    else:
        _finish(job, state=State.DONE, result=result, error="")


def _failed_unexpectedly(job: Job, error: Exception) -> None:
    if job.attempts < job.attempts_allowed:
        _mine(job).update(
            state=State.WAITING, next_due_at=timezone.now() + timedelta(seconds=5 * 3**job.attempts), error=""
        )
        return
    detail = f" ({type(error).__name__}: {error})" if settings.DEBUG else ""
    _fail(
        job, _("The work could not be finished; nothing was half-written. The server's log names the cause.") + detail
    )


def _fail(job: Job, sentence: str) -> None:
    _finish(job, state=State.FAILED, result=None, error=sentence[:500])


def _finish(job: Job, *, state: State, result: Any, error: str) -> None:
    _mine(job).update(state=state, result=result, error=error, next_due_at=None, finished_at=timezone.now())
    job.refresh_from_db()


def _mine(job: Job) -> Any:
    """The row, if no other worker has taken it over in the meantime."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)
