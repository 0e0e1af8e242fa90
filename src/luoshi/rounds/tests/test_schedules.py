"""Rounds that open by themselves: at their moment, once, the latest period only."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.rounds.cadences import cadence
from luoshi.rounds.errors import RoundError
from luoshi.rounds.models import Round, Schedule
from luoshi.rounds.services import schedules
from luoshi.rounds.tests.round_world import MARCH, RoundWorld


def schedule(county: RoundWorld) -> Schedule:
    return schedules.save_schedule(ask=county.ask(), user=county.person(Role.COORDINATION))


def test_it_waits_for_the_next_period(county: RoundWorld) -> None:
    opens = schedule(county).next_due_at
    assert opens == timezone.make_aware(datetime.combine(date(2026, 5, 1), time(8, 30)))
    assert schedules.open_due() == []


def test_it_opens_the_round_when_its_moment_has_come(county: RoundWorld) -> None:
    schedule(county)
    with clock.at(on(date(2026, 5, 1), 9)):
        (round_,) = schedules.open_due()
        assert schedules.open_due() == []
    assert (round_.period, round_.opened_by, round_.forms.count()) == ("2026-04", None, 2)
    assert Schedule.objects.get().next_due_at == timezone.make_aware(datetime.combine(date(2026, 6, 1), time(8, 30)))


def test_it_asks_only_the_latest_period_after_a_long_sleep(county: RoundWorld) -> None:
    schedule(county)
    with clock.at(on(date(2026, 8, 3))):
        schedules.open_due()
    assert [round_.period for round_ in Round.objects.all()] == ["2026-07"]


def test_it_opens_a_round_once_for_two_workers(county: RoundWorld) -> None:
    """The second worker has read the row before the first one took it."""
    seen = schedule(county)
    with clock.at(on(date(2026, 5, 1), 9)):
        moment = clock.now()
        assert schedules._take(seen, moment) is not None
        assert schedules._take(seen, moment) is None
    assert Round.objects.count() == 1


def test_it_goes_on_when_a_person_has_asked_already(county: RoundWorld) -> None:
    schedule(county)
    Schedule.objects.update(next_due_at=on(date(2026, 4, 1), 8))
    county.open(MARCH)
    assert schedules.open_due() == []
    assert Round.objects.count() == 1
    assert Schedule.objects.get().next_due_at == timezone.make_aware(datetime.combine(date(2026, 5, 1), time(8, 30)))


def test_it_rests_and_goes_on(county: RoundWorld) -> None:
    made = schedule(county)
    office = county.person(Role.COORDINATION)
    schedules.rest(schedule=made, resting=True, user=office)
    with clock.at(on(date(2026, 5, 1), 9)):
        assert schedules.open_due() == []
        schedules.rest(schedule=made, resting=False, user=office)
    assert Schedule.objects.get().next_due_at == timezone.make_aware(datetime.combine(date(2026, 6, 1), time(8, 30)))


def test_it_may_open_before_the_period_ends(county: RoundWorld) -> None:
    """The yearly round opens ten working days before 31 December, so that units have the year's last days for it."""
    year = cadence("year")
    assert timezone.localtime(year.opens(year.running(date(2026, 6, 1)))).date() == date(2026, 12, 17)


def test_it_is_set_once(county: RoundWorld) -> None:
    schedule(county)
    with pytest.raises(RoundError, match="already"):
        schedule(county)


def test_it_is_for_a_group_office_only_for_its_own_group(county: RoundWorld) -> None:
    office = county.person(Role.GROUP_OFFICE)
    with pytest.raises(RoundError, match="own group"):
        schedules.save_schedule(ask=county.ask(), user=office)
    assert schedules.save_schedule(ask=county.ask(group=county.world.group), user=office).pk
