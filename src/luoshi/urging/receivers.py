"""What happens elsewhere and is told here: tasks, reports and requests that move, plans that are published."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.accounts.models import User
from luoshi.delivery.models import Extension, Report, Task
from luoshi.flow.models import Transition
from luoshi.flow.services import subject_type
from luoshi.flow.signals import moved
from luoshi.notices.models import Kind
from luoshi.notices.services import notify, settle
from luoshi.plans.models import PlanVersion
from luoshi.plans.signals import version_published
from luoshi.urging import words
from luoshi.urging.engine import look_again
from luoshi.urging.people import audience
from luoshi.urging.services import task_moved
from luoshi.urging.telling import link

# Ways of a task that only follow a report of it, whose own way has been heard already.
FOLLOWING = {"report", "take_up", "return", "approve"}


def connect() -> None:
    """Called once, when Django is ready."""
    moved.connect(_task, sender=Task, dispatch_uid="urging.task")
    moved.connect(_report, sender=Report, dispatch_uid="urging.report")
    moved.connect(_extension, sender=Extension, dispatch_uid="urging.extension")
    post_save.connect(_asked, sender=Extension, dispatch_uid="urging.asked")
    version_published.connect(_published, dispatch_uid="urging.published")


def _task(subject: Task, row: Transition, **_rest: Any) -> None:
    if row.name in FOLLOWING:
        return
    task_moved(task=subject)
    line = words.TASK.get(row.name)
    if line is not None:
        _tell(line, subject, row, link=link(subject))


def _report(subject: Report, row: Transition, **_rest: Any) -> None:
    settle(about=name_of(subject))
    if row.name == "submit" and subject.unit_id in subject.task.answering_units():
        task_moved(task=subject.task)
    line = words.REPORT.get(row.name)
    if line is not None:
        units = None if row.name == "pass_unit" else [subject.unit_id]
        address = reverse("delivery:report_detail", args=[subject.pk])
        _tell(line, subject.task, row, link=address, author=subject.author, units=units)


def _extension(subject: Extension, row: Transition, **_rest: Any) -> None:
    settle(about=name_of(subject))
    if row.name == "grant":
        task_moved(task=subject.task)
    else:
        look_again(Task.objects.filter(pk=subject.task_id))
    line = words.EXTENSION.get(row.name)
    if line is not None:
        _tell(line, subject.task, row, link=link(subject.task), author=subject.asked_by)


def _asked(instance: Extension, created: bool, **_rest: Any) -> None:
    if created and instance.state == "asked":
        row = Transition(
            subject_type=subject_type(instance), subject_id=instance.pk, name="ask", actor=instance.asked_by,
            reason=instance.reason,
        )  # fmt: skip
        _tell(words.EXTENSION["ask"], instance.task, row, link=link(instance.task))


def _published(version: PlanVersion, **_rest: Any) -> None:
    """Each unit's people hear of their new tasks in one notice; carried tasks are judged anew."""
    look_again(Task.objects.filter(plan_task__version=version))
    fresh = Task.objects.filter(plan_task__version=version, state="assigned", plan_task__previous__isnull=True)
    numbers: dict[int, int] = {}
    people: dict[int, User] = {}
    for task in fresh.prefetch_related("parties"):
        for told in audience(task, words.UNIT):
            people[told.user.pk] = told.user
            numbers[told.user.pk] = numbers.get(told.user.pk, 0) + 1
    for key, user in people.items():
        title = format_lazy(
            _("{number} tasks of “{plan}” wait to be accepted"), number=numbers[key], plan=version.plan.title
        )
        address = f"{reverse('delivery:task_list')}?state=assigned"
        notify(recipients=[user], kind=Kind.ASSIGNED, title=title, key=f"published:{version.pk}", link=address)


def _tell(
    line: words.Line,
    task: Task,
    row: Transition,
    *,
    link: str,
    author: User | None = None,
    units: Sequence[int] | None = None,
) -> None:
    """Tell a line's audience, all but whoever did it."""
    names, kind, title = line
    roles = [name for name in names if name != "author"]
    people = [told.user for told in audience(task, roles, units=units)] if roles else []
    if "author" in names and author is not None:
        people.append(author)
    notify(
        recipients=[user for user in people if user.pk != row.actor_id],
        kind=kind,
        title=format_lazy(title, thing=task.title),
        body=row.reason,
        key=f"{row.subject_type}:{row.subject_id}:{row.pk or row.name}",
        link=link,
        about=f"{row.subject_type}:{row.subject_id}",
    )


def name_of(subject: Report | Extension) -> str:
    """The name under which notices about a subject are settled once it moves."""
    return f"{subject_type(subject)}:{subject.pk}"
