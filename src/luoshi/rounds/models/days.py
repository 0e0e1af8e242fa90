"""Days off and days worked in exchange that the office adds to the published arrangement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day that differs from the published calendar; it wins over weekends and over what is published."""

    day = models.DateField(_("day"), unique=True)
    worked = models.BooleanField(_("worked"), default=False)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        ordering = ["day"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
