"""What the search index does when another room saves something."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from luoshi.delivery.models import Report, Task
from luoshi.orgs.models import GroupMember, Unit, UnitAlias, WorkingGroup
from luoshi.plans.models import PlanVersion
from luoshi.plans.signals import version_published
from luoshi.seeing.services.indexing import note

OWN: dict[type[Any], tuple[str, Callable[[Any], int]]] = {
    Task: ("task", lambda task: task.pk),
    Report: ("report", lambda report: report.pk),
    Unit: ("unit", lambda unit: unit.pk),
    UnitAlias: ("unit", lambda alias: alias.unit_id),
    WorkingGroup: ("group", lambda group: group.pk),
    GroupMember: ("group", lambda member: member.group_id),
}


def connect() -> None:
    """Called once, when Django is ready."""
    for model in OWN:
        post_save.connect(_changed, sender=model, dispatch_uid=f"seeing.saved.{model.__name__}")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"seeing.deleted.{model.__name__}")
    version_published.connect(_published, dispatch_uid="seeing.published")


def _changed(sender: type[Any], instance: Any, **_more: Any) -> None:
    kind, key = OWN[sender]
    note(kind, [key(instance)])


def _published(version: PlanVersion, **_more: Any) -> None:
    """Its tasks, groups and units are stored in bulk, so they are looked up once everybody has done their part."""
    transaction.on_commit(lambda: _note_version(version))


def _note_version(version: PlanVersion) -> None:
    note("passage", PlanVersion.objects.filter(plan=version.plan_id).values_list("pk", flat=True))
    tasks = Task.objects.filter(plan_task__version=version)
    note("task", tasks.values_list("pk", flat=True))
    note("unit", tasks.values_list("parties__unit", flat=True).exclude(parties__unit=None).distinct())
    note("group", WorkingGroup.objects.filter(plan_reference=f"plan:{version.plan_id}").values_list("pk", flat=True))
