"""The office's own days: they move what is still to come, across New Year too, and are remembered."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from luoshi.accounts.roles import Role
from luoshi.audit.models import Record
from luoshi.delivery import rounds as desk_rounds
from luoshi.delivery.models import Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.progress.periods import period_of
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import CalendarDay, Round
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.days import remove_day, set_days
from luoshi.rounds.tests.round_world import RoundWorld, content

DECEMBER = period_of("month", date(2026, 12, 31))


def new_year(county: RoundWorld) -> None:
    """The 2027 arrangement, as an office enters it: three days off, the Sunday after worked in exchange."""
    office = county.person(Role.COORDINATION)
    set_days(first=date(2027, 1, 1), last=date(2027, 1, 3), worked=False, name="New Year", user=office)
    set_days(first=date(2027, 1, 10), last=date(2027, 1, 10), worked=True, name="New Year", user=office)


def test_it_counts_weekends_only_in_a_year_that_is_not_published(county: RoundWorld) -> None:
    """31 December 2026 is a Thursday: Friday the 1st would be worked if nobody says otherwise."""
    assert cadence("month").due(DECEMBER) == date(2027, 1, 7)


def test_it_reckons_with_a_holiday_across_new_year(county: RoundWorld) -> None:
    new_year(county)
    assert cadence("month").due(DECEMBER) == date(2027, 1, 8)
    assert desk_rounds.round_of("month", DECEMBER).due == date(2027, 1, 8)
    assert clock.CALENDAR.is_workday(date(2027, 1, 10)) and not clock.CALENDAR.is_workday(date(2027, 1, 1))


def test_it_counts_a_sunday_that_is_worked(county: RoundWorld) -> None:
    new_year(county)
    assert clock.CALENDAR.add_working_days(date(2027, 1, 8), 1) == date(2027, 1, 10)


def test_it_moves_open_rounds_and_drafts_but_never_shortens(county: RoundWorld) -> None:
    with clock.at(on(date(2027, 1, 1))):
        round_ = county.open(DECEMBER, day=date(2027, 1, 1))
        line = county.form(round_).lines.select_related("form__round", "task__plan_task")[0]
        save_line(line=line, content=content("Begun."), revision=0, user=county.person(Role.REPORTER))
        new_year(county)
    assert Round.objects.get().due == date(2027, 1, 8) and Report.objects.get().due == date(2027, 1, 8)
    for day in CalendarDay.objects.all():
        remove_day(day=day, user=county.person(Role.ADMINISTRATOR))
    assert Round.objects.get().due == date(2027, 1, 8), "what was announced stays"
    assert cadence("month").due(DECEMBER) == date(2027, 1, 7)


def test_it_is_remembered_in_the_audit(county: RoundWorld) -> None:
    new_year(county)
    record = Record.objects.filter(action="rounds.days_set").last()
    assert record is not None and record.data["first"] == "2027-01-01" and record.actor_name == "Coordination"


def test_it_is_for_the_coordination_group_and_the_administrator(county: RoundWorld) -> None:
    for role in (Role.ADMINISTRATOR, Role.COORDINATION):
        set_days(first=date(2027, 5, 1), last=date(2027, 5, 5), worked=False, name="May", user=county.person(role))
    assert CalendarDay.objects.count() == 5
    with pytest.raises(PermissionDenied):
        set_days(
            first=date(2027, 5, 1), last=date(2027, 5, 5), worked=True, name="No", user=county.person(Role.GROUP_OFFICE)
        )


def test_it_refuses_a_stretch_that_cannot_be_meant(county: RoundWorld) -> None:
    office = county.person(Role.COORDINATION)
    with pytest.raises(RoundError, match="31 days"):
        set_days(first=date(2027, 1, 1), last=date(2027, 12, 31), worked=False, name="A year", user=office)
    with pytest.raises(RoundError, match="what the days are"):
        set_days(first=date(2027, 1, 1), last=date(2027, 1, 1), worked=False, name=" ", user=office)
