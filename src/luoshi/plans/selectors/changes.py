"""How a version differs from the one in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.plans.differences import CONTINUING, Change, Piece, Side, Verdict, compare, word_difference
from luoshi.plans.models import DraftItem, Indicator, Part, PlanVersion, Target, Task
from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, TASK
from luoshi.plans.said import said_by

ORDER: tuple[Verdict, ...] = ("changed", "split", "merged", "added", "removed", "moved", "same")
FIGURES = {"figure", "deadline"}  # of a target: with another one it is replaced

Row = Task | Target | Indicator | DraftItem
LISTS = {"lead": "leads", "joint": "leads", "support": "supports", "collective": "collectives"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as the page shows it: the item of the new version, the row of the old, and the words between."""

    change: Change
    item: DraftItem | None
    old: Row | None
    pieces: Sequence[Piece]

    @property
    def replaced(self) -> Task | Target | None:
        """The task or target of the version in force that is given up or gets another figure: it asks for a reason."""
        if not isinstance(self.old, Task | Target):
            return None
        gone = self.change.verdict in {"removed", "merged"}
        other = isinstance(self.old, Target) and any(one.name in FIGURES for one in self.change.fields)
        return self.old if gone or other else None


def previous_of(version: PlanVersion) -> PlanVersion | None:
    """The version in force that this one would take the place of."""
    return version.plan.versions.filter(state=PlanVersion.State.PUBLISHED).exclude(pk=version.pk).first()


def changes(version: PlanVersion, previous: PlanVersion) -> list[ChangeRow]:
    """Every task, target, indicator and group of both versions, what changed first. Eight queries."""
    items = {
        item.pk: item
        for item in version.items.exclude(state=DraftItem.State.REJECTED).select_related("part").order_by("start")
    }
    text, before = version.text, previous.text
    rows: list[ChangeRow] = []
    for kind, old in _rows_of(previous).items():
        new = [item for item in items.values() if item.kind == kind]
        for change in compare(_sides_of_rows(kind, old.values(), before), sides_of_items(new, text)):
            rows.append(_row(change, items, old))
    rows.sort(key=lambda row: ORDER.index(row.change.verdict))
    return rows


def continued(rows: Iterable[ChangeRow]) -> dict[int, int]:
    """For each item that continues a task or a target of the version before: item id → id of that row."""
    return {
        row.item.pk: row.old.pk
        for row in rows
        if row.change.verdict in CONTINUING and row.item and isinstance(row.old, Task | Target)
    }


def unexplained(rows: Iterable[ChangeRow]) -> list[Task | Target]:
    """What is given up or replaced, and has no reason yet."""
    return [row.replaced for row in rows if row.replaced is not None and not row.replaced.replaced_reason]


def _rows_of(previous: PlanVersion) -> dict[str, Mapping[int, Row]]:
    tasks = previous.tasks.prefetch_related("parties").order_by("order")
    targets = previous.targets.select_related("task", "part").order_by("order")
    groups = previous.items.filter(kind=GROUP, state__in=DraftItem.KEPT).select_related("part").order_by("start")
    return {
        TASK: {row.pk: row for row in tasks},
        TARGET: {row.pk: row for row in targets},
        INDICATOR: {row.pk: row for row in previous.indicators.select_related("part").order_by("order")},
        GROUP: {row.pk: row for row in groups},
    }


def sides_of_items(items: Iterable[DraftItem], text: str) -> list[Side]:
    """Draft items as the comparison takes them: by the words they stand in, and what they say besides."""
    return [
        Side(
            item.pk,
            item.kind,
            item.key,
            squeezed(text[item.start : item.end]),
            _place(item),
            said_by(item.kind, item.payload),
        )
        for item in items
    ]


def _sides_of_rows(kind: str, rows: Iterable[Row], text: str) -> list[Side]:
    return [_side(kind, row, text) for row in rows]


def _side(kind: str, row: Row, text: str) -> Side:
    """A published row as the comparison takes it; a group as the item it was published from."""
    if isinstance(row, DraftItem):
        return sides_of_items([row], text)[0]
    if isinstance(row, Task):
        return Side(row.pk, kind, row.key, squeezed(row.text), row.key, said_by(kind, _task(row)))
    if isinstance(row, Target):
        place = row.task.key if row.task else _annex(row.part)
        return Side(row.pk, kind, row.key, squeezed(row.quote), place, said_by(kind, _plain(row)))
    return Side(row.pk, kind, row.key, squeezed(text[row.start : row.end]), row.key, said_by(kind, _plain(row)))


def _task(row: Task) -> dict[str, Any]:
    payload: dict[str, Any] = {"title": row.title, "deadline": _deadline(row)}
    for party in row.parties.all():
        payload.setdefault(LISTS[party.role], []).append({"name": party.name})
    return payload


def _plain(row: Target | Indicator) -> dict[str, Any]:
    payload = {field.name: getattr(row, field.name) for field in row._meta.fields if not field.is_relation}
    return payload | ({"deadline": _deadline(row)} if isinstance(row, Target) else {})


def _deadline(row: Task | Target) -> dict[str, str] | None:
    day = row.deadline_date.isoformat() if row.deadline_date else ""
    return {"text": row.deadline_text, "date": day} if row.deadline_text or day else None


def _place(item: DraftItem) -> str:
    if item.kind == TARGET:
        return item.payload.get("task") or _annex(item.part)
    return item.key


def _annex(part: Part | None) -> str:
    return part.annex if part else ""


def _row(change: Change, items: Mapping[int, DraftItem], old: Mapping[int, Row]) -> ChangeRow:
    continues = change.verdict in CONTINUING and change.old and change.new
    pieces = word_difference(change.old.text, change.new.text) if continues and change.old and change.new else ()
    item = items[change.new.identity] if change.new else None
    return ChangeRow(change, item, old[change.old.identity] if change.old else None, pieces)


def squeezed(text: str) -> str:
    """Words without white space and marks, as two versions are compared."""
    return "".join(text.replace("**", "").split())
