"""Writes to the tree of regions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import FormerCode, Region
from luoshi.orgs.selectors import valid


@transaction.atomic
def create_region(
    *, name: str, level: Region.Level, actor: Actor | None, code: str = "", parent: Region | None = None
) -> Region:
    """A new area. Raises ValidationError when the code is taken, or does not fit level and parent."""
    return save_region(region=Region(name=name, level=level, code=code, parent=parent), actor=actor)


@transaction.atomic
def save_region(*, region: Region, actor: Actor | None) -> Region:
    """Store a new or changed area; a code it had before is kept as a former one and never used again.

    Raises ValidationError when the code is taken or wrong, or the area would belong to itself.
    """
    _check_parent(region)
    region.full_clean()
    before = Region.objects.filter(pk=region.pk).values_list("code", flat=True).first() if region.pk else None
    region.save()
    if before and before != region.code:
        FormerCode.objects.create(region=region, code=before, valid_to=timezone.localdate())
    action = "orgs.region_created" if before is None else "orgs.region_updated"
    data = {"name": region.name, "code": region.code, "code_before": before or "", "parent": region.parent_id}
    record(action=action, subject=region, actor=actor, data=data)
    return region


def _check_parent(region: Region) -> None:
    above = region.parent
    while above is not None:
        if above.pk == region.pk:
            raise ValidationError({"parent": _("An area cannot belong to itself or to an area below it.")})
        above = above.parent


@transaction.atomic
def end_region(*, region: Region, last_day: date, actor: Actor | None) -> Region:
    """The area exists no longer after a day. Raises ValidationError while something in it would go on."""
    if valid(region.children.all(), _after(last_day)).exists():
        raise ValidationError(_("Areas below it go on after that day: end them first, or let them belong elsewhere."))
    if valid(region.units.all(), _after(last_day)).exists():
        raise ValidationError(_("Units in it go on after that day: end them first, or move them."))
    region.valid_to = last_day
    region.full_clean()
    region.save(update_fields=["valid_to"])
    record(action="orgs.region_ended", subject=region, actor=actor, data={"last_day": last_day})
    return region


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
