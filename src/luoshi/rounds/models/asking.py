"""A round, the form it puts to each unit, the tasks on the form; and the schedule by which rounds open."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models import Report, Task
from luoshi.delivery.rounds import Round as Asked
from luoshi.flow.models import Subject
from luoshi.progress.periods import Period


class Request(models.Model):
    """What is asked, of which tasks, and with what right: a requester states both (statistics law, 2024 rules)."""

    class Basis(models.TextChoices):
        DELIVERY = "delivery", _("Follow-up of the plan itself")
        DEPARTMENT = "department", _("Departmental work, by a document")
        STATISTICS = "statistics", _("An approved statistical survey")

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+", verbose_name=_("plan"))
    part_title = models.CharField(_("part"), max_length=500, blank=True)
    group = models.ForeignKey(
        "orgs.WorkingGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("group")
    )
    cadence = models.CharField(_("cadence"), max_length=20)
    purpose = models.CharField(_("purpose"), max_length=300)
    basis_kind = models.CharField(_("kind of basis"), max_length=12, choices=Basis, default=Basis.DELIVERY)
    basis = models.CharField(_("legal basis"), max_length=300)
    ask_support = models.BooleanField(_("also ask supporting units"), default=False)
    every_task = models.BooleanField(_("also ask tasks that have another cadence"), default=False)

    class Meta:
        abstract = True

    def rights_groups(self) -> list[int]:
        """The group whose tasks are asked about."""
        return [self.group_id] if self.group_id else []


class Schedule(Request):
    """Opens a round for each period by itself. `next_due_at` is when the next one opens; empty while it rests."""

    next_due_at = models.DateTimeField(_("opens next"), null=True, blank=True, db_index=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["plan_id", "cadence", "pk"]
        constraints = [
            models.UniqueConstraint("plan", "part_title", Coalesce("group", 0), "cadence", name="rounds_schedule_once")
        ]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return f"{self.plan} · {self.cadence}"

    def rights_units(self) -> list[int]:
        """None of its own: whoever may act for its group may change it."""
        return []


class Round(Subject, Request):
    """One period put to units. It lives by the flow `round`; each answer lives by the flow `report`."""

    flow_name: ClassVar[str] = "round"

    period = models.CharField(max_length=12)
    period_zh = models.CharField(max_length=40)
    period_en = models.CharField(max_length=60)
    period_start = models.DateField()
    period_end = models.DateField()
    due = models.DateField(_("to be submitted by"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                "part_title",
                Coalesce("group", 0),
                "cadence",
                "period",
                name="rounds_round_once",
                condition=~Q(state="withdrawn"),
            )
        ]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return f"{self.plan} · {self.period_label}"

    @property
    def period_label(self) -> str:
        return self.period_zh if (get_language() or "zh").startswith("zh") else self.period_en

    @property
    def takes_answers(self) -> bool:
        """A closed round still takes late answers; a withdrawn one takes none."""
        return self.state != "withdrawn"

    @property
    def asked(self) -> Asked:
        """The period and its day, as the delivery desk opens reports for it."""
        period = Period(self.period, self.period_zh, self.period_en, self.period_start, self.period_end)
        return Asked(period, self.due)

    def rights_units(self) -> list[int]:
        """The units that are asked."""
        return list(self.forms.values_list("unit", flat=True))


class Form(models.Model):
    """What one unit is asked in a round. Lines are counted when it opens; `fields` and `minutes` are an estimate."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="forms")
    unit = models.ForeignKey("orgs.Unit", on_delete=models.PROTECT, related_name="round_forms")
    line_count = models.PositiveIntegerField(default=0)
    fields = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)

    class Meta:
        ordering = ["round_id", "unit__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="rounds_form_once")]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return f"{self.unit} · {self.round}"

    def rights_units(self) -> list[int]:
        """The unit that answers."""
        return [self.unit_id]


class Line(models.Model):
    """A task on a form. Its answer is the unit's report of that task for the round's period.

    `report` and its `state` are noted here once it is submitted (services.following), so that a round can be counted
    without looking for the reports of all its lines; an empty state is: not handed in.
    """

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="round_lines")
    order = models.PositiveIntegerField()
    report = models.ForeignKey(Report, null=True, editable=False, on_delete=models.SET_NULL, related_name="lines")
    state = models.CharField(max_length=40, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["form_id", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["form", "task"], name="rounds_line_once")]
        indexes = [models.Index(fields=["form", "state", "submitted_at"], name="rounds_line_state")]
        verbose_name = _("line")
        verbose_name_plural = _("lines")

    def __str__(self) -> str:
        return str(self.task)
