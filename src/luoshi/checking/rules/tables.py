"""Indicator tables: figures of a row that do not fit each other, another table, or the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from luoshi.checking import naming
from luoshi.checking.case import Case
from luoshi.checking.figures import less_is_better, number
from luoshi.checking.finding import Finding, Severity, Words, rule
from luoshi.core.spans import Span
from luoshi.extraction.draft import Indicator

PATH = 0.03  # by how much a target may miss what base and growth lead to
BASES = 0.05  # by how much the bases that target and outcome imply may differ
MAGNITUDE = 5  # times that an outcome may exceed its target, or fall short of it, before a digit seems lost


@rule(
    "table-mismatch",
    name="Table does not fit",
    explanation="A figure of an indicator table does not fit the row, another table or the text.",
    remedy="Look the figure up and correct it; if the measure or its base has changed, say so in a note.",
    zh=(
        "指标表存疑",
        "指标表中的数与本行、另一张表或正文对不上。",
        "核对后改正；口径或基期有变化的，在表注中说明。",
    ),
)
def tables(case: Case) -> Iterator[Finding]:
    rows = [row for row in (Row.of(case, indicator) for indicator in case.draft.indicators) if row]
    for row in rows:
        yield from growth_path(case, row)
        yield from two_bases(case, row)
        yield from lost_digit(case, row)
        yield from backwards(case, row)
    yield from between_tables(case, rows)
    yield from against_targets(case, rows)
    yield from against_text(case, rows)


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with its figures read."""

    indicator: Indicator
    span: Span
    name: naming.Name
    baseline: float | None
    target: float | None
    growth: float | None
    actual: float | None
    actual_growth: float | None
    years: int | None  # between base and target, where the heading says so

    @staticmethod
    def of(case: Case, indicator: Indicator) -> "Row | None":
        if indicator.span is None:
            return None
        return Row(
            indicator,
            indicator.span,
            naming.name_of(indicator.name),
            number(indicator.baseline),
            number(indicator.target),
            number(indicator.growth),
            number(indicator.actual),
            number(indicator.actual_growth),
            years_of(case, indicator.span),
        )

    def find(self, case: Case, severity: Severity, words: Words, *spans: Span) -> Finding:
        return case.find("table-mismatch", severity, words, [self.span, *spans], indicator=self.indicator.name)


_YEAR = re.compile(r"20\d\d")
FIVE_YEARS = re.compile(r"“?十[三四五六]五”?|第十[三四五六]个五年")


def years_of(case: Case, span: Span) -> int | None:
    """How many years a table spans: between the years of its headings, or five for a five-year plan's."""
    table = next((table for table in case.draft.tables if table.span.contains(span)), None)
    if table is None:
        return None
    years = sorted({int(year) for column in table.columns for year in _YEAR.findall(column)})
    if len(years) > 1:
        return years[-1] - years[0]
    return 5 if FIVE_YEARS.search(table.title) else None


def growth_path(case: Case, row: Row) -> Iterator[Finding]:
    """Base and yearly growth lead to another figure than the target."""
    if not (row.baseline and row.target and row.growth and row.years) or row.indicator.unit == "%":
        return
    reached = row.baseline * (1 + row.growth / 100) ** row.years
    if abs(reached - row.target) > PATH * row.target:
        yield row.find(
            case,
            "warning",
            Words(
                f"{row.indicator.name}: {row.baseline:.10g} growing by {row.growth:g}% a year for {row.years} years "
                f"makes {reached:.1f}, the target says {row.target:.10g}.",
                f"{row.indicator.name}：基数{row.baseline:.10g}按年均{row.growth:g}%增长{row.years}年为{reached:.1f}，"
                f"目标写的是{row.target:.10g}。",
            ),
        )


def two_bases(case: Case, row: Row) -> Iterator[Finding]:
    """Target and outcome, each with its growth, must start from one base."""
    if not (row.target and row.growth and row.actual and row.actual_growth and row.years):
        return
    meant = row.target / (1 + row.growth / 100) ** row.years
    had = row.actual / (1 + row.actual_growth / 100) ** row.years
    if abs(meant - had) > BASES * had:
        yield row.find(
            case,
            "info",
            Words(
                f"{row.indicator.name}: target and growth start from {meant:.1f}, outcome and growth from {had:.1f}.",
                f"{row.indicator.name}：按目标和增速推算基数为{meant:.1f}，按实际和增速推算为{had:.1f}，口径可能不同。",
            ),
        )


def lost_digit(case: Case, row: Row) -> Iterator[Finding]:
    if row.target and row.actual and not 1 / MAGNITUDE < row.actual / row.target < MAGNITUDE:
        words = Words(
            f"{row.indicator.name}: {row.actual:.10g} was reached of a target of {row.target:.10g}; was a digit lost?",
            f"{row.indicator.name}：目标{row.target:.10g}，实际{row.actual:.10g}，相差悬殊，可能漏了一位数字。",
        )
        yield row.find(case, "warning", words)


def backwards(case: Case, row: Row) -> Iterator[Finding]:
    """A target behind its base, with no note to say why."""
    if row.baseline is None or row.target is None or row.baseline == row.target or explained(case, row):
        return
    if (row.target < row.baseline) is not less_is_better(row.indicator.name):
        words = Words(
            f"{row.indicator.name} goes from {row.baseline:.10g} back to {row.target:.10g}, and no note says why.",
            f"{row.indicator.name}由{row.baseline:.10g}变为{row.target:.10g}，目标落后于基数，又没有表注说明。",
        )
        yield row.find(case, "warning", words)


_NOTE = re.compile(r"注[：:1-9]")
BELOW = 300  # characters under a table in which its notes stand
TELLING = 4  # characters of an indicator's name by which a note means it


def explained(case: Case, row: Row) -> bool:
    """Whether a note of the table, or one printed under it, speaks of the indicator."""
    table = next((table for table in case.draft.tables if table.span.contains(row.span)), None)
    under = case.text[row.span.end : table.span.end + BELOW] if table else ""
    note = _NOTE.search(under)
    return bool(row.indicator.note) or bool(note and row.indicator.name[:TELLING] in under[note.end() :])


def between_tables(case: Case, rows: list[Row]) -> Iterator[Finding]:
    """What one table says was reached is what the next one starts from."""
    whole = {row.name.key: row for row in rows if row.actual is not None}
    shorter = {short: row for row in whole.values() for short in naming.shortened(row.name.key)}
    for row in rows:
        longer = (whole[short] for short in sorted(naming.shortened(row.name.key)) if short in whole)
        found = [whole.get(row.name.key), shorter.get(row.name.key), *longer]
        before = next((other for other in found if other and other.name.marks == row.name.marks), None)
        same = before and before.indicator.table != row.indicator.table and before.indicator.unit == row.indicator.unit
        if before and same and row.baseline is not None and row.baseline != before.actual:
            words = Words(
                f"{row.indicator.name} starts from {row.baseline:.10g}; the other table says {before.actual:.10g} "
                f"was reached ({before.indicator.name}).",
                f"{row.indicator.name}的基数为{row.baseline:.10g}，另一张表中“{before.indicator.name}”"
                f"实际完成{before.actual:.10g}。",
            )
            yield row.find(case, "warning", words, before.span)


def against_targets(case: Case, rows: list[Row]) -> Iterator[Finding]:
    """The table gives another target than the overall plan's text."""
    for row in rows:
        for target in case.draft.targets if row.target is not None and row.actual is None else ():
            if target.annex != "0" or target.value is None or target.value == row.target:
                continue
            same = naming.name_of(target.indicator).key == row.name.key and target.unit == row.indicator.unit
            if same and row.name.specific and not case.box_of(target.span):
                words = Words(
                    f"{row.indicator.name} is {row.indicator.target} in the table and {target.value:.10g} in the text.",
                    f"{row.indicator.name}在指标表中为{row.indicator.target}，在正文中为{target.value:.10g}。",
                )
                yield row.find(case, "error", words, target.span)


_SAID = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9（）()]{4,24}?)(?:累计)?(?:达到|达|为|升至|提高到|增加到|稳定在)?\s?"
    r"(\d[\d,]{0,12}(?:\.\d{1,4})?)\s?(%|件|万人|万吨|万户|亿元|亿美元|元|年|岁|个|家|万亩|人)"
)


def against_text(case: Case, rows: list[Row]) -> Iterator[Finding]:
    """What the text says was reached and what the table says: 3.31 here, 3.14 there."""
    reached: dict[tuple[str, str | None], Row] = {}
    for row in rows:
        if row.actual is not None:
            reached[row.name.key, row.indicator.unit] = row
    for match in _SAID.finditer(case.normal.text) if reached else ():
        span = case.normal.span(*match.span())
        row_said = row_named(match.group(1), match.group(3), reached)
        if row_said is None or case.box_of(span) or case.has_target(span):
            continue
        said = float(match.group(2).replace(",", ""))
        if said not in (row_said.actual, row_said.target, row_said.baseline, row_said.growth, row_said.actual_growth):
            words = Words(
                f"{row_said.indicator.name} is {row_said.actual:.10g} in the table and {said:.10g} in the text.",
                f"{row_said.indicator.name}在指标表中实际完成{row_said.actual:.10g}，正文写的是{said:.10g}。",
            )
            yield row_said.find(case, "warning", words, span)


def row_named(printed: str, unit: str, reached: "dict[tuple[str, str | None], Row]") -> "Row | None":
    for name in spellings(printed):
        if (name, unit) in reached:
            return reached[name, unit]
    return None


@lru_cache(maxsize=4096)
def spellings(printed: str) -> tuple[str, ...]:
    """The key of a printed name, and the key without a few characters more that it may have."""
    key = naming.name_of(printed).key
    return (key, *sorted(naming.shortened(key))) if len(key) > 3 else (key,)
