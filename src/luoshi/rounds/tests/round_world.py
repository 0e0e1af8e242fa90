"""A plan at work over the settled world, and a month that is asked about, for the tests of this room."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.services import tasks
from luoshi.delivery.services.reports import Content
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, on
from luoshi.delivery.tests.desk_world import build as build_desk
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.plans.models import Plan
from luoshi.progress.periods import Period, period_of
from luoshi.rounds.models import Form, Line, Round
from luoshi.rounds.services import answering, reviewing, submitting
from luoshi.rounds.services.opening import Ask, open_round
from luoshi.web.testworld import PASSWORD, World

OPENED = date(2026, 4, 1)
MARCH, APRIL = period_of("month", date(2026, 3, 31)), period_of("month", date(2026, 4, 30))
WORDS = {"words": "Nine culverts are cleared.", "percent": "40"}


@dataclass
class RoundWorld:
    """The first unit leads two tasks under way, the other unit leads one and supports one."""

    desk: DeskWorld
    other_person: User

    @property
    def world(self) -> World:
        return self.desk.world

    @property
    def plan(self) -> Plan:
        return self.desk.version.plan

    def person(self, role: Role) -> User:
        return self.world.person(role)

    def other(self) -> User:
        """The lead of the other unit, without remembered roles."""
        return User.objects.get(pk=self.other_person.pk)

    def ask(self, **changes: Any) -> Ask:
        given = {"plan": self.plan, "cadence": "month", "purpose": "The monthly meeting", "basis": "Plan, part 7"}
        return Ask(**{**given, **changes})

    def open(self, period: Period = MARCH, *, day: date = OPENED, **changes: Any) -> Round:
        """A round opened by the coordination group on a day."""
        with clock.at(on(day)):
            return open_round(ask=self.ask(**changes), period=period, user=self.person(Role.COORDINATION))

    def form(self, round_: Round | None = None) -> Form:
        """The first unit's form."""
        round_ = round_ or self.open()
        return Form.objects.select_related("round__plan", "unit").get(round=round_, unit=self.world.unit)

    def other_form(self, round_: Round) -> Form:
        return Form.objects.select_related("round__plan", "unit").get(round=round_, unit=self.world.other_unit)

    def pass_all(self, form: Form, *, day: date = OPENED) -> None:
        """Everything on a form answered, submitted, and passed by the unit and the office."""
        people = (self.person(Role.LEAD_UNIT), self.person(Role.COORDINATION))
        with clock.at(on(day, 12)):
            for line in form.lines.select_related("task__plan_task", "form__round"):
                if not Report.objects.filter(task=line.task, unit=form.unit, period=form.round.period).exists():
                    answer = content("Thirty metres are done.", 30)
                    answering.save_line(line=line, content=answer, revision=0, user=people[0])
            submitting.submit(form=form, user=people[0])
            for person in people:
                keys = list(Report.objects.values_list("pk", flat=True))
                reviewing.review(round_=form.round, keys=keys, word="pass", user=person)


def content(words: str, percent: int | None = None, **more: Any) -> Content:
    """An answer."""
    return Content(words=words, percent=None if percent is None else Decimal(percent), **more)


def fields(line: Line, revision: int = 0, **values: Any) -> dict[str, Any]:
    """What a page sends of one line."""
    return {f"l{line.pk}-revision": revision, **{f"l{line.pk}-{name}": value for name, value in values.items()}}


def build(world: World) -> RoundWorld:
    """Store it."""
    desk = build_desk(world)
    other = User(username="other_lead", display_name="Other Lead", must_change_password=False)
    other.set_password(PASSWORD)
    other.save()
    RoleAssignment.objects.create(user=other, role=Role.LEAD_UNIT, unit=world.other_unit)
    lead, office = world.person(Role.LEAD_UNIT), world.person(Role.COORDINATION)
    with clock.at(on(DAY)):
        tasks.name_lead(task=desk.tasks[2], unit=world.unit, user=office)
        tasks.move(task=Task.objects.get(pk=desk.tasks[2].pk), step=Step("assign"), user=office)
        for number, user in ((0, lead), (1, other), (2, lead)):
            for name in ("accept", "start"):
                tasks.move(task=Task.objects.get(pk=desk.tasks[number].pk), step=Step(name), user=user)
    return RoundWorld(desk, other)
