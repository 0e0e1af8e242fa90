"""The published plan: what a version binds its units to. Each row keeps its sentence and its draft item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.plans.models.review import DraftItem
from luoshi.plans.models.source import Part, PlanVersion, Spanned


class Published(Spanned):
    """What every published row has: its version, its part, its id in the contract and the item it came from."""

    key = models.CharField(max_length=160)
    order = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Task(Published):
    """A task as published: binding text, its parties and the day it is due."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="tasks")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="tasks")
    item = models.OneToOneField(DraftItem, null=True, on_delete=models.SET_NULL, related_name="task")
    previous = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
        help_text=_("the task of the version before that this one continues"),
    )
    number = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=500)
    text = models.TextField()
    basis = models.CharField(max_length=20, blank=True)
    deadline_text = models.CharField(max_length=200, blank=True)
    deadline_date = models.DateField(null=True, blank=True, db_index=True)
    replaced_reason = models.TextField(blank=True, help_text=_("why the next version no longer has this task"))

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="plans_task_key_once")]
        indexes = [models.Index(fields=["version", "order"], name="plans_task_order")]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class TaskUnit(models.Model):
    """A party to a task, as printed, and the unit it was resolved to."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        JOINT = "joint", _("jointly responsible")
        SUPPORT = "support", _("support")
        COLLECTIVE = "collective", _("collective")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey("orgs.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_parties")
    role = models.CharField(max_length=10, choices=Role.choices)
    name = models.CharField(_("name as printed"), max_length=200)
    order = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["task", "order"]
        indexes = [models.Index(fields=["unit", "role"], name="plans_party_unit")]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return self.name


class Target(Published):
    """A figure or a qualitative goal that the plan commits to."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="targets")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="targets")
    item = models.OneToOneField(DraftItem, null=True, on_delete=models.SET_NULL, related_name="target")
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors")
    replaced_reason = models.TextField(
        blank=True, help_text=_("why the next version no longer has this target, or has another figure")
    )
    quote = models.TextField()
    indicator = models.CharField(max_length=300)
    comparator = models.CharField(max_length=12)
    value = models.FloatField(null=True, blank=True)
    value_max = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=12, blank=True)
    modality = models.CharField(max_length=12, blank=True)
    period = models.CharField(max_length=40, blank=True)
    deadline_text = models.CharField(max_length=200, blank=True)
    deadline_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="plans_target_key_once")]
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return self.quote


class Indicator(Published):
    """One row of an indicator table; figures stay as printed."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="indicators")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="indicators")
    item = models.OneToOneField(DraftItem, null=True, on_delete=models.SET_NULL, related_name="indicator")
    category = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    growth = models.CharField(max_length=120, blank=True)
    nature = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="plans_indicator_key_once")]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name
