"""Where each task stands on the ladder, and one row for every step that was proposed or taken."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models import Task
from luoshi.flow.models import Subject


class Position(models.Model):
    """A task's place on the ladder. `run` is raised whenever the task moves: steps of earlier runs count no more."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="urging")
    run = models.PositiveIntegerField(default=0)
    moved = models.DateField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["task_id"]
        verbose_name = _("place on the ladder")
        verbose_name_plural = _("places on the ladder")

    def __str__(self) -> str:
        return f"{self.task_id}: {self.run}"


class Urge(Subject):
    """One step on one task: why, by which rule, who was told, and until when an answer is awaited."""

    flow_name: ClassVar[str] = "urge"

    class Step(models.TextChoices):
        """The rungs, from the mildest to the gravest."""

        REMIND = "remind", _("Reminder")
        URGE = "urge", _("Urging")
        SUPERVISE = "supervise", _("Supervision")
        SUMMON = "summon", _("Summons to a talk")
        BULLETIN = "bulletin", _("Bulletin")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="urges")
    run = models.PositiveIntegerField()
    step = models.CharField(_("step"), max_length=12, choices=Step)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80, blank=True)
    reason_zh = models.CharField(max_length=500)
    reason_en = models.CharField(max_length=500)
    note = models.CharField(_("note"), max_length=500, blank=True)
    told = models.JSONField(default=list)
    sent_on = models.DateField(null=True)
    answer_due = models.DateField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="proposed", by__isnull=True), name="urging_one_proposal"
            ),
            models.UniqueConstraint(
                fields=["task", "run", "step"],
                condition=models.Q(by__isnull=True, state__in=["proposed", "sent"]),
                name="urging_step_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "-at"], name="urging_by_state")]
        verbose_name = _("step of urging")
        verbose_name_plural = _("steps of urging")

    def __str__(self) -> str:
        return f"{self.get_step_display()} · {self.task}"

    @property
    def reason(self) -> str:
        return self.reason_zh if (get_language() or "zh").startswith("zh") else self.reason_en
