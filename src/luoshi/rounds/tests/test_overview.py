"""How a round stands: not handed in, returned, in review, passed, late; and reminding those who owe."""

from datetime import date

import pytest

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.notices.models import Notice
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Round
from luoshi.rounds.selectors.overview import Standing, standings, totals
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.reminding import remind
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import OPENED, RoundWorld, content


def rows(round_: Round, day: date = OPENED) -> dict[str, Standing]:
    found = standings(list(round_.forms.select_related("round", "unit")), day)
    return {row.form.unit.name: row for row in found}


def test_it_counts_a_draft_as_not_handed_in(county: RoundWorld) -> None:
    form = county.form()
    line = form.lines.select_related("form__round", "task__plan_task")[0]
    save_line(line=line, content=content("Begun."), revision=0, user=county.person(Role.REPORTER))
    row = rows(form.round)["Bureau of Water"]
    assert (row.open, row.submitted, row.percent, row.stage, row.is_late) == (2, 0, 0, "open", False)


def test_it_follows_a_form_to_the_end(county: RoundWorld) -> None:
    form = county.form()
    county.pass_all(form)
    found = rows(form.round)
    assert (found["Bureau of Water"].stage, found["Bureau of Water"].percent) == ("passed", 100)
    assert found["Bureau of Roads"].stage == "open"
    whole = totals(list(found.values()))
    assert (whole.forms, whole.lines, whole.handed_in, whole.percent) == (2, 3, 2, 66)
    assert whole.stages == {"open": 1, "returned": 0, "submitted": 0, "passed": 1}


def test_it_marks_what_is_missing_after_the_day_and_what_came_late(county: RoundWorld) -> None:
    round_ = county.open()
    late = date(2026, 4, 15)
    assert not rows(round_, round_.due)["Bureau of Roads"].is_late
    assert rows(round_, late)["Bureau of Roads"].is_late
    with clock.at(on(late)):
        form = county.other_form(round_)
        for line in form.lines.select_related("form__round", "task__plan_task"):
            save_line(line=line, content=content("At last."), revision=0, user=county.other())
        submit(form=form, user=county.other())
    assert rows(round_, OPENED)["Bureau of Roads"].is_late, "handed in, and marked late for good"


def test_it_asks_nothing_of_a_task_that_has_ended(county: RoundWorld) -> None:
    form = county.form()
    Task.objects.filter(pk=county.desk.tasks[2].pk).update(state="suspended")
    row = rows(form.round)["Bureau of Water"]
    assert (row.settled, row.open) == (1, 1)


def test_it_reminds_only_those_who_owe_and_once_a_day(county: RoundWorld) -> None:
    form = county.form()
    county.pass_all(form)
    round_, office = form.round, county.person(Role.COORDINATION)
    forms = list(round_.forms.select_related("unit", "round"))
    assert remind(round_=round_, forms=forms, user=office) == 1
    assert remind(round_=round_, forms=forms, user=office) == 1
    told = Notice.objects.filter(key__startswith=f"round-{round_.pk}-reminded")
    assert [notice.recipient.username for notice in told] == ["other_lead"]
    assert Form.objects.get(unit=county.world.other_unit).reminded_at is not None
    assert Record.objects.filter(action="rounds.reminded").count() == 2


def test_it_is_not_for_another_group_to_remind(county: RoundWorld) -> None:
    round_ = county.open()
    with pytest.raises(RoundError, match="not yours"):
        remind(round_=round_, forms=[], user=county.person(Role.REPORTER))
