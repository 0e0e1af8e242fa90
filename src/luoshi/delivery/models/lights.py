"""Lights as stored: the judgement with its rule, inputs and day; every change of colour; a leader's override."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Colour(models.TextChoices):
    RED = "red", _("Red")
    ORANGE = "orange", _("Orange")
    YELLOW = "yellow", _("Yellow")
    BLUE = "blue", _("Blue")
    GREEN = "green", _("Green")
    PURPLE = "purple", _("Purple")
    GREY = "grey", _("Grey")


class LitModel(models.Model):
    """The light of a thing. `light` is what the rule says; `colour` is what is shown (an override may differ)."""

    colour = models.CharField(_("light"), max_length=8, choices=Colour, default=Colour.GREY, db_index=True)
    light = models.CharField(max_length=8, choices=Colour, default=Colour.GREY)
    light_rule = models.CharField(max_length=60, blank=True)
    light_version = models.PositiveIntegerField(default=0)
    light_step = models.CharField(max_length=60, blank=True)
    light_inputs = models.JSONField(default=dict, blank=True)
    light_reason_zh = models.CharField(max_length=300, blank=True)
    light_reason_en = models.CharField(max_length=300, blank=True)
    light_as_of = models.DateField(null=True, blank=True)
    light_since = models.DateField(null=True, blank=True)
    was_red = models.BooleanField(default=False)
    reports_missed = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def light_reason(self) -> str:
        return self.light_reason_zh if (get_language() or "zh").startswith("zh") else self.light_reason_en

    @property
    def is_overridden(self) -> bool:
        return self.colour != self.light


class LightChange(models.Model):
    """One change of the colour that is shown, with its reason. Comparisons over time are made from these rows."""

    task = models.ForeignKey("delivery.Task", on_delete=models.CASCADE, related_name="light_changes")
    on = models.DateField()
    old = models.CharField(max_length=8, choices=Colour)
    new = models.CharField(max_length=8, choices=Colour)
    rule = models.CharField(max_length=80)
    reason_zh = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["task", "on"], name="delivery_change_task"),
            models.Index(fields=["on", "task", "old", "new"], name="delivery_change_day"),
        ]
        verbose_name = _("change of light")
        verbose_name_plural = _("changes of light")

    def __str__(self) -> str:
        return f"{self.task_id}: {self.old} → {self.new}"

    @property
    def reason(self) -> str:
        return self.reason_zh if (get_language() or "zh").startswith("zh") else self.reason_en


class LightOverride(models.Model):
    """A leader's own colour for a task, with a reason and a day on which it ends. The rule's colour stays visible."""

    task = models.ForeignKey("delivery.Task", on_delete=models.CASCADE, related_name="overrides")
    colour = models.CharField(_("light"), max_length=8, choices=Colour)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires = models.DateField(_("ends on"))

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["task", "expires"], name="delivery_override_task")]
        verbose_name = _("override of a light")
        verbose_name_plural = _("overrides of lights")

    def __str__(self) -> str:
        return f"{self.task_id}: {self.colour}"


class RuleUse(models.Model):
    """From which day a light rule judges a part of the plan, or (without a part) all of it. The latest start wins."""

    rule = models.CharField(_("rule"), max_length=60)
    part = models.ForeignKey("plans.Part", null=True, blank=True, on_delete=models.CASCADE, related_name="rule_uses")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="delivery_rule_use_days",
            )
        ]
        verbose_name = _("use of a light rule")
        verbose_name_plural = _("uses of light rules")

    def __str__(self) -> str:
        return f"{self.rule} {self.starts}"
