"""Items under review: what was extracted, what people decided about it, and what the checker found."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.checking import known_rules
from luoshi.plans.models.source import Part, PlanVersion, Spanned


class DraftItem(Spanned):
    """One extracted or added item. `extracted` never changes; `corrected` is a person's whole replacement of it."""

    class Kind(models.TextChoices):
        TASK = "task", _("task")
        TARGET = "target", _("target")
        GROUP = "group", _("working group")
        INDICATOR = "indicator", _("indicator")

    class State(models.TextChoices):
        PENDING = "pending", _("undecided")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        ADDED = "added", _("added by hand")
        REJECTED = "rejected", _("rejected")

    KEPT = (State.ACCEPTED, State.CORRECTED, State.ADDED)

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="items")
    part = models.ForeignKey(Part, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=160, help_text=_("the item's id in the extraction contract"))
    order = models.PositiveIntegerField()
    extracted = models.JSONField(null=True, blank=True)
    corrected = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    earlier = models.CharField(
        max_length=10, blank=True, help_text=_("what was decided about the same words in the version in force")
    )
    revision = models.PositiveIntegerField(default=0, help_text=_("counts changes, so that none is overwritten"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "start", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "kind", "key"], name="plans_item_key_once")]
        indexes = [
            models.Index(fields=["version", "start"], name="plans_item_place"),
            models.Index(fields=["version", "state"], name="plans_item_state"),
        ]
        verbose_name = _("draft item")
        verbose_name_plural = _("draft items")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def earlier_words(self) -> str:
        """What a reviewer should know of the version before: that the same words were not simply accepted there."""
        return {
            self.State.CORRECTED.value: str(_("as corrected in the version in force")),
            self.State.REJECTED.value: str(_("rejected in the version in force")),
            self.State.ADDED.value: str(_("added by hand in the version in force")),
        }.get(self.earlier, "")

    @property
    def payload(self) -> dict[str, Any]:
        """What the item says now: the correction where there is one, else what was extracted."""
        chosen: dict[str, Any] | None = self.corrected if self.corrected is not None else self.extracted
        return chosen or {}

    @property
    def label(self) -> str:
        """What the item is called in a list."""
        payload = self.payload
        return str(payload.get("title") or payload.get("indicator") or payload.get("name") or self.key)


class Decision(models.Model):
    """One change of an item's state, kept for ever; undoing writes back what it replaced."""

    item = models.ForeignKey(DraftItem, on_delete=models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, choices=DraftItem.State.choices)
    after = models.CharField(max_length=10, choices=DraftItem.State.choices)
    corrected_before = models.JSONField(null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.before} → {self.after}"


class Finding(models.Model):
    """A fault the checker found in a version. Accepting it needs a reason."""

    class Severity(models.TextChoices):
        ERROR = "error", _("error")
        WARNING = "warning", _("warning")
        INFO = "info", _("hint")

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    message = models.TextField(help_text=_("in English"))
    message_zh = models.TextField(blank=True, help_text=_("in Chinese"))
    places = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=40, blank=True, help_text=_("the same while rule and words are"))
    start = models.PositiveIntegerField(default=0, help_text=_("of the first place"))
    items = models.ManyToManyField(DraftItem, related_name="findings", blank=True)
    reason = models.TextField(_("reason"), blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["version", "start", "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """What is wrong, in the language of the page."""
        return self.message_zh if _chinese() and self.message_zh else self.message

    @property
    def rule_name(self) -> str:
        """The rule in words; its id where the checker no longer knows it."""
        rule = known_rules().get(self.rule)
        return (rule.name.zh if _chinese() else rule.name.en) if rule else self.rule

    @property
    def remedy(self) -> str:
        """What to do about it."""
        rule = known_rules().get(self.rule)
        return (rule.remedy.zh if _chinese() else rule.remedy.en) if rule else ""


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")
