"""Urging by hand: with a reason, once a day, by those who may."""

from datetime import date

import pytest
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.services import tasks
from luoshi.delivery.tests.desk_world import DeskWorld, on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.notices.models import Notice
from luoshi.urging.engine import climb
from luoshi.urging.errors import UrgingError
from luoshi.urging.models import Urge
from luoshi.urging.services import steps_for, urge_by_hand

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


def urge(busy: DeskWorld, role: Role, step: str = "urge", reason: str = "The dam is leaking") -> Urge:
    return urge_by_hand(task=busy.task, step=step, reason=reason, user=busy.person(role))


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.REPORTER, []),
        (Role.LEAD_UNIT, []),
        (Role.GROUP_OFFICE, ["remind", "urge"]),
        (Role.COORDINATION, ["remind", "urge"]),
        (Role.SUPERVISION, ["remind", "urge", "supervise", "summon", "bulletin"]),
        (Role.LEADER, ["summon", "bulletin"]),
    ],
)
def test_it_offers_each_the_steps_they_may_take(role: Role, names: list[str], busy: DeskWorld) -> None:
    assert [step.name for step in steps_for(busy.person(role), busy.task)] == names


def test_it_tells_the_unit_why_and_by_whom(busy: DeskWorld) -> None:
    with clock.at(on(DAY)):
        made = urge(busy, Role.COORDINATION)
    assert (made.state, made.by) == ("sent", busy.world.people[Role.COORDINATION])
    notice = Notice.objects.get(recipient=busy.world.people[Role.REPORTER], kind="urge")
    assert "The dam is leaking" in notice.body


def test_it_is_done_once_a_day_at_most(busy: DeskWorld) -> None:
    with clock.at(on(DAY)):
        urge(busy, Role.COORDINATION)
        with pytest.raises(UrgingError, match="once a day"):
            urge(busy, Role.SUPERVISION)
    with clock.at(on(date(2026, 3, 11))):
        urge(busy, Role.SUPERVISION)


def test_it_asks_for_a_reason(busy: DeskWorld) -> None:
    with pytest.raises(UrgingError, match="reason"):
        urge(busy, Role.COORDINATION, reason="  ")


def test_it_confirms_a_proposal_of_the_same_step(busy: DeskWorld) -> None:
    for day in (date(2026, 4, 15), date(2026, 4, 22), date(2026, 5, 6)):
        with clock.at(on(day)):
            climb()
    assert Urge.objects.filter(state="proposed", step="supervise").count() == 1
    urge(busy, Role.SUPERVISION, "supervise")
    assert Urge.objects.filter(step="supervise").count() == 1
    assert Urge.objects.get(step="supervise").state == "sent"


def test_it_urges_beside_a_proposal_of_another_step(busy: DeskWorld) -> None:
    for day in (date(2026, 4, 15), date(2026, 4, 22), date(2026, 5, 6)):
        with clock.at(on(day)):
            climb()
    urge(busy, Role.COORDINATION, "urge")
    assert list(Urge.objects.order_by("pk").values_list("step", "state"))[-2:] == [
        ("supervise", "proposed"),
        ("urge", "sent"),
    ]


def test_it_does_not_urge_a_task_that_rests(busy: DeskWorld) -> None:
    tasks.move(task=busy.task, step=Step("suspend", "Floods"), user=busy.person(Role.SUPERVISION))
    with pytest.raises(UrgingError):
        urge(busy, Role.COORDINATION)


def test_it_works_from_the_tasks_page(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.COORDINATION))
    panel = client.get(f"/urging/tasks/{busy.task.pk}/panel/").content.decode()
    assert f'action="/urging/tasks/{busy.task.pk}/urge/"' in panel
    client.post(f"/urging/tasks/{busy.task.pk}/urge/", {"step": "urge", "reason": "The dam is leaking"})
    assert Urge.objects.get().reason == "The dam is leaking"
    page = client.get(f"/delivery/tasks/{busy.task.pk}/story/").content.decode()
    assert "The dam is leaking" in page, "it is part of the story"
    client.force_login(busy.person(Role.REPORTER))
    assert "action=" not in client.get(f"/urging/tasks/{busy.task.pk}/panel/").content.decode()


def test_it_hides_from_the_unit_what_was_only_proposed(busy: DeskWorld, client: Client) -> None:
    for day in (date(2026, 4, 15), date(2026, 4, 22), date(2026, 5, 6)):
        with clock.at(on(day)):
            climb()
    client.force_login(busy.person(Role.REPORTER))
    assert "Supervision</td>" not in client.get("/urging/", headers={"cookie": ""}).content.decode()
    assert client.get("/urging/?state=proposed").context["page"].paginator.count == 0
    client.force_login(busy.person(Role.SUPERVISION))
    assert client.get("/urging/?state=proposed").context["page"].paginator.count == 1
