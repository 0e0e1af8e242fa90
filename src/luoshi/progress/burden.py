"""What a round costs those who answer it: fields times seconds. Pure.

The rules on reducing formalism (2024) ask that reporting be counted and cut; the estimate stands before the requester
when the round is opened, and beside each unit afterwards. The seconds are for somebody who has the facts at hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SECONDS_A_FORM = 60  # opening it, checking it, submitting it
SECONDS_A_LINE = 15  # reading the task and what was said last time
SECONDS_OF_WORDS = 90
SECONDS_OF_PERCENT = 10
SECONDS_OF_FIGURE = 25
SECONDS_OF_KNOWN_FIGURE = 5  # somebody has reported it already: a glance


@dataclass(frozen=True, slots=True)
class Cost:
    """How many fields a form asks for, and the seconds they take."""

    fields: int
    seconds: int

    @property
    def minutes(self) -> int:
        """Whole minutes, never less than one."""
        return max(1, round(self.seconds / 60))


def of_line(figures: int, known: int = 0) -> Cost:
    """One task: words, a percentage, and a figure for each target, of which some are known already."""
    seconds = SECONDS_A_LINE + SECONDS_OF_WORDS + SECONDS_OF_PERCENT
    seconds += SECONDS_OF_FIGURE * (figures - known) + SECONDS_OF_KNOWN_FIGURE * known
    return Cost(2 + figures, seconds)


def of_form(lines: Iterable[Cost]) -> Cost:
    """A whole form."""
    costs = list(lines)
    return Cost(sum(cost.fields for cost in costs), SECONDS_A_FORM + sum(cost.seconds for cost in costs))


def in_hours(minutes: int) -> str:
    """Minutes as hours and minutes: 135 → 2:15."""
    return f"{minutes // 60}:{minutes % 60:02d}"
