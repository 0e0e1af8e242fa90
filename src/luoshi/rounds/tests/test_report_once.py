"""A value that was reported once fills every form that asks for it in the period."""

from decimal import Decimal

import pytest

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Figure, Report
from luoshi.plans import models as plans
from luoshi.rounds.models import Form, Line
from luoshi.rounds.selectors.answers import Answer, answers
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import RoundWorld, content


@pytest.fixture
def twins(county: RoundWorld) -> tuple[plans.Target, plans.Target]:
    """The same indicator asked of the first unit's first task and of the other unit's task."""
    first = plans.Target.objects.get()
    second = plans.Target.objects.get()
    second.pk, second.key = None, "g1"
    second.task = plans.Task.objects.get(pk=county.desk.tasks[1].plan_task_id)
    second.save()
    return first, second


def line_of(form: Form, task: int) -> Line:
    return form.lines.select_related("form__round__plan", "form__unit", "task__plan_task").get(task=task)


def answer(county: RoundWorld, form: Form, number: int) -> Answer:
    line = line_of(form, county.desk.tasks[number].pk)
    return answers(line.form, [line])[0]


def test_it_fills_another_units_form_once_it_is_submitted(
    county: RoundWorld, twins: tuple[plans.Target, plans.Target]
) -> None:
    form = county.form()
    other = county.other_form(form.round)
    user = county.person(Role.REPORTER)
    line = line_of(form, county.desk.tasks[0].pk)
    given = content("Nine.", figures={twins[0].pk: Decimal("9.5")})
    save_line(line=line, content=given, revision=0, user=user)
    assert answer(county, other, 1).figures() == {}, "a draft is nobody else's to read"
    submit(form=form, user=user, partly=True)
    assert answer(county, other, 1).figures() == {}, "nor is a report in the unit's own review"
    Report.objects.update(state="office_review")
    known = answer(county, other, 1).known[twins[1].pk]
    assert (known.value, known.unit, known.own) == (Decimal("9.5"), "Bureau of Water", False)


def test_it_lets_the_own_figure_win(county: RoundWorld, twins: tuple[plans.Target, plans.Target]) -> None:
    form = county.form()
    other = county.other_form(form.round)
    save_line(
        line=line_of(other, county.desk.tasks[1].pk),
        content=content("Seven.", figures={twins[1].pk: Decimal(7)}),
        revision=0,
        user=county.other(),
    )
    save_line(
        line=line_of(form, county.desk.tasks[0].pk),
        content=content("Nine.", figures={twins[0].pk: Decimal(9)}),
        revision=0,
        user=county.person(Role.REPORTER),
    )
    Report.objects.update(state="office_review")
    assert answer(county, other, 1).known[twins[1].pk].value == 7


def test_it_does_not_carry_a_value_into_another_period_or_unit_of_measure(
    county: RoundWorld, twins: tuple[plans.Target, plans.Target]
) -> None:
    form = county.form()
    save_line(
        line=line_of(form, county.desk.tasks[0].pk),
        content=content("Nine.", figures={twins[0].pk: Decimal(9)}),
        revision=0,
        user=county.person(Role.REPORTER),
    )
    Report.objects.update(state="passed")
    plans.Target.objects.filter(pk=twins[1].pk).update(unit="metres")
    assert answer(county, county.other_form(form.round), 1).known == {}
    plans.Target.objects.filter(pk=twins[1].pk).update(unit="pieces")
    Report.objects.update(period="2026-02")
    assert answer(county, county.other_form(form.round), 1).known == {}
    assert Figure.objects.count() == 1
