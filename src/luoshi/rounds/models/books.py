"""Workbooks that came back: what was in them and what became of it, so that a second upload changes nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.rounds.models.asking import Form


class Upload(models.Model):
    """One workbook, known by its content. `answers` are its valid rows, `faults` what is wrong, row by row."""

    class State(models.TextChoices):
        REFUSED = "refused", _("nothing taken")
        PART = "part", _("valid rows taken")
        TAKEN = "taken", _("taken")

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.REFUSED)
    answers = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    taken = models.PositiveIntegerField(_("lines taken"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["form", "sha256"], name="rounds_upload_once")]
        verbose_name = _("uploaded workbook")
        verbose_name_plural = _("uploaded workbooks")

    def __str__(self) -> str:
        return self.name
