"""One table of background jobs. The row is the queue, the progress bar and the history."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The life of a job."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(models.Model):
    """A named function with JSON arguments, to be run outside the request."""

    LOST_AFTER = timedelta(minutes=5)

    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    next_due_at = models.DateTimeField(null=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=3)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_due_at"], name="jobs_due", condition=models.Q(state__in=["waiting", "running"]))
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def finished(self) -> bool:
        return self.state in {State.DONE, State.FAILED}

    @property
    def percent(self) -> int:
        """Progress from 0 to 100; a finished job is at 100."""
        if self.state == State.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else 0

    def answer(self) -> dict[str, Any]:
        """The state as the progress page polls it."""
        return {"state": self.state, "percent": self.percent, "doing": self.doing, "error": self.error}


class Schedule(models.Model):
    """Something that recurs: when it is next due, and how its last run ended. The name is that of its function."""

    LOAN = timedelta(minutes=15)

    name = models.CharField(max_length=100, unique=True)
    next_due_at = models.DateTimeField(db_index=True)
    started_at = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    last_took = models.DurationField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    failures = models.PositiveIntegerField(default=0)
    runs = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
