"""A line knows where its report stands, wherever the report was written and whoever moved it."""

from importlib import import_module

from django.apps import apps
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report, Task
from luoshi.delivery.services import reports
from luoshi.flow.services import Step
from luoshi.rounds.models import Form, Line
from luoshi.rounds.selectors.overview import standings, summaries, totals
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.reviewing import review
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import APRIL, MARCH, OPENED, RoundWorld, content
from luoshi.web.testworld import QueryCounter


def states(form: Form) -> list[str]:
    return list(form.lines.order_by("order").values_list("state", flat=True))


def submitted(county: RoundWorld) -> Form:
    """The first unit's form with its first line handed in."""
    form = county.form()
    line = form.lines.select_related("form__round", "task__plan_task").order_by("order")[0]
    save_line(line=line, content=content("Begun."), revision=0, user=county.person(Role.REPORTER))
    assert states(form) == ["", ""], "a draft is not handed in"
    submit(form=form, user=county.person(Role.REPORTER), partly=True)
    return form


def test_it_goes_along_from_the_unit_to_the_end(county: RoundWorld) -> None:
    form = submitted(county)
    assert states(form) == ["unit_review", ""]
    line = form.lines.order_by("order")[0]
    assert line.submitted_at is not None and line.submitted_at == Report.objects.get().submitted_at
    keys = [Report.objects.get().pk]
    review(round_=form.round, keys=keys, word="return", reason="Say more.", user=county.person(Role.LEAD_UNIT))
    assert states(form) == ["returned", ""]
    submit(form=form, user=county.person(Role.REPORTER), partly=True)
    for role in (Role.LEAD_UNIT, Role.COORDINATION):
        review(round_=form.round, keys=keys, word="pass", user=county.person(role))
    assert states(form) == ["passed", ""]


def test_it_comes_back_with_a_report_that_is_taken_back(county: RoundWorld) -> None:
    form = submitted(county)
    report = Report.objects.select_related("task", "unit").get()
    reports.move(report=report, step=Step("recall"), user=county.person(Role.REPORTER))
    assert states(form) == ["", ""]


def test_it_follows_the_report_of_its_own_period_and_unit_alone(county: RoundWorld) -> None:
    form = submitted(county)
    later = county.form(county.open(APRIL))
    assert states(later) == ["", ""] and states(form) == ["unit_review", ""]
    assert states(county.other_form(form.round)) == [""]


def test_a_round_takes_over_what_was_handed_in_before_it_opened(county: RoundWorld) -> None:
    user = county.person(Role.REPORTER)
    round_ = county.open()
    task = Task.objects.prefetch_related("parties").get(pk=county.desk.tasks[0].pk)
    report = reports.open_report(task=task, unit_id=county.world.unit.pk, round_=round_.asked, user=user)
    report.task = task
    reports.save_draft(report=report, content=content("Early."), revision=0, user=user)
    reports.move(report=report, step=Step("submit"), user=user)
    form = county.form(county.open(MARCH, part_title=str(task.part), day=OPENED))
    line = form.lines.get(task=task)
    stored = Report.objects.get()
    assert (line.report, line.state, line.submitted_at) == (stored, "unit_review", stored.submitted_at)


def test_a_round_in_a_list_has_the_figures_of_its_forms(county: RoundWorld) -> None:
    form = submitted(county)
    Task.objects.filter(pk=county.desk.tasks[2].pk).update(state="suspended")
    rows = standings(list(form.round.forms.select_related("round", "unit")), OPENED)
    whole, [summary] = totals(rows), summaries([form.round])
    assert [row.settled for row in rows if row.form == form] == [1]
    assert (summary.forms, summary.lines, summary.handed_in) == (whole.forms, whole.lines, whole.handed_in) == (2, 2, 1)
    assert (summary.percent, summary.minutes) == (whole.percent, whole.minutes)


def test_lines_of_an_older_installation_learn_where_they_stand(county: RoundWorld) -> None:
    form = submitted(county)
    before = list(Line.objects.order_by("pk").values_list("pk", "report", "state", "submitted_at"))
    Line.objects.update(report=None, state="", submitted_at=None)
    Form.objects.update(line_count=0)
    migration = import_module("luoshi.rounds.migrations.0002_lines_follow_reports")
    migration.fill(apps, None)
    migration.count(apps, None)
    assert list(Line.objects.order_by("pk").values_list("pk", "report", "state", "submitted_at")) == before
    assert Form.objects.get(pk=form.pk).line_count == 2


def test_a_form_with_drafts_and_returned_lines_takes_no_more_queries(
    county: RoundWorld, english: Client, query_count: QueryCounter
) -> None:
    form = submitted(county)
    keys = [Report.objects.get().pk]
    review(round_=form.round, keys=keys, word="return", reason="Say more.", user=county.person(Role.LEAD_UNIT))
    for name, role in (("rounds:form_returned", Role.REPORTER), ("rounds:form_read", Role.COORDINATION)):
        english.force_login(county.person(role))
        english.get(f"/rounds/forms/{form.pk}/")
        with query_count(name):
            page = english.get(f"/rounds/forms/{form.pk}/").content.decode()
        assert "Say more." in page
