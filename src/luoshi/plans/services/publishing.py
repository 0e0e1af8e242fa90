"""From reviewed items to the published plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, Indicator, PlanVersion, Target, Task, TaskUnit
from luoshi.plans.payloads import GROUP, INDICATOR, TARGET, TASK, UNIT_FIELDS, name_of_unit
from luoshi.plans.selectors.changes import ChangeRow, changes, continued, previous_of, unexplained
from luoshi.plans.services.grouping import store_groups
from luoshi.plans.services.names import resolve_names, units_of_items
from luoshi.plans.signals import version_published

ACCEPT, LEAVE_OUT = "accept", "leave-out"

UnitIds = Mapping[str, int]


@transaction.atomic
def explain_removal(*, target_id: int, reason: str, actor: User) -> Target:
    """Say why the next version gives a target up, or has another figure. Raises PlanError without a reason."""
    target = Target.objects.select_for_update().get(pk=target_id)
    _explain(target, reason, actor, "plans.target_replaced")
    return target


@transaction.atomic
def explain_task(*, task_id: int, reason: str, actor: User) -> Task:
    """Say why the next version no longer has a task. Raises PlanError without a reason."""
    task = Task.objects.select_for_update().get(pk=task_id)
    _explain(task, reason, actor, "plans.task_replaced")
    return task


def _explain(row: Task | Target, reason: str, actor: User, action: str) -> None:
    reason = " ".join(reason.split())
    if not reason:
        raise PlanError(_("Say why it is given up or replaced."))
    row.replaced_reason = reason
    row.save(update_fields=["replaced_reason"])
    record(actor=actor, action=action, subject=row, data={"reason": reason})


@transaction.atomic
def publish(*, version_id: int, undecided: str | None = None, reason: str = "", actor: User) -> PlanVersion:
    """Bind the units to the kept items of a version and put it in the place of the one before.

    1. Undecided items are accepted or left out, as `undecided` says; without it they stop the publication.
    2. Tasks and targets of the version before that this one gives up, and targets with another figure, keep why:
    what has no reason yet gets `reason`; without one it stops the publication.
    3. The version published before becomes superseded.
    4. Tasks, parties, targets, indicators and working groups are stored in bulk.
    5. `version_published` lets other rooms take the tasks up, in the same transaction.

    Raises PlanError when the version is not under review, has nothing to publish, or has something open.
    """
    version = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__region").get(pk=version_id)
    if version.state != PlanVersion.State.REVIEWING:
        raise PlanError(_("This version is not under review, so it cannot be published."))
    _settle(version, undecided, actor)
    items = list(version.items.filter(state__in=DraftItem.KEPT).select_related("part").order_by("start", "order"))
    if not items:
        raise PlanError(_("No item has been accepted, so there is nothing to publish."))
    previous = previous_of(version)
    rows = changes(version, previous) if previous is not None else []
    _keep_reasons(rows, reason)
    if previous is not None:
        version.plan.versions.filter(pk=previous.pk).update(state=PlanVersion.State.SUPERSEDED)
    version.state = PlanVersion.State.PUBLISHED
    version.published_at, version.published_by = timezone.now(), actor
    version.save(update_fields=["state", "published_at", "published_by"])
    counts = _store(version, items, continued(rows))
    version_published.send(sender=PlanVersion, version=version, actor=actor)
    record(actor=actor, action="plans.published", subject=version, data=counts)
    return version


def _settle(version: PlanVersion, undecided: str | None, actor: User) -> None:
    pending = version.items.filter(state=DraftItem.State.PENDING)
    count = pending.count()
    if not count:
        return
    if undecided not in {ACCEPT, LEAVE_OUT}:
        raise PlanError(
            _("%(count)d items are undecided: say whether to accept them or to leave them out.") % {"count": count}
        )
    state = DraftItem.State.ACCEPTED if undecided == ACCEPT else DraftItem.State.REJECTED
    pending.update(state=state, reviewer=actor, decided_at=timezone.now())
    record(actor=actor, action="plans.rest_decided", subject=version, data={"count": count, "as": state})


def _keep_reasons(rows: Sequence[ChangeRow], reason: str) -> None:
    waiting = unexplained(rows)
    reason = " ".join(reason.split())
    if not waiting:
        return
    if not reason:
        raise PlanError(
            _("%(count)d tasks or targets are given up or replaced: say why, one by one or for all of them.")
            % {"count": len(waiting)}
        )
    for kind in (Task, Target):
        kind.objects.filter(pk__in=[row.pk for row in waiting if isinstance(row, kind)]).update(replaced_reason=reason)


def _store(version: PlanVersion, items: Sequence[DraftItem], before: Mapping[int, int]) -> dict[str, int]:
    text = version.text
    units = resolve_names(plan=version.plan, names=units_of_items(items))
    by_kind: dict[str, list[DraftItem]] = {kind: [] for kind in (TASK, TARGET, GROUP, INDICATOR)}
    for item in items:
        by_kind[item.kind].append(item)
    tasks = Task.objects.bulk_create([_task(item, text, before) for item in by_kind[TASK]], batch_size=500)
    parties = [
        party for task, item in zip(tasks, by_kind[TASK], strict=True) for party in _parties(task, item.payload, units)
    ]
    TaskUnit.objects.bulk_create(parties, batch_size=500)
    keys = {task.key: task for task in tasks}
    targets = Target.objects.bulk_create([_target(item, keys, before) for item in by_kind[TARGET]], batch_size=500)
    rows = Indicator.objects.bulk_create([_indicator(item) for item in by_kind[INDICATOR]], batch_size=500)
    groups = store_groups(version=version, items=by_kind[GROUP], units=units)
    return {
        "tasks": len(tasks), "parties": len(parties), "targets": len(targets), "indicators": len(rows),
        "groups": len(groups),
    }  # fmt: skip


def _place(item: DraftItem) -> dict[str, Any]:
    return {
        "version_id": item.version_id, "part_id": item.part_id, "item": item, "key": item.key, "order": item.order,
        "start": item.start, "end": item.end,
    }  # fmt: skip


def _task(item: DraftItem, text: str, before: Mapping[int, int]) -> Task:
    payload = item.payload
    return Task(
        **_place(item), **_deadline(payload), previous_id=before.get(item.pk),
        number=_cut(payload.get("number"), 120),
        title=_cut(payload.get("title"), 500), basis=_cut(payload.get("basis"), 20),
        text=text[item.start : item.end].replace("**", "").strip(),
    )  # fmt: skip


def _parties(task: Task, payload: Mapping[str, Any], units: UnitIds) -> Iterable[TaskUnit]:
    order = 0
    for field, role in UNIT_FIELDS.items():
        role = TaskUnit.Role.JOINT if role == "lead" and payload.get("basis") == "joint" else TaskUnit.Role(role)
        for unit in payload.get(field) or []:
            start, end = unit.get("span") or (None, None)
            known = None if role == TaskUnit.Role.COLLECTIVE else units.get(name_of_unit(unit))
            yield TaskUnit(
                task=task, role=role, name=_cut(unit["name"], 200), unit_id=known, order=order, start=start, end=end
            )
            order += 1


def _target(item: DraftItem, tasks: Mapping[str, Task], before: Mapping[int, int]) -> Target:
    payload = item.payload
    return Target(
        **_place(item), **_deadline(payload), previous_id=before.get(item.pk),
        task=tasks.get(payload.get("task") or ""),
        quote=payload.get("quote") or "", indicator=_cut(payload.get("indicator"), 300),
        comparator=_cut(payload.get("comparator"), 12), value=payload.get("value"), value_max=payload.get("value_max"),
        unit=_cut(payload.get("unit"), 60), basis=_cut(payload.get("basis"), 12),
        modality=_cut(payload.get("modality"), 12), period=_cut(payload.get("period"), 40),
    )  # fmt: skip


def _indicator(item: DraftItem) -> Indicator:
    payload = item.payload
    short = {name: _cut(payload.get(name), 120) for name in ("category", "baseline", "target", "growth")}
    return Indicator(
        **_place(item), **short, name=_cut(payload.get("name"), 300), unit=_cut(payload.get("unit"), 60),
        nature=_cut(payload.get("nature"), 40), note=payload.get("note") or "",
    )  # fmt: skip


def _deadline(payload: Mapping[str, Any]) -> dict[str, Any]:
    deadline = payload.get("deadline") or {}
    day = deadline.get("date")
    return {"deadline_text": _cut(deadline.get("text"), 200), "deadline_date": date.fromisoformat(day) if day else None}


def _cut(text: Any, most: int) -> str:
    return str(text or "")[:most]
