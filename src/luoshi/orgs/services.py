"""Every write to the organisation that a person makes by hand."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Membership, Person, Post, Region, Unit, UnitAlias


@transaction.atomic
def create_region(
    *, name: str, level: Region.Level, actor: Actor | None, code: str = "", parent: Region | None = None
) -> Region:
    """A new area. Raises ValidationError when the code is taken."""
    region = Region(name=name, level=level, code=code, parent=parent)
    region.full_clean()
    region.save()
    record(action="orgs.region_created", subject=region, actor=actor, data={"name": name, "code": code})
    return region


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
        "parent": unit.parent_id,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }


@transaction.atomic
def add_alias(*, unit: Unit, name: str, actor: Actor | None) -> UnitAlias:
    """Another name for a unit. Raises ValidationError when the name already means some unit of the region."""
    taken = Unit.objects.filter(region=unit.region_id, name=name).first()
    if taken is not None:
        raise ValidationError({"name": _("This is already the name of %(unit)s.") % {"unit": taken}})
    alias = UnitAlias(unit=unit, region=unit.region, name=name, source=UnitAlias.Source.ENTERED)
    alias.full_clean()
    alias.save()
    record(action="orgs.alias_added", subject=unit, actor=actor, data={"name": name})
    return alias


@transaction.atomic
def remove_alias(*, alias: UnitAlias, actor: Actor) -> None:
    """Forget another name of a unit."""
    unit, name = alias.unit, alias.name
    alias.delete()
    record(action="orgs.alias_removed", subject=unit, actor=actor, data={"name": name})


@transaction.atomic
def appoint(*, person: Person, unit: Unit, post: Post | None, since: date, actor: Actor | None) -> Membership:
    """A person takes up work in a unit."""
    membership = Membership(person=person, unit=unit, post=post, valid_from=since)
    membership.full_clean()
    membership.save()
    record(action="orgs.person_appointed", subject=unit, actor=actor, data={"person": person.name, "since": since})
    return membership


@transaction.atomic
def leave(*, membership: Membership, last_day: date, actor: Actor | None) -> Membership:
    """A person leaves a post; what is open stays with the post."""
    membership.valid_to = last_day
    membership.full_clean()
    membership.save(update_fields=["valid_to"])
    data = {"person": membership.person.name, "last_day": last_day}
    record(action="orgs.person_left", subject=membership.unit, actor=actor, data=data)
    return membership
