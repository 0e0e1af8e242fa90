"""How one target of a task is measured, and its latest figure."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models.tasks import Task
from luoshi.progress.targets import Goal, Reading


class TargetPace(models.Model):
    """Somebody said how a target is measured; from then on it counts in the light of its task.

    `latest` is the newest passed figure, kept here so that 20,000 tasks can be judged without reading their reports.
    """

    class Kind(models.TextChoices):
        RISING = "rising", _("rises to the target")
        FALLING = "falling", _("falls to the target")
        CEILING = "ceiling", _("stays under a ceiling")
        GROWTH = "growth", _("grows by a rate")

    class Curve(models.TextChoices):
        EVEN = "", _("evenly by days")
        SPLIT = "split", _("split by month or quarter")
        PAST = "past", _("as in the same months of past years")

    target = models.OneToOneField("plans.Target", on_delete=models.CASCADE, related_name="pace")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="target_paces")
    kind = models.CharField(_("the figure"), max_length=8, choices=Kind)
    baseline = models.DecimalField(_("where it began"), max_digits=20, decimal_places=4, null=True, blank=True)
    curve = models.CharField(_("pace"), max_length=8, choices=Curve, blank=True, default=Curve.EVEN)
    figures = models.JSONField(
        default=list, blank=True, help_text=_("years of twelve monthly or four quarterly amounts, as decimal text")
    )
    latest = models.DecimalField(_("latest figure"), max_digits=20, decimal_places=4, null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["task_id", "target_id"]
        verbose_name = _("pace of a target")
        verbose_name_plural = _("paces of targets")

    def __str__(self) -> str:
        return f"{self.target_id}: {self.kind}"

    def rights_units(self) -> list[int]:
        """The units whose people may act on its task."""
        return self.task.rights_units()

    @property
    def years(self) -> list[list[Decimal]]:
        return [[Decimal(amount) for amount in year] for year in self.figures]

    @property
    def goal(self) -> Goal:
        """As the pure rules have it. Reads the target and the task."""
        due = self.target.deadline_date or self.task.due
        value = Decimal(str(self.target.value))
        return Goal(self.kind, value, self.task.start, due, self.baseline, self.curve, self.years)  # type: ignore[arg-type]  # both are one of the choices

    @property
    def reading(self) -> Reading | None:
        """The latest figure, if there is one."""
        if self.latest is None or self.latest_on is None:
            return None
        return Reading(self.latest, self.latest_on)
