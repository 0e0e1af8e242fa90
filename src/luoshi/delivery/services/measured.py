"""What the measured targets of a task add to its facts: of each measure the one that is worst off, and its name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.delivery.models import TargetPace
from luoshi.progress.lights import Facts
from luoshi.progress.quantities import Percent
from luoshi.progress.targets import Standing, standing

LONGEST_NAME = 40


def with_targets(facts: Facts, paces: Sequence[TargetPace], on: date) -> Facts:
    """The facts in which a lagging target stands for the task: a task is not on pace while one of its targets lags."""
    stands = [(one, standing(one.goal, one.reading, on)) for one in paces if one.target.value is not None]
    for add in (_lagging, _growing, _ceiling):
        facts = add(facts, stands)
    return facts


Stands = list[tuple[TargetPace, Standing]]


def _lagging(facts: Facts, stands: Stands) -> Facts:
    gaps = [(found.gap, one, found) for one, found in stands if found.gap is not None]
    worst = min(gaps, key=lambda row: row[0], default=None)
    if worst is None or (facts.gap is not None and facts.gap <= worst[0]):
        return facts
    _gap, one, found = worst
    return replace(facts, completion=found.completion, pace=found.pace, about=_about(facts, "gap", one))


def _growing(facts: Facts, stands: Stands) -> Facts:
    rates = [(found.latest, _value(one), one) for one, found in stands if found.kind == "growth"]
    known = [(latest - planned, latest, planned, one) for latest, planned, one in rates if latest is not None]
    worst = min(known, key=lambda row: row[0], default=None)
    if worst is None:
        return facts
    _short, latest, planned, one = worst
    about = _about(facts, "growth", one)
    return replace(facts, growth=Percent(latest), planned_growth=Percent(planned), about=about)


def _ceiling(facts: Facts, stands: Stands) -> Facts:
    rooms = [(found.headroom, one) for one, found in stands if found.headroom is not None]
    worst = min(rooms, key=lambda row: row[0] / (abs(_value(row[1])) or 1), default=None)
    if worst is None:
        return facts
    room, one = worst
    return replace(facts, headroom=room, ceiling=_value(one), about=_about(facts, "headroom", one))


def _value(one: TargetPace) -> Decimal:
    return Decimal(str(one.target.value))


def _about(facts: Facts, measure: str, one: TargetPace) -> dict[str, str]:
    return {**facts.about, measure: (one.target.indicator or one.target.quote)[:LONGEST_NAME]}
