"""What flow stores: the state on the subject, one row for each change of it, one row for each escalation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.flow.definition import Stage, StageGraph
from luoshi.flow.graphs import graph


class Subject(models.Model):
    """Anything that lives by a stage graph. Only flow.services may write these fields."""

    flow_name: ClassVar[str]

    state = models.CharField(_("state"), max_length=40, db_index=True)
    state_since = models.DateTimeField(_("in this state since"))
    next_due_at = models.DateTimeField(_("next falls due"), null=True, blank=True, db_index=True)

    class Meta:
        abstract = True

    @classmethod
    def flow(cls) -> StageGraph:
        return graph(cls.flow_name)

    @property
    def stage(self) -> Stage:
        return self.flow().stage(self.state)

    @property
    def state_label(self) -> str:
        return self.stage.label.in_language(get_language() or "zh")


class About(models.Model):
    """A row about a subject of any kind."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class Transition(About):
    """One change of state: which graph, what, from where to where, who, when, why. Never changed, never deleted."""

    at = models.DateTimeField()
    graph = models.CharField(max_length=40)
    graph_version = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="flow_transition_subject"),
            models.Index(fields=["at", "subject_type", "graph", "name"], name="flow_transition_moment"),
        ]
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.old} → {self.new}"

    @property
    def words(self) -> str:
        """What was done, in the reader's language; an older version of the graph may have had other words."""
        way = graph(self.graph).ways.get(self.name)
        return way.done.in_language(get_language() or "zh") if way else self.name


class Escalation(About):
    """A stage outlasted its deadline: the step that was taken, and to which role it speaks."""

    state = models.CharField(max_length=40)
    step = models.CharField(max_length=20)
    role = models.CharField(max_length=40)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="flow_escalation_subject")]
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.step}"
