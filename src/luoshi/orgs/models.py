"""Regions, units with aliases and validity dates, posts and people, working groups."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
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

    def rights_units(self) -> list[int]:
        """The units whose people may act on it."""
        return [self.pk]


class UnitAlias(models.Model):
    """Another name under which documents call a unit, with where that was learnt."""

    class Source(models.TextChoices):
        """How the alias became known."""

        ENTERED = "entered", _("Entered by hand")
        DECIDED = "decided", _("Decided at an import")
        MERGED = "merged", _("Name of a merged unit")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("Other name"), max_length=150)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source, default=Source.ENTERED)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="orgs_alias_name")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who holds posts; may or may not have an account."""

    name = models.CharField(_("Name"), max_length=60)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A position in a unit. Open work follows the post, not the person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts", verbose_name=_("Unit"))
    title = models.CharField(_("Post"), max_length=80)

    class Meta:
        ordering = ["unit", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="orgs_post_title")]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"


class Membership(models.Model):
    """A person in a unit, perhaps on a post, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="orgs_membership_dates"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.unit}"


class WorkingGroup(models.Model):
    """A working group as a plan sets it up; filled when the plan is published."""

    name = models.CharField(_("Name"), max_length=200)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="groups", verbose_name=_("Region")
    )
    plan_part = models.CharField(_("Part of the plan"), max_length=300, blank=True)
    plan_reference = models.CharField(max_length=64, blank=True, db_index=True)
    office_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="offices", verbose_name=_("Office")
    )
    office_text = models.CharField(_("Office as printed"), max_length=200, blank=True)
    active = models.BooleanField(_("At work"), default=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_reference", "name"], condition=~Q(plan_reference=""), name="orgs_group_of_plan"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def rights_units(self) -> list[int]:
        """The units whose people may act on it: its office."""
        return [self.office_unit_id] if self.office_unit_id else []

    def rights_groups(self) -> list[int]:
        """The groups whose people may act on it."""
        return [self.pk]


class Convenor(models.Model):
    """Who leads a group, in the words of the plan: a role and the holder of a post."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="convenors")
    role = models.CharField(_("Role"), max_length=60)
    who = models.CharField(_("Who"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "order"]

    def __str__(self) -> str:
        return f"{self.role} {self.who}"


class GroupMember(models.Model):
    """A unit in a group, as printed and as resolved, with its liaison."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="members")
    printed = models.CharField(_("As printed"), max_length=150)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="group_memberships")
    liaison = models.CharField(_("Liaison"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "order"]
        constraints = [models.UniqueConstraint(fields=["group", "printed"], name="orgs_member_once")]

    def __str__(self) -> str:
        return self.printed
