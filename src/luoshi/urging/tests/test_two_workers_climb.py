"""Several workers climb at the same time: each step is taken once and told once."""

import threading
from datetime import date

import pytest
from django.db import connection

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import build, on
from luoshi.flow import clock
from luoshi.notices.models import Notice
from luoshi.urging.engine import climb
from luoshi.urging.models import Position, Urge
from luoshi.web.testworld import build as build_world

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 7, 1)


def test_it_takes_each_step_once() -> None:
    busy = build(build_world())
    busy.accepted()
    Task.objects.filter(state="in_progress").update(due=date(2026, 6, 30), cadence="year")
    gate = threading.Barrier(4)
    taken: list[int] = []
    faults: list[BaseException] = []

    def worker() -> None:
        gate.wait()
        try:
            with clock.at(on(DAY)):
                taken.append(climb())
        except BaseException as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    mine = Urge.objects.filter(task=busy.task)
    assert list(mine.values_list("step", "state")) == [("urge", "sent")]
    assert sum(taken) == Urge.objects.count()
    assert Notice.objects.filter(recipient=busy.world.people[Role.REPORTER], kind="urge").count() == 1
    assert Position.objects.count() == Position.objects.values("task").distinct().count()
