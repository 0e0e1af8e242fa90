"""Two units become one: everything that points to the loser is moved, in one transaction that can be undone.

Rows of every room follow by the database's own foreign keys, so that no room can be forgotten. Where the winner has the
same row already (it is a party to the same task), the two become one by the rule that the row's room registered; where
no rule is registered, the row stays with the ended unit as its past, for which the winner's people answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.audit.models import Record
from luoshi.audit.services import Actor, record
from luoshi.orgs.models import Post, Unit, UnitAlias

Fold = Callable[[Any, Any], Sequence[str]]
MERGED, UNDONE = "orgs.units_merged", "orgs.merge_undone"
OWN = {("orgs.unit", "merged_into"), ("orgs.unitalias", "unit")}

FOLDS: dict[str, Fold] = {}


def fold(label: str, rule: Fold) -> None:
    """Say how two rows of a model become one: the rule changes the kept row and names the fields it changed."""
    FOLDS[label] = rule


@dataclass
class Moves:
    """What a merge did, as the audit record keeps it, so that it can be undone to the row."""

    moved: list[list[Any]] = field(default_factory=list)
    folded: list[dict[str, Any]] = field(default_factory=list)
    kept: list[list[Any]] = field(default_factory=list)


@transaction.atomic
def merge(*, loser: Unit, winner: Unit, actor: Actor) -> Record:
    """Merge a unit into another. Raises ValidationError when they are the same, or one has ended by a merge already."""
    units = {one.pk: one for one in Unit.objects.select_for_update().filter(pk__in=[loser.pk, winner.pk])}
    if len(units) < 2:
        raise ValidationError(_("A unit cannot be merged with itself: choose another one."))
    loser, winner = units[loser.pk], units[winner.pk]
    if loser.merged_into_id or winner.merged_into_id:
        raise ValidationError(_("One of the two was merged into another unit already."))
    if winner.parent_id == loser.pk:
        winner.parent_id = loser.parent_id
        winner.save(update_fields=["parent"])
    moves = Moves()
    _rename_posts(loser, winner, moves)
    for relation in _relations():
        _follow(relation, loser, winner, moves)
    aliases = _give_names(loser, winner)
    before = {"valid_to": loser.valid_to}
    loser.merged_into, loser.valid_to = winner, _last_day(loser)
    loser.save(update_fields=["merged_into", "valid_to"])
    data = {"loser": loser.pk, "winner": winner.pk, "name": loser.name, "aliases": aliases, "before": before}
    return record(action=MERGED, subject=winner, actor=actor, data={**data, **vars(moves)})


def _last_day(unit: Unit) -> Any:
    today = timezone.localdate()
    return max(today, unit.valid_from) if unit.valid_from else today


def _relations() -> list[models.ForeignKey[Any, Any]]:
    """Every foreign key to a unit, whichever room it stands in."""
    fields = [relation.field for relation in Unit._meta.related_objects if relation.one_to_many]
    return [one for one in fields if (one.model._meta.label_lower, one.name) not in OWN]  # type: ignore[misc]


def _rename_posts(loser: Unit, winner: Unit, moves: Moves) -> None:
    """Posts of the same title become one; who holds it, and what it holds, goes with it."""
    for post in Post.objects.filter(unit=loser, title__in=winner.posts.values("title")):
        before, post.title = post.title, f"{post.title}（{loser.name}）"[:80]
        post.save(update_fields=["title"])
        moves.folded.append({"restore": ["orgs.post", post.pk, {"title": before}]})


def _follow(relation: "models.ForeignKey[Any, Any]", loser: Unit, winner: Unit, moves: Moves) -> None:
    model, label = relation.model, relation.model._meta.label_lower
    for row in model._base_manager.filter(**{relation.name: loser}).order_by("pk"):
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{relation.name: winner})
        except IntegrityError:
            _become_one(relation, row, winner, moves)
        else:
            moves.moved.append([label, relation.name, row.pk])


def _become_one(relation: "models.ForeignKey[Any, Any]", row: Any, winner: Unit, moves: Moves) -> None:
    label = relation.model._meta.label_lower
    rule = FOLDS.get(label)
    kept = _counterpart(relation, row, winner) if rule else None
    if rule is None or kept is None:
        moves.kept.append([label, relation.name, row.pk])
        return
    lost = serializers.serialize("python", [row])
    before = serializers.serialize("python", [kept])[0]["fields"]
    changed = rule(kept, row)
    row.delete()
    if changed:
        kept.save(update_fields=list(changed))
    restored = {name: before[name] for name in changed}
    moves.folded.append({"lost": _plain(lost), "restore": [label, kept.pk, restored]})


def _counterpart(relation: "models.ForeignKey[Any, Any]", row: Any, winner: Unit) -> Any:
    """The winner's row that stands in the way: the same in all other fields of some rule of uniqueness."""
    for constraint in relation.model._meta.constraints:
        names = list(getattr(constraint, "fields", ()))
        if isinstance(constraint, models.UniqueConstraint) and relation.name in names:
            same = {name: getattr(row, name) for name in names if name != relation.name}
            found = relation.model._base_manager.filter(**same, **{relation.name: winner}).first()
            if found is not None:
                return found
    return None


def _plain(rows: list[dict[str, Any]]) -> str:
    objects = list(serializers.deserialize("python", rows))
    return str(serializers.serialize("json", [one.object for one in objects]))


def _give_names(loser: Unit, winner: Unit) -> dict[str, Any]:
    """The loser's aliases move; its own names become aliases of the winner."""
    moved = list(UnitAlias.objects.filter(unit=loser).values_list("pk", flat=True))
    UnitAlias.objects.filter(pk__in=moved).update(unit=winner)
    added = []
    for name in {loser.name, loser.short_name} - {"", winner.name, winner.short_name}:
        known = UnitAlias.objects.filter(region=winner.region_id, name=name).exists()
        if not known:
            alias = UnitAlias(unit=winner, region=winner.region, name=name, source=UnitAlias.Source.MERGED)
            alias.save()
            added.append(alias.pk)
    return {"moved": moved, "added": added}


@transaction.atomic
def undo(*, entry: Record, actor: Actor) -> Unit:
    """Part two units again, exactly as the record of their merge says. Raises ValidationError when that is past."""
    data = entry.data
    loser = Unit.objects.select_for_update().filter(pk=data.get("loser")).first()
    if entry.action != MERGED or loser is None or loser.merged_into_id != data["winner"]:
        raise ValidationError(_("This merge was undone already, or the unit was merged again since."))
    loser.merged_into, loser.valid_to = None, data["before"]["valid_to"]
    loser.save(update_fields=["merged_into", "valid_to"])
    UnitAlias.objects.filter(pk__in=data["aliases"]["added"]).delete()
    UnitAlias.objects.filter(pk__in=data["aliases"]["moved"]).update(unit=loser)
    for label, name, key in data["moved"]:
        _model(label)._base_manager.filter(pk=key).update(**{name: loser})
    for one in data["folded"]:
        _restore(one)
    record(action=UNDONE, subject=loser, actor=actor, data={"merge": entry.sequence, "winner": data["winner"]})
    return loser


def _restore(one: dict[str, Any]) -> None:
    for row in serializers.deserialize("json", one.get("lost", "[]")):
        row.save()
    label, key, fields = one["restore"]
    if fields:
        _model(label)._base_manager.filter(pk=key).update(**fields)


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)
