"""Lists of regions and units from a file: all rows or none, and what is wrong said row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from luoshi.audit.services import Actor
from luoshi.orgs.models import Region, Unit, UnitAlias
from luoshi.orgs.services.regions import save_region
from luoshi.orgs.services.units import add_alias, save_unit
from luoshi.orgs.sheets import SheetRow

SEPARATORS = str.maketrans("，；、,", ";;;;")
Allowed = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: counts of new and changed rows; with faults, nothing was written."""

    created: int = 0
    changed: int = 0
    faults: tuple[RowFault, ...] = ()


def import_regions(*, rows: Sequence[SheetRow], update: bool, allowed: Allowed, actor: Actor) -> Outcome:
    """Store a list of regions; with `update`, known ones (by code, else by name and parent) take the new values."""
    ranks = [level.value for level in Region.Level]

    def rank(row: SheetRow) -> int:
        level = _choice(Region.Level, row["level"])
        return ranks.index(level) if level in ranks else len(ranks)

    def store(row: SheetRow) -> bool:
        return _store_region(row, update, allowed, actor)

    return _all_or_none(sorted(rows, key=rank), store)


def import_units(*, rows: Sequence[SheetRow], update: bool, allowed: Allowed, actor: Actor) -> Outcome:
    """Store a list of units; with `update`, known ones (by credit code, else region and name) take the new values."""

    def store(row: SheetRow) -> bool:
        return _store_unit(row, update, allowed, actor)

    return _all_or_none(_parents_first(rows), store)


def _all_or_none(rows: Sequence[SheetRow], store: Callable[[SheetRow], bool]) -> Outcome:
    created, changed, faults = 0, 0, []
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    new = store(row)
            except ValidationError as error:
                faults.append(RowFault(row.number, " ".join(error.messages)))
            else:
                created, changed = created + new, changed + (not new)
        if faults:
            transaction.set_rollback(True)
            return Outcome(faults=tuple(sorted(faults, key=lambda one: one.row)))
    return Outcome(created, changed)


def _parents_first(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """A unit after the unit it belongs to, where both stand in the list; a ring is refused later."""
    waiting, ordered = list(rows), []
    while waiting:
        names = {row["name"] for row in waiting}
        ready = [row for row in waiting if not row["parent"] or row["parent"] not in names - {row["name"]}]
        ordered += ready or waiting
        waiting = [row for row in waiting if row not in ready] if ready else []
    return ordered


def _store_region(row: SheetRow, update: bool, allowed: Allowed, actor: Actor) -> bool:
    parent = _region(row["parent"])
    known = _known_region(row, parent)
    if known is not None and not update:
        raise ValidationError(_("%(name)s is known already; choose “update” to change it.") % {"name": known})
    region = known or Region()
    if known is not None:
        _permit(known, allowed)
    region.name = row["name"]
    region.level = _choice(Region.Level, row["level"]) or region.level
    for name in ("code", "valid_from", "valid_to"):
        _set(region, name, row, _day(row[name]) if name != "code" else row[name])
    if "parent" in row.cells:
        region.parent = parent
    _permit(region, allowed)
    save_region(region=region, actor=actor)
    return known is None


def _known_region(row: SheetRow, parent: Region | None) -> Region | None:
    if row["code"]:
        by_code = Region.objects.filter(code=row["code"]).first()
        if by_code is not None:
            return by_code
    return Region.objects.filter(name=row["name"], parent=parent, code="").first()


def _store_unit(row: SheetRow, update: bool, allowed: Allowed, actor: Actor) -> bool:
    region = _region(row["region"])
    known = _known_unit(row, region)
    if known is not None and not update:
        raise ValidationError(_("%(name)s is known already; choose “update” to change it.") % {"name": known.name})
    if region is None and known is None:
        raise ValidationError(_("The region is missing."))
    unit = known or Unit(region=region)
    if known is not None:
        _permit(known, allowed)
    unit.name, unit.region = row["name"], region or unit.region
    unit.kind = _choice(Unit.Kind, row["kind"]) or unit.kind
    for name in ("short_name", "credit_code"):
        _set(unit, name, row, row[name])
    for name in ("valid_from", "valid_to"):
        _set(unit, name, row, _day(row[name]))
    if "parent" in row.cells:
        unit.parent = _unit(row["parent"], unit.region)
    _permit(unit.region, allowed)
    save_unit(unit=unit, actor=actor)
    _add_aliases(unit, row["aliases"], actor)
    return known is None


def _known_unit(row: SheetRow, region: Region | None) -> Unit | None:
    if row["credit_code"]:
        by_code = Unit.objects.filter(credit_code=row["credit_code"].upper()).first()
        if by_code is not None:
            return by_code
    return Unit.objects.filter(name=row["name"], region=region).first()


def _permit(subject: models.Model, allowed: Allowed) -> None:
    if not allowed(subject):
        raise ValidationError(_("%(name)s lies outside the region you manage.") % {"name": subject})


def _set(subject: models.Model, name: str, row: SheetRow, value: Any) -> None:
    """A column that the file does not have leaves the field as it is; an empty cell empties it."""
    if name in row.cells:
        setattr(subject, name, value)


def _add_aliases(unit: Unit, text: str, actor: Actor) -> None:
    known = set(unit.aliases.values_list("name", flat=True)) | {unit.name}
    for name in dict.fromkeys(part.strip() for part in text.translate(SEPARATORS).split(";")):
        if name and name not in known:
            add_alias(unit=unit, name=name, actor=actor, source=UnitAlias.Source.IMPORTED)


def _choice(choices: type[models.TextChoices], text: str) -> str:
    """The value that a cell means, by value or by word; an empty cell means nothing. Raises ValidationError."""
    if not text:
        return ""
    for one in choices:
        if text in (one.value, str(one.label)) or text.lower() == one.value:
            return str(one.value)
    words = "、".join(str(one.label) for one in choices)
    raise ValidationError(_("“%(text)s” is none of %(words)s.") % {"text": text, "words": words})


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError as fault:
        raise ValidationError(_("“%(text)s” is no date like 2026-01-31.") % {"text": text}) from fault


def _region(text: str) -> Region | None:
    """A region by code or by a name that only one has. Raises ValidationError."""
    if not text:
        return None
    found = list(Region.objects.filter(models.Q(code=text) | models.Q(name=text))[:2])
    if len(found) != 1:
        reason = _("there is none") if not found else _("several have this name: write the code")
        raise ValidationError(_("Region “%(text)s”: %(reason)s.") % {"text": text, "reason": reason})
    return found[0]


def _unit(text: str, region: Region) -> Unit | None:
    """The unit above: one of the same region, else the only one of that name anywhere. Raises ValidationError."""
    if not text:
        return None
    found = list(Unit.objects.filter(name=text, region=region)) or list(Unit.objects.filter(name=text)[:2])
    if len(found) != 1:
        reason = _("there is none") if not found else _("several regions have one of this name")
        raise ValidationError(_("Unit “%(text)s”: %(reason)s.") % {"text": text, "reason": reason})
    return found[0]
