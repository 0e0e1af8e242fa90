"""Parts that do not add up to their total."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from luoshi.checking import naming
from luoshi.checking.case import Case, cut
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words, rule
from luoshi.core.spans import Span
from luoshi.extraction.draft import PlanTable, Target

_QUANTITY = re.compile(
    r"(?<!\d)(\d[\d,]{0,20}(?:\.\d{1,9})?)\s*([万亿]?(?:元|亩|人|户|吨|家|个|项|公里|平方米|件|所|套|座|名|台|辆|场))"
)
_INTRODUCER = re.compile(r"其中|包括|分别为|分别是|即|[：:（(=]")
NEARLY = Decimal("0.9")  # three parts that make nine tenths of a total were meant to make all of it
_LONGEST = 64  # quantities of one enumeration
_WORDS_BETWEEN = 16  # characters between two parts of one enumeration


@rule(
    "sum-mismatch",
    name="Sum does not add up",
    explanation="The parts do not add up to the total that is stated.",
    remedy="Correct the part or the total.",
    zh=("合计不符", "各分项之和与总数不符。", "改正分项或总数。"),
)
def sums(case: Case) -> Iterator[Finding]:
    for span in cut(case.normal.text, "。；\n"):
        yield from in_sentence(case, span)
    for table in case.draft.tables:
        yield from in_table(case, table)
    yield from across(case)


def in_sentence(case: Case, span: Span) -> Iterator[Finding]:
    """`total unit，其中 a unit、b unit`: 其中 may leave something out, so only an excess is wrong after it."""
    found = list(_QUANTITY.finditer(case.normal.text, span.start, span.end))
    for index, match in enumerate(found[:-2]):
        parts = run_of_parts(case.normal.text, found[index : index + _LONGEST])
        introducer = _INTRODUCER.search(case.normal.text, match.end(), parts[0].start()) if len(parts) > 1 else None
        if introducer is None or introducer.start() - match.end() > 4:
            continue
        total, added = number(match), sum((number(part) for part in parts), Decimal(0))
        partial = introducer.group() in ("其中", "包括", "（", "(")
        nearly = len(parts) > 2 and added >= total * NEARLY
        if added > total or (added != total and (nearly if partial else added > total / 2)):
            yield case.find(
                "sum-mismatch",
                "error",
                Words(
                    f"The parts add up to {added:f}{match.group(2)}, the total says {match.group()}.",
                    f"各分项合计{added:f}{match.group(2)}，总数写的是{match.group()}。",
                ),
                [case.normal.span(match.start(), parts[-1].end())],
                total=str(total),
                sum=str(added),
            )


def run_of_parts(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The quantities after a total that continue its enumeration: same unit, only a few words between."""
    total, parts = found[0], list[re.Match[str]]()
    for before, match in pairwise(found):
        between = text[before.end() : match.start()]
        if match.group(2) != total.group(2) or len(between) > _WORDS_BETWEEN or (parts and "，" in between):
            break
        parts.append(match)
    return parts


def number(match: re.Match[str]) -> Decimal:
    return Decimal(match.group(1).replace(",", ""))


def in_table(case: Case, table: PlanTable) -> Iterator[Finding]:
    """A row called 合计 must hold the sums of its columns."""
    total = next((row for row in table.rows if any((cell or "").strip() in ("合计", "总计") for cell in row[:3])), None)
    rows = [row for row in table.rows if row is not total and not any("小计" in (cell or "") for cell in row[:3])]
    for column in range(len(total or ())):
        stated = decimal((total or [])[column])
        values = [decimal(row[column]) for row in rows if column < len(row)]
        known = [value for value in values if value is not None]
        texts = any(decimal(row[column]) is None and written(row[column]) for row in rows if column < len(row))
        if stated is None or len(known) < 2 or texts or "序号" in heading(table, column):
            continue
        if sum(known) != stated:
            words = Words(
                f"Column «{heading(table, column)}» adds up to {sum(known):f}, its 合计 says {stated:f}.",
                f"“{heading(table, column)}”一栏相加为{sum(known):f}，合计写的是{stated:f}。",
            )
            yield case.find("sum-mismatch", "error", words, [table.span], column=column)


def written(cell: str | None) -> bool:
    """Whether a cell says something; dashes and blanks do not."""
    return bool((cell or "").strip(" —-–/　"))


def heading(table: PlanTable, column: int) -> str:
    return table.columns[column] if column < len(table.columns) else str(column + 1)


def decimal(cell: str | None) -> Decimal | None:
    try:
        return Decimal((cell or "").replace(",", "").strip())
    except InvalidOperation:
        return None


def across(case: Case) -> Iterator[Finding]:
    """A total in one place, its parts in another: 规上企业 14家 and 规上工业企业3家、服务业企业5家、…"""
    counts = [
        target for target in case.draft.targets if target.value is not None and target.unit and target.basis == "count"
    ]
    rival = {id(target): cluster for cluster in naming.clusters(counts) for target in cluster}
    for parts in enumerations(case, counts):
        for total in counts:
            if total in parts or not totals(total, parts):
                continue
            added, stated = sum(part.value or 0 for part in parts), total.value or 0
            if added != stated:
                if total.annex == parts[0].annex and abs(added - stated) <= stated * SLIP:
                    yield mismatch(case, total, parts, added)
                continue
            for index, part in enumerate(parts):
                others = [
                    other
                    for other in rival.get(id(part), [])
                    if other.value != part.value and other.annex != part.annex
                ]
                if others:
                    exchanged = [*parts[:index], others[0], *parts[index + 1 :]]
                    yield mismatch(case, total, exchanged, added - (part.value or 0) + (others[0].value or 0))


SLIP = 0.2  # parts that miss their total by more were never meant to make it up


def mismatch(case: Case, total: Target, parts: Sequence[Target], added: float) -> Finding:
    said = " + ".join(f"{part.value:g}" for part in parts)
    words = Words(
        f"{total.indicator} is {figure(total)}, but its parts make {said} = {added:g}.",
        f"{total.indicator}为{figure(total)}，而各分项为{said} = {added:g}。",
    )
    return case.find(
        "sum-mismatch", "error", words, [total.span, *(part.span for part in parts)], total=total.value, sum=added
    )


def enumerations(case: Case, counts: Sequence[Target]) -> Iterator[list[Target]]:
    """Runs of three or more counts in one unit, joined by 、 within a sentence."""
    run: list[Target] = []
    for target in counts:
        joined = (
            bool(run)
            and target.unit == run[-1].unit
            and "、" in case.text[run[-1].span.end : target.span.start + 1].strip()[:2]
        )
        if joined and target.span.start - run[-1].span.end < _WORDS_BETWEEN:
            run.append(target)
            continue
        if len(run) > 2:
            yield run
        run = [target]
    if len(run) > 2:
        yield run


def totals(total: Target, parts: Sequence[Target]) -> bool:
    """Whether a target's name covers the names of all parts: 规上企业 covers 规上工业企业, and 企业 ends every part."""
    if total.unit != parts[0].unit:
        return False
    name = naming.name_of(total.indicator).key
    first = naming.name_of(parts[0].indicator).key
    ends = all(naming.name_of(part.indicator).key[-2:] == name[-2:] for part in parts)
    rest = iter(first)
    return ends and len(first) > len(name) >= 4 and all(character in rest for character in name)
