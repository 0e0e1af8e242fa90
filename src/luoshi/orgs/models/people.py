"""People, the posts they hold, and from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models.units import Unit


class Person(models.Model):
    """Somebody who holds posts; may or may not have an account."""

    name = models.CharField(_("Name"), max_length=60)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def rights_units(self) -> list[int]:
        """The units in which the person works or worked."""
        return list(self.memberships.values_list("unit", flat=True))


class Post(models.Model):
    """A position in a unit. Open work follows the post, not the person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts", verbose_name=_("Unit"))
    title = models.CharField(_("Post"), max_length=80)

    class Meta:
        verbose_name = _("post")
        ordering = ["unit", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="orgs_post_title")]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"

    def rights_units(self) -> list[int]:
        """The unit in which it stands."""
        return [self.unit_id]


class Membership(models.Model):
    """A person in a unit, perhaps on a post, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    ended_at = models.DateTimeField(
        _("Handed over at"), null=True, blank=True, help_text=_("From this moment on it gives no right any more.")
    )

    class Meta:
        verbose_name = _("appointment")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="orgs_membership_dates"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.unit}"

    @property
    def is_held(self) -> bool:
        """Whether it is held today and was not handed over."""
        day = timezone.localdate()
        return self.ended_at is None and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
