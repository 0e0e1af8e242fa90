"""Areas that are governed, in a tree."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.codes import BadCode, check_region, region_level

FAULTS = {
    "digits": _("A code of an area consists of digits only."),
    "length": _("A code of an area has six digits, nine with the town, twelve with the village."),
    "province": _("A province's code is two digits, from 11, and four zeros (GB/T 2260)."),
    "city": _("A city's code is four digits, the last two from 01 to 70 or 90, and two zeros (GB/T 2260)."),
    "county": _("A county's code is six digits that do not end in 00 (GB/T 2260)."),
    "town": _("A town's code is nine digits that do not end in 000 (GB/T 10114)."),
    "village": _("A village's code is twelve digits that do not end in 000."),
    "parent": _("The code does not begin like the code of the area it belongs to."),
}


class Region(models.Model):
    """An area that is governed: by GB/T 2260 and GB/T 10114 code, or a virtual one (development zone, new area)."""

    class Level(models.TextChoices):
        """The rank of an area."""

        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        TOWN = "town", _("Town or street")
        VILLAGE = "village", _("Village or community")
        VIRTUAL = "virtual", _("Zone or new area")

    name = models.CharField(_("Name"), max_length=100)
    code = models.CharField(
        _("Code"),
        max_length=12,
        blank=True,
        help_text=_("Six digits of GB/T 2260, or nine with the town; empty for a zone."),
    )
    level = models.CharField(_("Level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("Belongs to")
    )
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)

    class Meta:
        ordering = ["code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="orgs_region_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="orgs_region_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def valid_on(self, day: date | None = None) -> bool:
        """Whether the area exists on that day (today if none is given)."""
        day = day or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def rights_units(self) -> list[int]:
        """No single unit: an area is managed by those whose reach covers the area."""
        return []

    def rights_regions(self) -> list[int]:
        """The area itself, or the one it is to be part of."""
        return [key for key in (self.pk, self.parent_id) if key is not None]

    def clean(self) -> None:
        """The code, where there is one, fits the level and the parent (GB/T 2260, GB/T 10114)."""
        self.code = self.code.strip()
        if self.code:
            self._check_code()
        if self.parent is not None and not _lies_below(self.level, self.parent.level):
            raise ValidationError({"parent": _("An area cannot belong to one of a lower level.")})

    def _check_code(self) -> None:
        above = self.parent.code if self.parent is not None and self.parent.level != self.Level.VIRTUAL else ""
        try:
            if self.level == self.Level.VIRTUAL:
                region_level(self.code)
            else:
                check_region(self.code, self.level, above)
        except BadCode as fault:
            raise ValidationError({"code": FAULTS[str(fault)]}) from fault
        if FormerCode.objects.filter(code=self.code).exists():
            raise ValidationError({"code": _("This code belonged to an area before; codes are never used again.")})


def _lies_below(level: str, above: str) -> bool:
    """Whether an area of one level may belong to one of another; a zone may stand anywhere and hold anything."""
    order = [one.value for one in Region.Level if one is not Region.Level.VIRTUAL]
    return level not in order or above not in order or order.index(above) < order.index(level)


class FormerCode(models.Model):
    """A code that an area once had. It is never used again (GB/T 2260-2007)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="former_codes")
    code = models.CharField(_("Code"), max_length=12, unique=True)
    valid_to = models.DateField(_("Valid to"))

    class Meta:
        ordering = ["-valid_to", "code"]

    def __str__(self) -> str:
        return self.code
