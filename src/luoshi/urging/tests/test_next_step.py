"""The ladder as a pure function: properties that hold for all facts, and the days of the default ladder."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.calendar import WorkingCalendar
from luoshi.urging.engine import with_taken
from luoshi.urging.ladder import Facts, Taken, next_step
from luoshi.urging.rule import ladder_of
from luoshi.urging.selectors import foretell

CALENDAR = WorkingCalendar()
LADDER = ladder_of()
NAMES = [step.name for step in LADDER.steps]
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 30))
MAYBE = st.none() | DAYS
TODAY = date(2026, 9, 1)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Any facts: a history that climbs, days in any order."""
    first = draw(DAYS)
    steps = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    taken = tuple(
        Taken(name, first + timedelta(days=7 * place), declined=draw(st.booleans())) for place, name in enumerate(steps)
    )
    return Facts(
        urgeable=draw(st.booleans()),
        due=draw(MAYBE),
        report_due=draw(MAYBE),
        colour=draw(st.sampled_from(["red", "yellow", "green", "grey"])),
        light_since=draw(MAYBE),
        moved=draw(MAYBE),
        taken=taken,
        pending=draw(st.booleans()),
    )


@given(known=facts(), today=DAYS)
def test_it_never_goes_back_down_and_never_falls_on_a_day_off(known: Facts, today: date) -> None:
    coming = next_step(known, LADDER, CALENDAR, today)
    if coming is None:
        return
    assert known.urgeable
    assert not known.pending
    assert CALENDAR.is_workday(coming.on)
    highest = max((LADDER.height(taken.step) for taken in known.taken if not taken.declined), default=0)
    assert LADDER.height(coming.step.name) > highest


@given(known=facts(), today=DAYS)
def test_it_leaves_time_to_answer_and_rests_after_a_move(known: Facts, today: date) -> None:
    coming = next_step(known, LADDER, CALENDAR, today)
    if coming is None:
        return
    if known.moved:
        assert CALENDAR.count(known.moved, coming.on) >= LADDER.rest
    for taken in known.taken:
        step = LADDER.step(taken.step)
        assert step is not None
        assert CALENDAR.count(taken.on, coming.on) >= step.wait


@given(known=facts(), today=DAYS)
def test_it_is_the_same_for_the_same_facts_and_says_why(known: Facts, today: date) -> None:
    coming = next_step(known, LADDER, CALENDAR, today)
    assert coming == next_step(known, LADDER, CALENDAR, today)
    if coming is not None:
        zh, en = coming.reason(today, CALENDAR)
        assert zh
        assert en
        assert "$" not in zh + en


@given(known=facts(), today=DAYS)
def test_it_takes_each_step_at_most_once_until_the_task_moves(known: Facts, today: date) -> None:
    coming = foretell(known, LADDER, today)
    names = [one.step.name for one in coming]
    assert len(set(names)) == len(names)
    heights = [LADDER.height(name) for name in names]
    assert heights == sorted(heights)


@given(due=DAYS, today=DAYS)
def test_it_jumps_over_no_step_however_late_it_begins(due: date, today: date) -> None:
    names = [one.step.name for one in foretell(Facts(True, due=due), LADDER, today)]
    assert names in (NAMES, NAMES[1:]), "a reminder before the date makes no sense after it"


@given(known=facts(), today=DAYS)
def test_it_speaks_only_when_there_is_a_cause(known: Facts, today: date) -> None:
    if known.due is None and known.report_due is None and known.colour != "red":
        assert next_step(known, LADDER, CALENDAR, today) is None


@pytest.mark.parametrize(
    ("step", "day"),
    [
        ("remind", "2026-09-20"),  # the 25th is a holiday, and Sunday the 20th is worked in exchange
        ("urge", "2026-09-29"),
        ("supervise", None),
        ("summon", None),
        ("bulletin", None),
    ],
)
def test_it_counts_working_days_over_the_holidays(step: str, day: str | None) -> None:
    coming = {one.step.name: one for one in foretell(Facts(True, due=date(2026, 9, 28)), LADDER, TODAY)}
    after = {"supervise": 10, "summon": 25, "bulletin": 40}
    if step in after:
        expected = CALENDAR.add_working_days(date(2026, 9, 28), after[step])
        assert coming[step].on >= expected
        assert coming[step].on.month >= 10, "the National Day holidays do not count"
    else:
        assert coming[step].on == date.fromisoformat(day or "")


def test_it_says_how_late_it_is_in_both_languages() -> None:
    known = with_taken(Facts(True, due=date(2026, 6, 30)), Taken("urge", date(2026, 7, 1)))
    coming = next_step(known, LADDER, CALENDAR, date(2026, 7, 14))
    assert coming is not None
    assert coming.reason(date(2026, 7, 14), CALENDAR) == (
        "已过办理时限2026-06-30，超期10个工作日，催办后仍无进展",
        "10 working days past the due date, 2026-06-30, and urging has not helped",
    )


def test_it_proposes_a_declined_step_again_after_a_while() -> None:
    known = Facts(True, due=date(2026, 6, 30), taken=(Taken("supervise", date(2026, 8, 3), declined=True),))
    coming = next_step(known, LADDER, CALENDAR, TODAY)
    assert coming is not None
    assert coming.step.name == "urge", "the milder step was not taken in this run"
    known = Facts(
        True, due=date(2026, 6, 30), taken=(Taken("urge", date(2026, 7, 1)), Taken("supervise", TODAY, declined=True))
    )
    coming = next_step(known, LADDER, CALENDAR, TODAY)
    assert coming is not None
    assert (coming.step.name, coming.on) == ("supervise", CALENDAR.add_working_days(TODAY, 10))


def test_it_follows_a_light_that_stays_red_and_not_one_that_has_changed() -> None:
    red = Facts(True, colour="red", light_since=date(2026, 8, 3))
    coming = next_step(red, LADDER, CALENDAR, TODAY)
    assert coming is not None
    assert (coming.step.name, coming.trigger.kind) == ("urge", "light_held")
    assert next_step(Facts(True, colour="yellow", light_since=date(2026, 8, 3)), LADDER, CALENDAR, TODAY) is None
