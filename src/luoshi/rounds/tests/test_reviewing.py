"""Reviewing together: unit, then lead, then office; each reports' own way; a return needs a reason."""

import pytest

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Form, Round
from luoshi.rounds.selectors.waiting import waiting_for
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.reviewing import Reviewed, Word, review
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import RoundWorld, content


def hand_in(form: Form, user: User) -> None:
    for line in form.lines.select_related("form__round", "task__plan_task"):
        save_line(line=line, content=content("Done."), revision=0, user=user)
    submit(form=form, user=user)


def decide(round_: Round, user: User, word: Word = "pass", reason: str = "") -> Reviewed:
    keys = list(Report.objects.values_list("pk", flat=True))
    return review(round_=round_, keys=keys, word=word, reason=reason, user=user)


def states() -> set[str]:
    return set(Report.objects.values_list("state", flat=True))


def test_it_goes_from_the_unit_to_the_office_when_the_unit_leads(county: RoundWorld) -> None:
    form = county.form()
    hand_in(form, county.person(Role.REPORTER))
    assert decide(form.round, county.person(Role.COORDINATION)).done == 0, "not yet the office's turn"
    assert decide(form.round, county.person(Role.UNIT_REVIEWER)).done == 2
    assert states() == {"office_review"}
    assert decide(form.round, county.person(Role.GROUP_OFFICE)).done == 2
    assert states() == {"passed"}


def test_it_goes_through_the_lead_unit_when_the_unit_supports(county: RoundWorld) -> None:
    round_ = county.open(ask_support=True)
    hand_in(county.other_form(round_), county.other())
    decide(round_, county.other())
    supported = Report.objects.get(task=county.desk.tasks[0])
    assert supported.state == "lead_review"
    assert [report.pk for report in waiting_for(county.person(Role.LEAD_UNIT), round_)] == [supported.pk]
    assert decide(round_, county.person(Role.LEAD_UNIT)).done == 1
    supported.refresh_from_db()
    assert supported.state == "office_review"


def test_it_returns_with_a_reason_and_takes_the_report_again(county: RoundWorld) -> None:
    form = county.form()
    user = county.person(Role.REPORTER)
    hand_in(form, user)
    with pytest.raises(RoundError, match="reason"):
        decide(form.round, county.person(Role.UNIT_REVIEWER), "return")
    assert decide(form.round, county.person(Role.UNIT_REVIEWER), "return", "How many?").done == 2
    assert states() == {"returned"}
    assert submit(form=form, user=user).lines == 2
    assert states() == {"unit_review"}


def test_it_does_nothing_a_second_time(county: RoundWorld) -> None:
    form = county.form()
    hand_in(form, county.person(Role.REPORTER))
    decide(form.round, county.person(Role.UNIT_REVIEWER))
    assert decide(form.round, county.person(Role.UNIT_REVIEWER)).done == 0


def test_it_never_shows_another_units_reports(county: RoundWorld) -> None:
    form = county.form()
    hand_in(form, county.person(Role.REPORTER))
    assert not waiting_for(county.other(), form.round).exists()
