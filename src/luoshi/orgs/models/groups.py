"""Working groups as the plans set them up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models.people import Person, Post
from luoshi.orgs.models.regions import Region
from luoshi.orgs.models.units import Unit


class WorkingGroup(models.Model):
    """A working group as a plan sets it up; filled when the plan is published."""

    class Kind(models.TextChoices):
        """What sort of group it is."""

        GROUP = "group", _("Working group")
        COORDINATION = "coordination", _("General coordination group")
        LEADING = "leading", _("Leading group")

    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.GROUP)
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
    source_version = models.PositiveBigIntegerField(
        null=True, blank=True, help_text=_("the version of the plan into whose text the places of its rows point")
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("working group")
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

    def rights_regions(self) -> list[int]:
        """The area of its plan."""
        return [self.region_id] if self.region_id else []


class Placed(models.Model):
    """A row of a group that knows where the plan prints it, and whether and why it ended since."""

    class Source(models.TextChoices):
        """Where a row comes from."""

        PLAN = "plan", _("Named in the plan")
        ADDED = "added", _("Added later")

    source = models.CharField(max_length=8, choices=Source, default=Source.PLAN)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class Convenor(Placed):
    """Who leads a group: the role and the words of the plan, and the post or person that they mean."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="convenors")
    role = models.CharField(_("Role"), max_length=60)
    who = models.CharField(_("As printed"), max_length=200)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="convenes", verbose_name=_("Unit")
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="convenes", verbose_name=_("Post")
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="convenes", verbose_name=_("Person")
    )

    class Meta:
        verbose_name = _("convenor of a working group")
        ordering = ["group", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.who}"


class GroupMember(Placed):
    """A unit in a group, as printed and as resolved, with its liaison; a collective (各镇) stands for several."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="members")
    printed = models.CharField(_("As printed"), max_length=150)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="group_memberships")
    is_collective = models.BooleanField(_("Collective"), default=False)
    liaison = models.CharField(_("Liaison"), max_length=60, blank=True)
    liaison_phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    liaison_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="liaises", verbose_name=_("Person")
    )

    class Meta:
        verbose_name = _("member of a working group")
        ordering = ["group", "order"]
        constraints = [models.UniqueConstraint(fields=["group", "printed"], name="orgs_member_once")]

    def __str__(self) -> str:
        return self.printed

    @property
    def liaison_name(self) -> str:
        """Who speaks for the member: a person of its unit, else a name that was written down."""
        return self.liaison_person.name if self.liaison_person else self.liaison
