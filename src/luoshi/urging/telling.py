"""What people are told of a step, once, each in their own language."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.models import Task
from luoshi.flow import clock
from luoshi.notices.models import Kind
from luoshi.notices.outbox import announce
from luoshi.notices.services import notify
from luoshi.urging.ladder import Step
from luoshi.urging.models import Urge
from luoshi.urging.people import Told, audience

DECIDERS = {"office": "group_office", "supervision": "supervision", "leader": "leader"}


class TwoLanguages:
    """A text that is Chinese or English by the language in force when it is written."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


def about(task: Task) -> str:
    """The name under which notices about a task are settled once it moves."""
    return f"delivery.task:{task.pk}"


def link(task: Task) -> str:
    """The page of a task."""
    return reverse("delivery:task_detail", args=[task.pk])


def tell(urge: Urge, step: Step) -> list[Told]:
    """Tell everybody whom the step names, and the group's robots if it says so; returns who was told."""
    task = urge.task
    people = audience(task, step.tell)
    title = format_lazy("{step}：{task}", step=TwoLanguages(step.zh, step.en), task=task.title)
    notify(
        recipients=[told.user for told in people],
        kind=Kind(step.name),
        title=title,
        body=_body(urge),
        key=f"urge:{urge.pk}",
        link=link(task),
        about=about(task),
        urgent=step.at_once,
    )
    if step.robot and task.group is not None:
        announce(group=task.group, title=title, link=link(task), about=about(task))
    return people


def _body(urge: Urge) -> Any:
    reason = TwoLanguages(urge.reason_zh, urge.reason_en)
    lines: list[Any] = [reason, urge.note] if urge.note else [reason]
    if urge.answer_due:
        lines.append(format_lazy(_("Please report or explain by {day}."), day=urge.answer_due))
    return format_lazy("\n".join(["{}"] * len(lines)), *lines)


def tell_of_proposals(task: Task, roles: Iterable[str]) -> None:
    """Whoever may confirm hears once a day that something waits, however much it is."""
    people = audience(task, [DECIDERS[role] for role in roles])
    notify(
        recipients=[told.user for told in people],
        kind=Kind.SUBMITTED,
        title=_("Steps of urging await your decision"),
        key=f"urging:proposed:{clock.today()}",
        link=f"{reverse('urging:list')}?state=proposed",
    )
