"""A task in motion, its parties, its milestones, and requests to move its date."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models.lights import LitModel
from luoshi.flow.models import Subject


class Task(Subject, LitModel):
    """What a published task of a plan has become. Its state lives by the flow `task`."""

    flow_name: ClassVar[str] = "task"

    class DueBasis(models.TextChoices):
        SENTENCE = "sentence", _("stated in the plan")
        PLAN = "plan", _("the end of the plan's period")
        GRANTED = "granted", _("a granted extension")

    class Curve(models.TextChoices):
        AUTO = "", _("by milestones, else evenly by days")
        PLANNED = "planned", _("planned month by month")
        SAME_PERIOD = "same_period", _("as in the same months of past years")

    plan_task = models.OneToOneField("plans.Task", on_delete=models.PROTECT, related_name="running")
    part = models.ForeignKey("plans.Part", null=True, on_delete=models.PROTECT, related_name="running_tasks")
    group = models.ForeignKey(
        "orgs.WorkingGroup", null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    number = models.CharField(_("number"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=500)
    lead_names = models.CharField(_("lead units"), max_length=300, blank=True)
    start = models.DateField(_("start"))
    due = models.DateField(_("due"), null=True, blank=True, db_index=True)
    original_due = models.DateField(_("original due date"), null=True, blank=True)
    due_basis = models.CharField(max_length=10, choices=DueBasis, default=DueBasis.SENTENCE)
    cadence = models.CharField(_("reporting cadence"), max_length=20, default="month")
    progress = models.DecimalField(
        _("progress"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    progress_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    reported_to = models.DateField(_("reported up to"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    last_words = models.TextField(_("latest progress"), blank=True)
    curve = models.CharField(_("pace"), max_length=12, choices=Curve, blank=True, default=Curve.AUTO)
    curve_figures = models.JSONField(
        default=list, blank=True, help_text=_("years of twelve monthly amounts each, as decimal text")
    )

    class Meta:
        ordering = ["plan_task__version_id", "plan_task__order"]
        indexes = [
            models.Index(fields=["part", "colour"], name="delivery_part_colour"),
            models.Index(fields=["state", "due"], name="delivery_state_due"),
            models.Index(fields=["light_as_of"], name="delivery_light_day"),
            models.Index(fields=["colour", "state", "progress"], name="delivery_totals"),
            models.Index(fields=["start"], name="delivery_start"),
        ]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def was_extended(self) -> bool:
        return self.due != self.original_due

    def answering_units(self) -> list[int]:
        """The units that answer for it: its lead units or, where none is named, all that are jointly responsible."""
        return [party.unit_id for party in self.parties.all() if party.answers]

    def rights_units(self) -> list[int]:
        """The units whose people may act on it."""
        return [party.unit_id for party in self.parties.all()]

    def rights_groups(self) -> list[int]:
        """The working group in whose part it stands."""
        return [self.group_id] if self.group_id else []


class TaskParty(models.Model):
    """A unit that has a part in a task."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        JOINT = "joint", _("jointly responsible")
        SUPPORT = "support", _("support")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="task_parties")
    role = models.CharField(max_length=10, choices=Role)
    answers = models.BooleanField(_("answers for the task"), default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["task_id", "order"]
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="delivery_party_once")]
        indexes = [models.Index(fields=["unit", "role"], name="delivery_party_unit")]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return str(self.unit)


class Milestone(models.Model):
    """A step or sub-task with a day and a weight, perhaps given to one of the parties and to a person."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("milestone"), max_length=200)
    due = models.DateField(_("due"))
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=Decimal(1))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    unit = models.ForeignKey("orgs.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="milestones")
    person = models.CharField(_("person in charge"), max_length=60, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(weight__gt=0), name="delivery_milestone_weight")]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.name


class Extension(Subject):
    """A request to move a task's date or change its content, filed before the date; the original date stays."""

    flow_name: ClassVar[str] = "extension"

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("extension")
        CHANGE = "change", _("change")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="extensions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EXTENSION)
    reason = models.TextField(_("reason"))
    change = models.TextField(_("what is to be changed"), blank=True)
    old_due = models.DateField(_("present due date"), null=True, blank=True)
    asked_due = models.DateField(_("due date asked for"), null=True, blank=True)
    granted_due = models.DateField(_("granted due date"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="asked"), name="delivery_one_open_extension"
            )
        ]
        verbose_name = _("extension request")
        verbose_name_plural = _("extension requests")

    def __str__(self) -> str:
        return f"{self.task}: {self.asked_due or self.change[:40]}"

    @property
    def asks_date(self) -> bool:
        return self.kind == self.Kind.EXTENSION
