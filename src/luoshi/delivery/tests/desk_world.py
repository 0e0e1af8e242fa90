"""A published plan with three tasks over the settled world, for the tests of this room."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.rounds import Round, current
from luoshi.delivery.services import reports, tasks
from luoshi.delivery.services.registering import register_from_version
from luoshi.delivery.services.reports import Content
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.orgs.models import WorkingGroup
from luoshi.plans import models as plans
from luoshi.web.testworld import World

DAY = date(2026, 3, 2)


def on(day: date, hour: int = 10) -> datetime:
    """A moment of a day."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@dataclass
class DeskWorld:
    """The world with three tasks: the first unit leads (the second supports), the second leads, nobody leads."""

    world: World
    version: plans.PlanVersion
    tasks: list[Task] = field(default_factory=list)

    @property
    def task(self) -> Task:
        return Task.objects.get(pk=self.tasks[0].pk)

    def person(self, role: Role) -> User:
        return self.world.person(role)

    def accepted(self) -> Task:
        """The first task, accepted and begun on the first day."""
        with clock.at(on(DAY)):
            for name in ("accept", "start"):
                tasks.move(task=self.task, step=Step(name), user=self.person(Role.LEAD_UNIT))
        return self.task

    def draft(self, day: date = DAY, **content: Any) -> Report:
        """A saved draft of the first unit."""
        user = self.person(Role.REPORTER)
        with clock.at(on(day)):
            report = reports.open_report(task=self.task, unit_id=self.world.unit.pk, round_=self.round(day), user=user)
            written = Content(**{"words": "Twelve culverts are cleared.", **content})
            return reports.save_draft(report=report, content=written, revision=report.revision, user=user)

    @staticmethod
    def round(day: date) -> Round:
        return current("month", day)


def build(world: World) -> DeskWorld:
    """Store a plan of three tasks and register it."""
    WorkingGroup.objects.filter(pk=world.group.pk).update(plan_part="Water")
    plan = plans.Plan.objects.create(title="A plan", period="2026", region=world.region)
    version = plans.PlanVersion.objects.create(
        plan=plan, number=1, state="published", name="plan.docx", sha256="0" * 64
    )
    text = "Clear the culverts. Mend the roads. Think ahead."
    plans.Reading.objects.create(version=version, text=text, draft={})
    part = plans.Part.objects.create(version=version, annex="1", kind="annex", title="Water", order=0, start=0, end=40)
    sentences = ["Clear the culverts.", "Mend the roads.", "Think ahead."]
    parties = [[(world.unit, "lead"), (world.other_unit, "support")], [(world.other_unit, "lead")], []]
    for order, (sentence, units) in enumerate(zip(sentences, parties, strict=True)):
        start = text.index(sentence)
        task = plans.Task.objects.create(
            version=version, part=part, key=f"t{order}", order=order, start=start, end=start + len(sentence),
            number=str(order + 1), title=sentence.rstrip("."), text=sentence,
            deadline_date=date(2026, 12, 31) if order == 0 else None,
        )  # fmt: skip
        for place, (unit, role) in enumerate(units):
            plans.TaskUnit.objects.create(task=task, unit=unit, role=role, name=unit.name, order=place)
    target = plans.Target(version=version, part=part, task=plans.Task.objects.get(version=version, order=0), key="g0")
    target.order, target.start, target.end, target.quote = 0, 0, 5, "12 culverts"
    target.indicator, target.comparator, target.value, target.unit = "culverts", ">=", 12, "pieces"
    target.save()
    with clock.at(on(DAY - timedelta(days=1))):
        register_from_version(version=version, user=None)
    return DeskWorld(world, version, list(Task.objects.order_by("plan_task__order")))
