"""Writes to units and their names."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Unit, UnitAlias


@transaction.atomic
def save_unit(*, unit: Unit, actor: Actor | None) -> Unit:
    """Store a new or changed unit. Raises ValidationError when the name is taken or the unit would belong to itself."""
    _check_parent(unit)
    unit.full_clean()
    created = unit.pk is None
    unit.save()
    code = "orgs.unit_created" if created else "orgs.unit_updated"
    record(action=code, subject=unit, actor=actor, data=_as_data(unit))
    return unit


def _check_parent(unit: Unit) -> None:
    above = unit.parent
    while above is not None:
        if above.pk == unit.pk:
            raise ValidationError({"parent": _("A unit cannot belong to itself or to a unit below it.")})
        above = above.parent


def _as_data(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "region": unit.region_id,
        "parent": unit.parent_id,
        "credit_code": unit.credit_code,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, since: date, actor: Actor | None) -> Unit:
    """Give a unit a new name from a day on; the old one stays, as a name valid up to the day before.

    Raises ValidationError for a day to come, or when the name is another unit's.
    """
    if since > timezone.localdate():
        raise ValidationError(_("A unit is renamed on the day itself or afterwards, not in advance."))
    before, name = unit.name, name.strip()
    if name == before:
        raise ValidationError(_("This is the present name."))
    UnitAlias.objects.filter(unit=unit, name=name).delete()
    unit.name = name
    unit.full_clean()
    unit.save(update_fields=["name"])
    _keep_former(unit, before, since - timedelta(days=1))
    record(action="orgs.unit_renamed", subject=unit, actor=actor, data={"name": name, "before": before, "since": since})
    return unit


def _keep_former(unit: Unit, name: str, last_day: date) -> None:
    """An earlier alias of the same name for another time stays as it is."""
    known = UnitAlias.objects.filter(region=unit.region_id, name=name, unit=unit)
    if not known.exists():
        _store(UnitAlias(unit=unit, region=unit.region, name=name, valid_to=last_day, source=UnitAlias.Source.RENAMED))


@transaction.atomic
def add_alias(
    *,
    unit: Unit,
    name: str,
    actor: Actor | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: UnitAlias.Source = UnitAlias.Source.ENTERED,
) -> UnitAlias:
    """Another name for a unit. Raises ValidationError when the name means another unit of the region at that time."""
    taken = Unit.objects.filter(region=unit.region_id, name=name).first()
    if taken is not None:
        raise ValidationError({"name": _("This is already the name of %(unit)s.") % {"unit": taken}})
    alias = UnitAlias(unit=unit, region=unit.region, name=name, source=source)
    alias.valid_from, alias.valid_to = valid_from, valid_to
    _store(alias)
    record(action="orgs.alias_added", subject=unit, actor=actor, data={"name": name})
    return alias


def _store(alias: UnitAlias) -> None:
    for other in UnitAlias.objects.filter(region=alias.region_id, name=alias.name).select_related("unit"):
        if _overlap(alias, other):
            raise ValidationError({"name": _("At that time this name means %(unit)s.") % {"unit": other.unit.name}})
    alias.full_clean()
    alias.save()


def _overlap(one: UnitAlias, other: UnitAlias) -> bool:
    first, second = one.valid_from or date.min, other.valid_from or date.min
    return first <= (other.valid_to or date.max) and second <= (one.valid_to or date.max)


@transaction.atomic
def remove_alias(*, alias: UnitAlias, actor: Actor) -> None:
    """Forget another name of a unit."""
    unit, name = alias.unit, alias.name
    alias.delete()
    record(action="orgs.alias_removed", subject=unit, actor=actor, data={"name": name})
