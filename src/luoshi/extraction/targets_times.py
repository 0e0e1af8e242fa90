"""By when a target is to be met: the nearest time phrase before it in its sentence, else in its paragraph."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from luoshi.core.dates import DatePhrase, find_dates
from luoshi.extraction.draft import Deadline
from luoshi.reading.normal import NormalText

_QUALIFIES = re.compile(r"(?:度|以来|版|下达|底(?:政府|存量)|期间|计划的|的|新下达|任务|重点|市场)")
_COMPARED = re.compile(r"[较比与同]$|我市$|基于$")
_LEADS = "到至在"


@dataclass(slots=True)
class Times:
    """The time phrases of one normal text, found once and looked up by index."""

    normal: NormalText
    issued: date | None
    _phrases: list[DatePhrase] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _read: int = 0

    def read(self, start: int, end: int) -> None:
        """Find the phrases of a range; ranges must come in order."""
        start = max(start, self._read)
        if start < end:
            found = list(find_dates(self.normal.text, start, end, issued=self.issued))
            self._phrases += found
            self._starts += [phrase.start for phrase in found]
            self._read = end

    def governing(self, sentence: int, index: int, floor: int) -> DatePhrase | None:
        """The phrase that frames a number at `index`: in its sentence first, then back to `floor`."""
        text = self.normal.text
        for place in range(bisect_left(self._starts, index) - 1, -1, -1):
            phrase = self._phrases[place]
            if phrase.start < floor:
                return None
            if not self._frames(phrase, text):
                continue
            if (
                phrase.start >= sentence
                or phrase.edge
                or text[phrase.end : phrase.end + 1] == "，"
                or self._is_wide(phrase)
            ):
                return phrase
        return None

    def is_past(self, sentence: int, index: int) -> bool:
        """Whether the last year printed before `index` in its sentence lies before the plan's own year."""
        if self.issued is None:
            return False
        text = self.normal.text
        for place in range(bisect_left(self._starts, index) - 1, -1, -1):
            phrase = self._phrases[place]
            if phrase.start < sentence:
                return False
            if phrase.period is None or _COMPARED.search(text, max(0, phrase.start - 3), phrase.start):
                continue
            if _QUALIFIES.match(text, phrase.end) is None:
                return phrase.period.last < date(self.issued.year, 1, 1)
        return False

    def _is_wide(self, phrase: DatePhrase) -> bool:
        return not phrase.stated and phrase.kind == "year"

    def _frames(self, phrase: DatePhrase, text: str) -> bool:
        if phrase.period and self.issued and phrase.period.last < date(self.issued.year, 1, 1):
            return False
        return _QUALIFIES.match(text, phrase.end) is None

    def deadline(self, phrase: DatePhrase) -> Deadline:
        start = phrase.start
        if start and self.normal.text[start - 1] in _LEADS:
            start -= 1
        due = phrase.due.isoformat() if phrase.due else None
        span = self.normal.span(start, phrase.end)
        return Deadline(self.normal.at(span), due, span)


def period_of(phrase: DatePhrase) -> str | None:
    """The contract's period: 2026, 2026-2028, or as printed for a recurring time."""
    if phrase.period is None:
        return None
    first, last = phrase.period.first.year, phrase.period.last.year
    if phrase.kind == "plan" and phrase.edge == "末":
        return str(last)
    return str(first) if first == last else f"{first}-{last}"
