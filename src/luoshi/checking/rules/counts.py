"""Lists that do not hold as many items as they say, and numbers of items that differ from place to place."""

import re
from collections.abc import Iterator

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, Words, rule
from luoshi.core.numerals import parse_number
from luoshi.core.spans import Span
from luoshi.extraction.draft import Section

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
    yield from livelihood_items(case)
    yield from announced(case)
    yield from one_group_too_many(case)


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


SHOWN = 40  # characters of a list in a message


def wrong_count(case: Case, listed: str, said: int, at: Span) -> Iterator[Finding]:
    """Nothing is said of lists that end in 等, or whose items hold a 和 that may or may not part two of them."""
    if listed.count("、") < 1 or "等" in listed or said < 3:
        return
    fewest = listed.count("、") + 1
    most = fewest + len(re.findall(r"[和及与，]", listed))
    if fewest > said or most < said:
        found = most if most < said else fewest
        if abs(found - said) <= 2:
            shown = listed if len(listed) <= SHOWN else f"{listed[: SHOWN - 1]}…"
            words = Words(
                f"«{shown}» lists {found}, the number says {said}.",
                f"“{shown}”列了{found}项，写的数目是{said}。",
            )
            yield case.find(
                "count-mismatch",
                "warning",
                words,
                [case.normal.span(at.start, min(at.end, len(case.normal.text)))],
                said=said,
                found=found,
            )


_ITEMS = re.compile(
    r"(?<![第零百\d])([二三四五六七八九]|十[一二三四五六七八九]?|二十|\d{1,2})[大件项]"
    r"(国家级|省级|市级|州级|盟级|区级|县级|旗级)(?=[^。；\n]{0,24}民生实事)"
)


def livelihood_items(case: Case) -> Iterator[Finding]:
    """八大省级…民生实事 here, 九大省级…民生实事 there: every level draws up one list a year."""
    said: dict[str, dict[int, list[Span]]] = {}
    for match in _ITEMS.finditer(case.normal.text):
        span = case.normal.span(*match.span())
        said.setdefault(match.group(2), {}).setdefault(int(parse_number(match.group(1))), []).append(span)
    for level, numbers in said.items():
        if len(numbers) > 1:
            each = [f"{number}" for number in numbers]
            words = Words(
                f"The livelihood items of one level ({level}) are {' here and '.join(each)} there.",
                f"{level}民生实事的件数各处不一：{'、'.join(each)}。",
            )
            yield case.find("count-mismatch", "error", words, [span for spans in numbers.values() for span in spans])


_SCHEMES = re.compile(
    r"(?:[1１一]个总体方案[+＋和及、]{1,2})([一二三四五六七八九十]{1,3}|\d{1,2})个(?:专项|具体)?(?:实施|行动|工作)?方案"
)
_TEAMS = re.compile(r"([二三四五六七八九十]{1,3}|\d{1,2})个(?:工作|行动)?专班(?!办)")


def announced(case: Case) -> Iterator[Finding]:
    """The overall plan counts its schemes and its working groups; the annexes must be as many."""
    teams = [group for group in case.draft.groups if group.annex != "0"]
    counted = (
        (_SCHEMES, len(case.annexes), Words("annexes", "个附件")),
        (_TEAMS, len(teams), Words("working groups", "个专班")),
    )
    for pattern, found, what in counted:
        for match in pattern.finditer(case.normal.text) if found > 1 else ():
            said = int(parse_number(match.group(1)))
            if said > 1 and said != found:
                words = Words(
                    f"The text announces {said} and there are {found} {what.en}.",
                    f"文中说有{said}个，实有{found}{what.zh}。",
                )
                at = case.normal.span(*match.span())
                yield case.find("count-mismatch", "warning", words, [at], said=said, found=found)
                break


def one_group_too_many(case: Case) -> Iterator[Finding]:
    """Every annex has one working group, and one annex has two: lists by group and by annex will not agree."""
    several = [groups for annex, groups in case.groups.items() if annex != "0" and len(groups) > 1]
    single = [groups for annex, groups in case.groups.items() if annex != "0" and len(groups) == 1]
    if len(several) == 1 and len(single) > 2:
        groups = several[0]
        part = case.name_of(groups[0].annex)
        words = Words(
            f"{part.en.capitalize()} has {len(groups)} working groups and every other annex one.",
            f"{part.zh}设了{len(groups)}个专班，其余附件各设1个。",
        )
        yield case.find("count-mismatch", "info", words, [group.span for group in groups])
