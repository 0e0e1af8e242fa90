"""Opening a round: who is asked what, by when, told once, never twice."""

from datetime import date

import pytest

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery.models import Report, Task
from luoshi.notices.models import Notice
from luoshi.orgs.models import WorkingGroup
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Line, Round
from luoshi.rounds.services.opening import estimate, open_round
from luoshi.rounds.tests.round_world import APRIL, MARCH, RoundWorld


def test_it_puts_one_form_to_each_lead_unit(county: RoundWorld) -> None:
    round_ = county.open()
    forms = {form.unit: form.lines.count() for form in Form.objects.filter(round=round_)}
    assert forms == {county.world.unit: 2, county.world.other_unit: 1}
    assert not Report.objects.exists(), "an answer is opened when somebody writes it"


def test_it_asks_supporting_units_only_when_told_to(county: RoundWorld) -> None:
    round_ = county.open(ask_support=True)
    assert county.other_form(round_).lines.count() == 2


def test_it_gives_the_days_of_the_cadence(county: RoundWorld) -> None:
    """Five working days after 31 March 2026; the 4th to the 6th of April are a festival."""
    assert county.open().due == date(2026, 4, 8)


def test_it_gives_full_time_when_it_is_opened_late(county: RoundWorld) -> None:
    assert county.open(day=date(2026, 4, 20)).due == date(2026, 4, 27)


def test_it_asks_for_purpose_and_basis(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="legal basis"):
        county.open(basis=" ")
    with pytest.raises(RoundError, match="purpose"):
        county.open(purpose="")


def test_it_refuses_a_period_that_has_not_begun(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="not begun"):
        county.open(APRIL, day=date(2026, 3, 31))


def test_it_refuses_a_day_earlier_than_the_rule(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="2026-04-08"):
        open_round(ask=county.ask(), period=MARCH, due=date(2026, 4, 2), user=county.person(Role.COORDINATION))


def test_it_asks_the_same_only_once(county: RoundWorld) -> None:
    county.open()
    with pytest.raises(RoundError, match="already"):
        county.open()
    assert Round.objects.count() == 1 and Form.objects.count() == 2


def test_it_refuses_where_there_is_nobody_to_ask(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="nobody to ask"):
        county.open(cadence="week")
    assert not Round.objects.exists()


def test_it_can_ask_tasks_of_another_cadence(county: RoundWorld) -> None:
    Task.objects.update(cadence="quarter")
    assert county.open(every_task=True).forms.count() == 2


def test_it_lets_a_group_office_ask_only_its_own_group(county: RoundWorld) -> None:
    other = WorkingGroup.objects.create(name="Roads Group", region=county.world.region)
    Task.objects.filter(pk=county.desk.tasks[1].pk).update(group=other)
    round_ = open_round(ask=county.ask(), period=MARCH, user=county.person(Role.GROUP_OFFICE))
    assert set(Line.objects.filter(form__round=round_).values_list("task", flat=True)) == {
        county.desk.tasks[0].pk,
        county.desk.tasks[2].pk,
    }


def test_it_is_not_for_units_to_open(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="coordination group"):
        open_round(ask=county.ask(), period=MARCH, user=county.person(Role.REPORTER))


def test_it_tells_each_reporter_once(county: RoundWorld) -> None:
    round_ = county.open()
    told = Notice.objects.filter(key=f"round-{round_.pk}-opened").values_list("recipient__username", flat=True)
    assert sorted(told) == ["lead_unit", "other_lead", "reporter", "unit_reviewer"]


def test_it_is_remembered_in_the_audit(county: RoundWorld) -> None:
    county.open()
    record = Record.objects.get(action="rounds.opened")
    assert record.data["units"] == 2 and record.data["lines"] == 3 and record.data["basis"] == "Plan, part 7"


def test_it_says_what_asking_costs_before_anybody_is_asked(county: RoundWorld) -> None:
    cost = estimate(county.ask(), county.person(Role.COORDINATION))
    assert (cost.units, cost.lines, cost.fields) == (2, 3, 7)
    assert not Round.objects.exists()
    round_ = county.open()
    assert sum(form.minutes for form in round_.forms.all()) == cost.minutes
