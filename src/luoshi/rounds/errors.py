"""Why something about a round did not happen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.delivery.models import Report
    from luoshi.rounds.models import Line


class RoundError(Exception):
    """Its text is one sentence for the page: what is wrong and what to do."""


class Incomplete(RoundError):
    """A form was submitted with lines that nobody has answered yet; nothing was submitted."""

    def __init__(self, sentence: str, lines: "Sequence[Line]") -> None:
        super().__init__(sentence)
        self.lines = lines


class Conflict(RoundError):
    """Somebody else saved the same line first. Nothing was overwritten; `theirs` is what is stored now."""

    def __init__(self, sentence: str, theirs: "Report") -> None:
        super().__init__(sentence)
        self.theirs = theirs


class BookError(RoundError):
    """A workbook that cannot be taken at all: not ours, damaged, too large, altered where it is locked."""
