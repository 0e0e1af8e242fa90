"""Parts that do not add up to their total, and lists that do not hold as many as they say."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from luoshi.checking import naming
from luoshi.checking.case import Case, cut
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words, rule
from luoshi.core.numerals import parse_number
from luoshi.core.spans import Span
from luoshi.extraction.draft import PlanTable, Section, Target

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


_HEADED = re.compile(
    r"(?:^|[^第])(十[一二]|二十|[三四五六七八九十])(?:大|项|件)(?=[\u4e00-\u9fff])|(\d{1,2})(?:大|项|件)(?=[\u4e00-\u9fff])"
)
_BEFORE = re.compile(r"(?<=[\u4e00-\u9fff”])(十[一二]|[三四五六七八九十]|\d{1,2})大(?=[\u4e00-\u9fff“]{2})")
_AFTER = re.compile(
    r"(十[一二]|[三四五六七八九十]|\d{1,2})(?:大|项|类)[\u4e00-\u9fff“”]{2,10}(?:：|——|（)([^。；：（）\n]{8,200})(?=[。；）\n])"
)


@rule(
    "count-mismatch",
    name="Count does not match",
    explanation="A list does not hold as many items as its heading or its sentence says.",
    remedy="Add what is missing, or correct the number.",
    zh=("项数不符", "列出的项数与所说的数目不符。", "补齐所缺的，或改正数目。"),
)
def counts(case: Case) -> Iterator[Finding]:
    for section in case.draft.sections:
        yield from under_heading(case, section)
    yield from enumerated_before(case)
    yield from enumerated_after(case)


def under_heading(case: Case, section: Section) -> Iterator[Finding]:
    said = _HEADED.search(section.title)
    items = children(case, section)
    if said and items and abs(len(items) - value(said)) in range(1, 4):
        words = Words(
            f"«{section.title}» says {value(said)} and lists {len(items)} numbered items.",
            f"“{section.title}”说的是{value(said)}项，列出的编号只有{len(items)}项。",
        )
        yield case.find(
            "count-mismatch", "error", words, [section_head(case, section)], said=value(said), found=len(items)
        )


def section_head(case: Case, section: Section) -> Span:
    end = case.text.find("\n", section.span.start, section.span.end)
    return Span(section.span.start, end if end > section.span.start else section.span.end)


def children(case: Case, section: Section) -> set[str]:
    """The numbers one level below a heading, said by tasks or by further headings."""
    below = section.number + "/"
    numbers = [task.number for task in case.tasks_by_annex.get(section.annex, [])]
    numbers += [other.number for other in case.draft.sections if other.annex == section.annex]
    return {number[len(below) :].split("/")[0] for number in numbers if number.startswith(below)}


def value(match: re.Match[str]) -> int:
    return int(parse_number(next(group for group in match.groups() if group)))


def enumerated_before(case: Case) -> Iterator[Finding]:
    """`A、B、C、D四大…`: the list stands directly before its number."""
    text = case.normal.text
    for match in _BEFORE.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；：\n（）—") + 1
        yield from wrong_count(case, text[start : match.start()], value(match), Span(start, match.end() + 6))


def enumerated_after(case: Case) -> Iterator[Finding]:
    """`四大…：A、B、C、D`: the list stands after its number."""
    for match in _AFTER.finditer(case.normal.text):
        yield from wrong_count(case, match.group(2), value(match), Span(*match.span()))


def wrong_count(case: Case, listed: str, said: int, at: Span) -> Iterator[Finding]:
    """Nothing is said of lists that end in 等, or whose items hold a 和 that may or may not part two of them."""
    if listed.count("、") < 1 or "等" in listed or said < 3:
        return
    fewest = listed.count("、") + 1
    most = fewest + len(re.findall(r"[和及与，]", listed))
    if fewest > said or most < said:
        found = most if most < said else fewest
        if abs(found - said) <= 2:
            words = Words(
                f"«{listed[-30:]}» lists {found}, the number says {said}.",
                f"“{listed[-30:]}”列了{found}项，写的数目是{said}。",
            )
            yield case.find(
                "count-mismatch",
                "warning",
                words,
                [case.normal.span(at.start, min(at.end, len(case.normal.text)))],
                said=said,
                found=found,
            )
