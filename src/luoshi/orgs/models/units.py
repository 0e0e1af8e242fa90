"""Offices that can owe something, and the names under which documents call them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.codes import BadCode, check_credit_code
from luoshi.orgs.models.regions import Region


def validate_credit_code(code: str) -> None:
    """A form and model validator for the unified social credit code."""
    try:
        check_credit_code(code)
    except BadCode as fault:
        if str(fault) == "credit-form":
            raise ValidationError(
                _("A unified social credit code has 18 digits and capital letters, without I, O, S, V and Z.")
            ) from fault
        raise ValidationError(
            _("The last character of this code does not fit the others: check for a typo.")
        ) from fault


class Unit(models.Model):
    """An office that can owe something: a bureau, a town, a group's office, a company."""

    class Kind(models.TextChoices):
        """What sort of office it is."""

        BUREAU = "bureau", _("Department")
        TOWN = "town", _("Town or street")
        PARTY = "party", _("Party body")
        VERTICAL = "vertical", _("Directly managed branch")
        ZONE = "zone", _("Zone committee")
        COMPANY = "company", _("Company")
        OFFICE = "office", _("Office of a group")
        OTHER = "other", _("Other")

    name = models.CharField(_("Full name"), max_length=150)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.BUREAU)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units", verbose_name=_("Region"))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("Belongs to")
    )
    credit_code = models.CharField(
        _("Unified social credit code"),
        max_length=18,
        blank=True,
        validators=[validate_credit_code],
        help_text=_("18 characters by GB 32100; may stay empty."),
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", verbose_name=_("Merged into")
    )
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["credit_code"], condition=~Q(credit_code=""), name="orgs_unit_credit_code"),
            models.UniqueConstraint(fields=["region", "name"], name="orgs_unit_name"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="orgs_unit_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def valid_on(self, day: date | None = None) -> bool:
        """Whether the unit exists on that day (today if none is given)."""
        day = day or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def clean(self) -> None:
        """Names without white space around them; the code in capitals."""
        self.name, self.short_name = self.name.strip(), self.short_name.strip()
        self.credit_code = self.credit_code.strip().upper()

    @property
    def is_branch(self) -> bool:
        """Whether it is directly managed from another region (垂管): its parent stands elsewhere."""
        return self.parent is not None and self.parent.region_id != self.region_id

    def rights_units(self) -> list[int]:
        """The units whose people may act on it."""
        return [self.pk] if self.pk else []

    def rights_regions(self) -> list[int]:
        """The area it works in."""
        return [self.region_id] if self.region_id else []


class UnitAlias(models.Model):
    """Another name under which documents call a unit, with where that was learnt."""

    class Source(models.TextChoices):
        """How the alias became known."""

        ENTERED = "entered", _("Entered by hand")
        DECIDED = "decided", _("Decided at an import")
        MERGED = "merged", _("Name of a merged unit")
        RENAMED = "renamed", _("Former name")
        IMPORTED = "imported", _("From an imported list")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("Other name"), max_length=150)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source, default=Source.ENTERED)
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("other name of a unit")
        ordering = ["name", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                "region", "name", Coalesce("valid_from", models.Value(date.min)), name="orgs_alias_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="orgs_alias_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def valid_on(self, day: date) -> bool:
        """Whether documents of that day mean the unit by this name."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
