"""Steps from the list: one click for one task, one click for the ticked ones; each still checked by itself."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.services import tasks as services
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.flow.models import Transition
from luoshi.flow.services import Actor, Step, waiting_for

pytestmark = pytest.mark.django_db


def ticked(client: Client, step: str, *tasks: Task, reason: str = "") -> list[str]:
    back = reverse("delivery:task_list") + "?life=waiting"
    data = {"step": step, "task": [task.pk for task in tasks], "next": back, "reason": reason}
    answer = client.post(reverse("delivery:task_move_many"), data)
    assert answer.status_code == 302 and answer["Location"].endswith("?life=waiting")
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_list_offers_a_unit_to_accept_and_the_ticked_are_accepted(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.LEAD_UNIT))
    assert 'value="accept"' in client.get(reverse("delivery:task_list")).content.decode()
    told = ticked(client, "accept", busy.tasks[0])
    assert busy.task.state == "accepted" and len(told) == 1
    assert Transition.objects.filter(subject_id=busy.task.pk, name="accept").count() == 1


def test_a_task_of_another_unit_is_neither_seen_nor_moved(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.LEAD_UNIT))
    ticked(client, "accept", busy.tasks[0], busy.tasks[1])
    assert [Task.objects.get(pk=task.pk).state for task in busy.tasks[:2]] == ["accepted", "assigned"]


def test_one_that_cannot_says_why_and_does_not_stop_the_others(busy: DeskWorld, client: Client) -> None:
    office = busy.person(Role.COORDINATION)
    services.name_lead(task=Task.objects.get(pk=busy.tasks[2].pk), unit=busy.world.unit, user=office)
    client.force_login(office)
    told = ticked(client, "assign", busy.tasks[0], busy.tasks[2])
    assert Task.objects.get(pk=busy.tasks[2].pk).state == "assigned"
    assert len(told) == 2 and any("Clear the culverts" in sentence for sentence in told)


def test_a_step_that_asks_for_a_reason_gets_one_for_all(busy: DeskWorld, client: Client) -> None:
    office = busy.person(Role.COORDINATION)
    services.name_lead(task=Task.objects.get(pk=busy.tasks[2].pk), unit=busy.world.unit, user=office)
    services.move(task=Task.objects.get(pk=busy.tasks[2].pk), step=Step("assign"), user=office)
    client.force_login(busy.person(Role.LEAD_UNIT))
    assert len(ticked(client, "dispute", busy.tasks[0], busy.tasks[2])) == 1
    assert busy.task.state == "assigned", "without a reason nothing moves, and one sentence says so"
    ticked(client, "dispute", busy.tasks[0], busy.tasks[2], reason="Not our duty")
    rows = Transition.objects.filter(name="dispute")
    assert set(rows.values_list("subject_id", "reason")) == {
        (busy.tasks[0].pk, "Not our duty"), (busy.tasks[2].pk, "Not our duty"),
    }  # fmt: skip


def test_the_page_says_who_may_do_what_next(busy: DeskWorld) -> None:
    nobody = Actor(None, "", frozenset())
    assert ("Accept", "Lead unit") in waiting_for(busy.task, nobody)
    assert all(label != "Give to another unit" for label, _who in waiting_for(busy.task, nobody))


def test_nothing_ticked_is_one_sentence(busy: DeskWorld, client: Client) -> None:
    client.force_login(busy.person(Role.LEAD_UNIT))
    assert len(ticked(client, "accept")) == 1
