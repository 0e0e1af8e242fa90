"""The clock crosses midnight and New Year: what was due yesterday is late today, and nothing is judged twice."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.delivery import rounds
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.models import Extension, LightChange, Report, Task
from luoshi.delivery.services import lights, requests
from luoshi.delivery.tests.desk_world import DeskWorld
from luoshi.flow import clock

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 31)


def moment(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def test_a_task_due_on_the_last_day_of_the_year_is_late_a_minute_after_it(busy: DeskWorld) -> None:
    busy.accepted()
    with clock.at(moment(LAST_DAY, 23, 59)):
        lights.relight_stale()
        assert clock.today() == LAST_DAY and busy.task.light_step != "overdue"
    with clock.at(moment(date(2027, 1, 1), 0, 1)):
        assert lights.relight_stale().judged == 3
        assert lights.relight_stale().judged == 0
    task = busy.task
    assert (task.colour, task.light_inputs["days_over"], task.light_as_of) == ("red", "1", date(2027, 1, 1))
    assert LightChange.objects.filter(task=task, new="red").count() == 1


def test_a_request_is_in_time_until_midnight_of_the_due_date(busy: DeskWorld) -> None:
    task, lead = busy.accepted(), busy.person(Role.LEAD_UNIT)

    def ask() -> Extension:
        return requests.ask(task=task, kind="extension", asked_due=date(2027, 2, 1), reason="Ice.", user=lead)

    with clock.at(moment(date(2027, 1, 1), 0, 0)), pytest.raises(DeliveryError, match="before the due date"):
        ask()
    with clock.at(moment(LAST_DAY, 23, 59)):
        assert ask().state == "asked"


def test_the_round_of_december_is_still_reported_in_january(busy: DeskWorld) -> None:
    busy.accepted()
    december = rounds.current("month", LAST_DAY)
    january = rounds.current("month", date(2027, 1, 1))
    assert january.period == december.period
    before = busy.draft(LAST_DAY, words="Before midnight.")
    after = busy.draft(date(2027, 1, 1), words="After midnight.")
    assert before.pk == after.pk and Report.objects.count() == 1


def test_a_run_that_was_missed_over_the_holidays_judges_by_the_day_on_which_it_runs(busy: DeskWorld) -> None:
    busy.accepted()
    with clock.at(moment(date(2027, 1, 4), 9, 0)):
        lights.relight_stale()
    assert busy.task.light_inputs["days_over"] == "4"
    assert not Task.objects.filter(light_as_of__lt=date(2027, 1, 4)).exists()
