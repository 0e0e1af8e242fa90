"""A unit's report on a task for a period, the figures in it, and the files that prove it."""

from decimal import Decimal
from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models.tasks import Task
from luoshi.flow.models import Subject


class Report(Subject):
    """Progress in words and figures. `revision` counts saves, so that two people never overwrite each other."""

    flow_name: ClassVar[str] = "report"
    WITH_THE_UNIT: ClassVar[tuple[str, ...]] = ("draft", "unit_review", "returned")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=12)
    period_zh = models.CharField(max_length=40)
    period_en = models.CharField(max_length=60)
    period_end = models.DateField()
    due = models.DateField(_("to be submitted by"))
    words = models.TextField(_("progress"), blank=True)
    next_step = models.TextField(_("next steps"), blank=True)
    trouble = models.TextField(_("difficulties and what is needed"), blank=True)
    percent = models.DecimalField(
        _("progress in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    no_change = models.BooleanField(_("no change since the last report"), default=False)
    revision = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-period_end", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "unit", "period"], name="delivery_report_once")]
        indexes = [
            models.Index(fields=["unit", "state"], name="delivery_report_unit"),
            models.Index(fields=["task", "state", "-period_end"], name="delivery_report_task"),
            models.Index(fields=["-saved_at", "-id"], name="delivery_report_saved"),
            models.Index(
                fields=["unit", "period_end", "state", "due", "submitted_at", "returned_at"],
                name="delivery_report_timely",
            ),
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return f"{self.task} · {self.unit} · {self.period}"

    @property
    def is_editable(self) -> bool:
        return self.state in {"draft", "returned"}

    def rights_units(self) -> list[int]:
        """The unit whose people may write and review it."""
        return [self.unit_id]


class Figure(models.Model):
    """What a report says about one target, in the target's own unit."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    target = models.ForeignKey("plans.Target", on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(_("present value"), max_digits=20, decimal_places=4)

    class Meta:
        ordering = ["report_id", "target_id"]
        constraints = [models.UniqueConstraint(fields=["report", "target"], name="delivery_figure_once")]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value}"


def evidence_path(evidence: "Evidence", name: str) -> str:
    """By content, outside everything the web server gives out by itself."""
    return f"evidence/{evidence.sha256[:2]}/{evidence.sha256}{PurePath(name).suffix.lower()[:10]}"


class Evidence(models.Model):
    """A file that proves a report. Optional: nothing in a report ever requires a photo."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to=evidence_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["report_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="delivery_evidence_once")]
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")

    def __str__(self) -> str:
        return self.name
