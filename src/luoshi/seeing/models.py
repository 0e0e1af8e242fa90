"""The search index: one row for each thing that can be found.

PostgreSQL keeps the row's characters and pairs in `grams` under a GIN index. SQLite keeps them in a full-text table of
its own beside this one (see `services.indexing`), so `grams` stays empty there.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _


class GramsField(models.Field[list[str], list[str]]):
    """A list of texts where the database has such a type; nothing elsewhere."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text[]" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return list(value) if connection.vendor == "postgresql" else ""


class SearchEntry(models.Model):
    """What one thing says, folded. Who may see it is asked of the room it comes from, not kept here."""

    class Kind(models.TextChoices):
        TASK = "task", _("Tasks")
        PASSAGE = "passage", _("Text of the plans")
        REPORT = "report", _("Reports")
        UNIT = "unit", _("Units")
        GROUP = "group", _("Working groups")

    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    place = models.PositiveIntegerField(default=0, help_text=_("where a passage begins in its text"))
    printed = models.TextField(blank=True, help_text=_("as printed; tasks and reports are shown from their rows"))
    folded = models.TextField()
    grams = GramsField(default=list, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "place"], name="seeing_entry_once")]
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SavedView(models.Model):
    """An address of a list with its filters, under a name that its owner gave it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("Name"), max_length=40)
    address = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="seeing_view_name_once")]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")

    def __str__(self) -> str:
        return self.name
