"""Judging what was filled in, row by row: the entry of each line, or what is wrong in which cell."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luoshi.rounds.workbook import layout
from luoshi.rounds.workbook.faults import Fault
from luoshi.rounds.workbook.layout import Entry
from luoshi.rounds.workbook.read import Cell, Returned, Sealed


@dataclass(slots=True)
class Judged:
    """Valid entries by line, and the faults of the others. Untouched lines are in neither."""

    entries: dict[int, Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def judge(returned: Returned) -> Judged:
    """Look at every row that somebody filled."""
    outcome = Judged(faults=list(returned.faults))
    for line, sealed in returned.sealed.items():
        if line in returned.spoilt:
            continue
        row = _Row(line, outcome)
        if line not in returned.cells:
            what = _("The row of this task is gone from the workbook.")
            remedy = _("Nothing is lost: what is stored stays. Fill it on the page, or download a new workbook.")
            row.fault(layout.ANSWERS, "", what, remedy)
            continue
        entry = row.entry(returned, sealed)
        if row.wrong or entry == sealed.filled or _is_blank(entry, sealed):
            continue
        if not entry.no_change and not entry.words:
            cell = returned.cells[line][layout.WORDS.letter].address
            row.fault(layout.ANSWERS, cell, _("Progress is missing."), _("Write a few words, or choose “no change”."))
            continue
        outcome.entries[line] = entry
    return outcome


def _is_blank(entry: Entry, sealed: Sealed) -> bool:
    """Nothing was chosen or written, and the figures are as they were filled in."""
    filled = sealed.filled
    same = entry.percent == filled.percent and dict(entry.figures) == dict(filled.figures)
    return same and not entry.no_change and not filled.words and not (entry.words + entry.next_step + entry.trouble)


class _Row:
    def __init__(self, line: int, outcome: Judged) -> None:
        self.line, self.outcome, self.wrong = line, outcome, False

    def fault(self, sheet: str, cell: str, what: str, remedy: str) -> None:
        self.wrong = True
        self.outcome.faults.append(Fault(self.line, sheet, cell, what, remedy))

    def entry(self, returned: Returned, sealed: Sealed) -> Entry:
        cells = returned.cells[self.line]
        no_change = self._state(cells[layout.STATE.letter])
        words = self._text(cells[layout.WORDS.letter], layout.LONGEST_WORDS)
        if no_change and words and words != sealed.filled.words:
            self.fault(
                layout.ANSWERS, cells[layout.STATE.letter].address, _("“No change”, yet progress is written."),
                _("Choose “changed”, or clear the progress."),
            )  # fmt: skip
        if no_change:
            words = sealed.filled.words if sealed.filled.no_change else ""
        return Entry(
            words,
            self._percent(cells[layout.PERCENT.letter]),
            self._text(cells[layout.NEXT.letter], layout.LONGEST_NOTE),
            self._text(cells[layout.TROUBLE.letter], layout.LONGEST_NOTE),
            no_change,
            self._figures(returned, sealed),
        )

    def _state(self, cell: Cell) -> bool:
        if self._is_no_value(layout.ANSWERS, cell) or cell.value is None:
            return False
        if cell.value not in {layout.CHANGED, layout.UNCHANGED}:
            remedy = _("Choose “%(changed)s” or “%(unchanged)s” from the list.")
            words = {"changed": layout.CHANGED, "unchanged": layout.UNCHANGED}
            self.fault(layout.ANSWERS, cell.address, _("This is not one of the choices."), remedy % words)
        return bool(cell.value == layout.UNCHANGED)

    def _text(self, cell: Cell, longest: int) -> str:
        if self._is_no_value(layout.ANSWERS, cell) or cell.value is None:
            return ""
        text = as_text(cell.value).replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n").strip()
        text = "".join(character for character in text if character >= " " or character in "\n\t")
        if len(text) > longest:
            what = _("The text has %(length)d characters, %(longest)d are allowed.")
            numbers = {"length": len(text), "longest": longest}
            self.fault(layout.ANSWERS, cell.address, what % numbers, _("Shorten it; details can go into a file."))
        return text

    def _percent(self, cell: Cell) -> Decimal | None:
        value = self._number(layout.ANSWERS, cell, 2)
        if value is not None and not 0 <= value <= 100:
            what = _("%s is not a percentage between 0 and 100.") % layout.plain_number(value)
            self.fault(layout.ANSWERS, cell.address, what, _("Type a number such as 35."))
        return value

    def _figures(self, returned: Returned, sealed: Sealed) -> dict[int, Decimal]:
        found = {}
        for target in sealed.targets:
            cell = returned.figures.get((self.line, target))
            value = self._number(layout.FIGURES, cell, 4) if cell is not None else sealed.filled.figures.get(target)
            if value is not None:
                if not layout.LEAST_FIGURE <= value <= layout.MOST_FIGURE and cell is not None:
                    self.fault(layout.FIGURES, cell.address, _("The number is too large."), _("Check its unit."))
                found[target] = value
        return found

    def _number(self, sheet: str, cell: Cell, places: int) -> Decimal | None:
        if self._is_no_value(sheet, cell) or cell.value is None:
            return None
        number = as_decimal(cell.value, cell.number_format, places)
        if number is None:
            shown = as_text(cell.value)[:30]
            self.fault(sheet, cell.address, _("“%s” is not a number.") % shown, _("Type digits only, without a unit."))
        return number

    def _is_no_value(self, sheet: str, cell: Cell) -> bool:
        if cell.kind == "f":
            self.fault(sheet, cell.address, _("The cell holds a formula."), _("Type the value itself."))
        elif cell.kind == "e":
            what = _("The cell holds an error (%s).") % cell.value
            self.fault(sheet, cell.address, what, _("Type the value itself."))
        return cell.kind in {"f", "e"}


def as_text(value: Any) -> str:
    """A cell's value as a person reads it: a spreadsheet turns what looks like a date or a number into one."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)


def as_decimal(value: Any, number_format: str, places: int) -> Decimal | None:
    """A cell's number, rounded to `places`; None for anything else. A cell shown as 35% holds 0.35 and means 35."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip().replace(",", "").replace("，", "").removesuffix("%").removesuffix("％")
    try:
        number = Decimal(text)
        if not number.is_finite() or abs(number) > 10**20:
            return None
        if not isinstance(value, str) and "%" in number_format:
            number *= 100
        return number.quantize(Decimal(1).scaleb(-places)) + 0
    except InvalidOperation:
        return None
