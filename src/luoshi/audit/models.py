"""The record of every write. It knows no other room: people and things are named, not linked."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.audit.chain import GENESIS


class ImmutableRecord(Exception):
    """An attempt to change or remove a record of the audit chain."""


class RecordQuerySet(models.QuerySet["Record"]):
    """Reads only; the database refuses what slips past this."""

    def update(self, **_values: Any) -> NoReturn:
        raise ImmutableRecord("audit records cannot be changed; write a further record instead")

    def delete(self) -> NoReturn:
        raise ImmutableRecord("audit records cannot be removed")


class Record(models.Model):
    """One write: who, when, from where, what, to which thing; chained to the record before it."""

    sequence = models.PositiveBigIntegerField(_("Number"), unique=True)
    at = models.DateTimeField(_("Time"), db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(_("Who"), max_length=150, blank=True)
    address = models.CharField(_("Address"), max_length=64, blank=True)
    action = models.CharField(_("Action"), max_length=80, db_index=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    summary = models.CharField(_("Subject"), max_length=300, blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-sequence"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.summary}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise ImmutableRecord("audit records cannot be changed; write a further record instead")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ImmutableRecord("audit records cannot be removed")

    def content(self) -> dict[str, Any]:
        """All that the hash covers, in values that JSON spells in one way only."""
        return {
            "sequence": self.sequence,
            "at": self.at.timestamp(),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "address": self.address,
            "action": self.action,
            "subject_type": self.subject_type,
            "subject_id": self.subject_id,
            "summary": self.summary,
            "data": self.data,
        }


class ChainHead(models.Model):
    """The one row that says where the chain ends; writers hold it while they append."""

    KEY = 1

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
