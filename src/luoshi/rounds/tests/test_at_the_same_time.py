"""Many hands at once, on a real PostgreSQL: nothing lost, nothing doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.flow.errors import FlowError
from luoshi.flow.models import Transition
from luoshi.rounds.errors import Conflict
from luoshi.rounds.models import Form, Round, Upload
from luoshi.rounds.services import schedules, workbooks
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import OPENED, RoundWorld, content
from luoshi.rounds.tests.test_book_round_trip import BOTH, answers, filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HANDS = 4


def at_once(work: Callable[[int], object], day: date = OPENED) -> list[object]:
    """What each of several threads got, each with its own connection; an expected refusal counts as an answer."""

    def one(number: int) -> object:
        try:
            with clock.at(on(day)):
                return work(number)
        except (Conflict, FlowError) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


def test_it_stores_one_of_many_texts_and_tells_the_others(transactional_db: None, county: RoundWorld) -> None:
    line = county.form().lines.select_related("form__round", "task__plan_task")[0]
    user = county.person(Role.REPORTER)
    got = at_once(lambda number: save_line(line=line, content=content(f"Text {number}."), revision=0, user=user))
    assert sum(isinstance(one, Conflict) for one in got) == HANDS - 1
    assert Report.objects.get().revision == 1


def test_it_submits_once_when_sent_at_once(transactional_db: None, county: RoundWorld) -> None:
    form = county.form()
    user = county.person(Role.REPORTER)
    for line in form.lines.select_related("form__round", "task__plan_task"):
        save_line(line=line, content=content("Done."), revision=0, user=user)
    fresh = Form.objects.select_related("round__plan", "unit")
    at_once(lambda number: submit(form=fresh.get(pk=form.pk), user=user))
    assert Transition.objects.filter(name="submit").count() == 2
    assert set(Report.objects.values_list("state", flat=True)) == {"unit_review"}


def test_it_opens_a_scheduled_round_once(transactional_db: None, county: RoundWorld) -> None:
    schedules.save_schedule(ask=county.ask(), user=county.person(Role.COORDINATION))
    at_once(lambda number: schedules.open_due(), day=date(2026, 5, 4))
    assert Round.objects.count() == 1 and Form.objects.count() == 2


def test_it_takes_a_workbook_once_when_sent_at_once(transactional_db: None, county: RoundWorld) -> None:
    form, user = county.form(), county.person(Role.REPORTER)
    data = filled(workbooks.download(form=form, user=user), answers(**BOTH))
    fresh = Form.objects.select_related("round__plan", "unit")

    def send(_number: int) -> object:
        return workbooks.receive(form=fresh.get(pk=form.pk), data=data, name="filled.xlsx", user=user).pk

    assert at_once(send) == [Upload.objects.get().pk] * HANDS
    assert Report.objects.count() == 2 and set(Report.objects.values_list("revision", flat=True)) == {1}
