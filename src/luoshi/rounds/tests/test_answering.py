"""Answering: drafts, “no change”, two people at once, handing in."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import Step
from luoshi.rounds.errors import Conflict, Incomplete, RoundError
from luoshi.rounds.models import Form, Line
from luoshi.rounds.services import answering, opening, submitting
from luoshi.rounds.services.answering import no_change, no_change_all, save_line
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import APRIL, RoundWorld, content


def lines(form: Form) -> list[Line]:
    return list(form.lines.select_related("form__round", "task__plan_task"))


def test_it_saves_a_draft_as_the_units_report(county: RoundWorld) -> None:
    form = county.form()
    save_line(line=lines(form)[0], content=content("Half is done.", 50), revision=0, user=county.person(Role.REPORTER))
    report = Report.objects.get()
    assert (report.words, report.percent, report.state, report.period) == (
        "Half is done.",
        Decimal(50),
        "draft",
        "2026-03",
    )


def test_it_overwrites_nothing_when_two_people_write(county: RoundWorld) -> None:
    line = lines(county.form())[0]
    save_line(line=line, content=content("By the first."), revision=0, user=county.person(Role.REPORTER))
    with pytest.raises(Conflict) as told:
        save_line(line=line, content=content("By the second."), revision=0, user=county.person(Role.LEAD_UNIT))
    assert told.value.theirs.words == "By the first." and "Reporter" in str(told.value)
    assert Report.objects.get().words == "By the first."


def test_it_is_not_for_another_unit(county: RoundWorld) -> None:
    line = lines(county.form())[0]
    with pytest.raises(RoundError, match="do not report"):
        save_line(line=line, content=content("Not mine."), revision=0, user=county.other())
    assert not Report.objects.exists()


def test_it_takes_over_the_last_report_for_no_change(county: RoundWorld) -> None:
    county.pass_all(county.form())
    with clock.at(on(date(2026, 5, 6))):
        form = county.form(county.open(APRIL, day=date(2026, 5, 6)))
        report = no_change(line=lines(form)[0], user=county.person(Role.REPORTER))
    assert report.no_change and report.words == "Thirty metres are done." and report.percent == Decimal(30)


def test_it_asks_for_words_where_there_is_no_earlier_report(county: RoundWorld) -> None:
    with pytest.raises(RoundError, match="no earlier report"):
        no_change(line=lines(county.form())[0], user=county.person(Role.REPORTER))
    assert not Report.objects.exists()


def test_it_answers_all_the_rest_with_no_change(county: RoundWorld) -> None:
    county.pass_all(county.form())
    with clock.at(on(date(2026, 5, 6))):
        form = county.form(county.open(APRIL, day=date(2026, 5, 6)))
        first, second = lines(form)
        save_line(line=first, content=content("New."), revision=0, user=county.person(Role.REPORTER))
        assert no_change_all(form=form, user=county.person(Role.REPORTER)) == 1
    assert {report.task_id: report.no_change for report in Report.objects.filter(period="2026-04")} == {
        first.task_id: False,
        second.task_id: True,
    }


def test_it_refuses_an_incomplete_form_and_submits_nothing(county: RoundWorld) -> None:
    form = county.form()
    first, second = lines(form)
    user = county.person(Role.REPORTER)
    save_line(line=first, content=content("Done."), revision=0, user=user)
    with pytest.raises(Incomplete) as told:
        submit(form=form, user=user)
    assert told.value.lines == [second]
    assert Report.objects.get().state == "draft"


def test_it_submits_what_is_answered_on_the_persons_word(county: RoundWorld) -> None:
    form = county.form()
    user = county.person(Role.REPORTER)
    save_line(line=lines(form)[0], content=content("Done."), revision=0, user=user)
    done = submit(form=form, user=user, partly=True)
    assert (done.lines, done.open) == (1, 1)
    assert Form.objects.get(pk=form.pk).submitted_at is None


def test_it_submits_once_however_often_it_is_sent(county: RoundWorld) -> None:
    form = county.form()
    user = county.person(Role.REPORTER)
    for line in lines(form):
        save_line(line=line, content=content("Done."), revision=0, user=user)
    assert submit(form=form, user=user).lines == 2
    assert submit(form=form, user=user).lines == 0
    assert Transition.objects.filter(name="submit").count() == 2
    assert Form.objects.get(pk=form.pk).submitted_at is not None


def test_it_keeps_what_stands_on_the_page_and_only_that(county: RoundWorld) -> None:
    form = county.form()
    first, second = lines(form)
    written = {
        first.pk: submitting.Written(content("On the page."), 0),
        second.pk: submitting.Written(content(""), 0),
    }
    submitting.keep(form=form, written=written, user=county.person(Role.REPORTER))
    assert [report.task_id for report in Report.objects.all()] == [first.task_id]


def test_it_takes_late_answers_after_closing_but_none_after_withdrawal(county: RoundWorld) -> None:
    round_ = county.open()
    form = county.form(round_)
    office, user = county.person(Role.COORDINATION), county.person(Role.REPORTER)
    opening.move(round_=round_, step=Step("close"), user=office)
    form.round.refresh_from_db()
    save_line(line=lines(form)[0], content=content("Late."), revision=0, user=user)
    opening.move(round_=round_, step=Step("withdraw", "opened by mistake"), user=office)
    with pytest.raises(RoundError, match="withdrawn"):
        answering.save_line(line=lines(form)[1], content=content("Too late."), revision=0, user=user)
