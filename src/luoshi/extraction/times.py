"""The time phrases of a text, found once for all grammars, and which of them says by when a target is to be met."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from luoshi.core.dates import DatePhrase, find_dates
from luoshi.core.spans import Span
from luoshi.extraction.draft import Deadline
from luoshi.reading.normal import NormalText

_QUALIFIES = re.compile(r"(?:度|以来|版|下达|底(?:政府|存量)|期间|计划的|的|新下达|任务|重点|市场)")
_COMPARED = re.compile(r"[较比与同]$|我市$|基于$")
_LEADS = "到至在"
_LONGEST_TITLE = 60


class Times:
    """The time phrases of one normal text in order, looked up by index.

    `issued` is the day of issue; its year stands for one that a phrase leaves out.
    """

    def __init__(self, normal: NormalText, issued: date | None) -> None:
        self.normal, self.issued = normal, issued
        self._first_day = date(issued.year, 1, 1) if issued else date.min
        self._phrases = [each for each in find_dates(normal.text, issued=issued) if not _in_a_title(normal.text, each)]
        self._starts = [phrase.start for phrase in self._phrases]
        self._framing = [phrase for phrase in self._phrases if self._frames(phrase)]
        self._lasting = [phrase for phrase in self._framing if self._lasts(phrase)]
        self._deadlines: dict[int, tuple[str, str | None, Span]] = {}

    def within(self, start: int, end: int) -> list[DatePhrase]:
        """The phrases that stand wholly in a range."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._phrases[last - 1].end > end:
            last -= 1
        return self._phrases[first:last]

    def governing(self, sentence: int, index: int, floor: int) -> DatePhrase | None:
        """The phrase that frames a number at `index`: the nearest before it in its sentence, else back to `floor`."""
        near = _before(self._framing, index)
        if near and near.start >= max(sentence, floor):
            return near
        far = _before(self._lasting, min(index, sentence))
        return far if far and far.start >= floor else None

    def is_past(self, sentence: int, index: int) -> bool:
        """Whether the last year printed before `index` in its sentence lies before the plan's own year."""
        text = self.normal.text
        for place in range(bisect_left(self._starts, index) - 1, -1, -1):
            phrase = self._phrases[place]
            if phrase.start < sentence:
                return False
            if phrase.period is None or _COMPARED.search(text, max(0, phrase.start - 3), phrase.start):
                continue
            if _QUALIFIES.match(text, phrase.end) is None:
                return phrase.period.last < self._first_day
        return False

    def _frames(self, phrase: DatePhrase) -> bool:
        if phrase.period and phrase.period.last < self._first_day:
            return False
        return _QUALIFIES.match(self.normal.text, phrase.end) is None

    def _lasts(self, phrase: DatePhrase) -> bool:
        """Whether a phrase frames the sentences after its own too: 到2026年底，… and 全年."""
        set_off = self.normal.text.startswith("，", phrase.end)
        return bool(phrase.edge) or set_off or (phrase.kind == "year" and not phrase.stated)

    def deadline(self, phrase: DatePhrase) -> Deadline:
        """The phrase as the deadline of a target."""
        told = self._deadlines.get(phrase.start)
        if told is None:
            lead = phrase.start > 0 and self.normal.text[phrase.start - 1] in _LEADS
            span = self.normal.span(phrase.start - lead, phrase.end)
            told = self.normal.at(span), phrase.due.isoformat() if phrase.due else None, span
            self._deadlines[phrase.start] = told
        return Deadline(*told)


def _in_a_title(text: str, phrase: DatePhrase) -> bool:
    """《关于做好2025年…的通知》 names a document; its year says nothing of this one's work."""
    opened = text.rfind("《", max(0, phrase.start - _LONGEST_TITLE), phrase.start)
    return opened >= 0 and text.find("》", opened, phrase.start) < 0


def _before(phrases: Sequence[DatePhrase], index: int) -> DatePhrase | None:
    """The last of some phrases that begins before an index."""
    at = bisect_left(phrases, (index,))  # a phrase is a tuple that begins with its start
    return phrases[at - 1] if at else None


def period_of(phrase: DatePhrase) -> str | None:
    """The contract's period: 2026, 2026-2028, or as printed for a recurring time."""
    if phrase.period is None:
        return None
    first, last = phrase.period.first.year, phrase.period.last.year
    if phrase.kind == "plan" and phrase.edge == "末":
        return str(last)
    return str(first) if first == last else f"{first}-{last}"
