"""How a version differs from the one in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.plans.differences import Change, Piece, Side, Verdict, compare, word_difference
from luoshi.plans.models import DraftItem, Part, PlanVersion, Target, Task
from luoshi.plans.payloads import TARGET, TASK

ORDER: tuple[Verdict, ...] = ("changed", "added", "removed", "moved", "same")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as the page shows it: the item of the new version, the row of the old, and the words between."""

    change: Change
    item: DraftItem | None
    old: Task | Target | None
    pieces: Sequence[Piece]


def previous_of(version: PlanVersion) -> PlanVersion | None:
    """The version in force that this one would take the place of."""
    return version.plan.versions.filter(state=PlanVersion.State.PUBLISHED).exclude(pk=version.pk).first()


def changes(version: PlanVersion, previous: PlanVersion) -> list[ChangeRow]:
    """Every task and target of both versions, what changed first. Four queries."""
    items = {
        item.pk: item
        for item in version.items.filter(kind__in=[TASK, TARGET])
        .exclude(state=DraftItem.State.REJECTED)
        .select_related("part")
    }
    tasks = {row.pk: row for row in previous.tasks.order_by("order")}
    targets = {row.pk: row for row in previous.targets.select_related("task", "part").order_by("order")}
    rows = []
    for kind, old in ((TASK, tasks), (TARGET, targets)):
        new = [item for item in items.values() if item.kind == kind]
        for change in compare(sides_of_rows(kind, old.values()), sides_of_items(new, version.text)):
            rows.append(_row(change, items, old))
    rows.sort(key=lambda row: ORDER.index(row.change.verdict))
    return rows


def sides_of_items(items: Iterable[DraftItem], text: str) -> list[Side]:
    """Draft items as the comparison takes them: by the words they stand in."""
    return [
        Side(item.pk, item.kind, item.key, _words(text[item.start : item.end]), _place_of_item(item)) for item in items
    ]


def sides_of_rows(kind: str, rows: Iterable[Task | Target]) -> list[Side]:
    """Published rows as the comparison takes them."""
    return [
        Side(row.pk, kind, row.key, _words(row.text), row.key)
        if isinstance(row, Task)
        else Side(row.pk, kind, row.key, _words(row.quote), row.task.key if row.task else _annex(row.part))
        for row in rows
    ]


def _place_of_item(item: DraftItem) -> str:
    return item.key if item.kind == TASK else item.payload.get("task") or _annex(item.part)


def _annex(part: Part | None) -> str:
    return part.annex if part else ""


def _row(change: Change, items: dict[int, DraftItem], old: dict[int, Task] | dict[int, Target]) -> ChangeRow:
    pieces = word_difference(change.old.text, change.new.text) if change.old and change.new else ()
    item = items[change.new.identity] if change.new else None
    return ChangeRow(change, item, old[change.old.identity] if change.old else None, pieces)


def _words(text: str) -> str:
    return "".join(text.replace("**", "").split())
