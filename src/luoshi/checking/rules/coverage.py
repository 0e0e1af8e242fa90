"""What the overall plan announces for an annex, against the headings that the annex has."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from luoshi.checking.case import Case, cut
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.rules.structure import bare
from luoshi.core.spans import Span
from luoshi.extraction.draft import Part, Section, Task

_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、．.]")
_FRAME = re.compile(r"目标|机制|保障|组织|专班|分工|考核|要求|民生实事")
SHORTEST, LONGEST = 5, 16  # characters of a run-in heading
SAME_ANNEX = 60  # out of 100
MORE = 2  # headings that one side may have more, where the two still mirror each other


@rule(
    "not-covered",
    name="Announced and not carried out",
    explanation="The overall plan announces a field of work for an annex, and the annex has no heading for it.",
    remedy="Give the field a heading with tasks in the annex, or call it alike in both places.",
    zh=(
        "重点未展开",
        "总体方案为某个附件列出的工作重点，在该附件里没有对应的小标题。",
        "在附件中补上这一部分及其任务，或把两处的提法统一起来。",
    ),
)
def not_covered(case: Case) -> Iterator[Finding]:
    """Only where the two mirror each other: one heading at least is word for word the overall plan's."""
    if case.overall is None:
        return
    for part in case.annexes:
        headings = [section for section in case.draft.sections if section.annex == part.annex and is_field(section)]
        announced = leads(case, part)
        titles = {section.title for section in headings}
        mirrored = titles & announced.keys()
        if len(headings) < 2 or not mirrored or abs(len(headings) - len(announced)) > MORE:
            continue
        missing = {lead: span for lead, span in announced.items() if lead not in titles}
        if missing:
            yield finding(case, part, missing, [section for section in headings if section.title not in announced])


def is_field(section: Section) -> bool:
    return section.number.count("/") == 1 and not _FRAME.search(section.title)


def leads(case: Case, part: Part) -> dict[str, Span]:
    """The run-in headings of the overall plan on an annex: short sentences, in bold or opening a paragraph."""
    home = paragraph(case, part)
    if home is None:
        return {}
    found: dict[str, Span] = {}
    after_title = False
    for span in cut(case.text[home.span.start : home.span.end], "。\n"):
        here = span.shifted(home.span.start)
        printed = case.text[here.start : here.end]
        lead = _NUMBER.sub("", "".join(printed.replace("**", "").split()).rstrip("。"))
        short = SHORTEST <= len(lead) <= LONGEST and not re.search(r"[，,；：、]", lead)
        opens = after_title or case.text[here.start - 1 : here.start] in ("", "\n") or "**" in printed
        if short and lead != home.title and opens:
            found.setdefault(lead, here)
        after_title = lead == home.title
    return found


def paragraph(case: Case, part: Part) -> Section | Task | None:
    """Where the overall plan speaks of an annex."""
    places: list[Section | Task] = [item for item in case.draft.tasks if item.annex == "0"]
    places += [section for section in case.draft.sections if section.annex == "0"]
    named = [(fuzz.ratio(bare(place.title), bare(part.title)), place) for place in places]
    best = max(named, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= SAME_ANNEX else None


def finding(case: Case, part: Part, missing: dict[str, Span], others: Sequence[Section]) -> Finding:
    lacking = "、".join(f"“{lead}”" for lead in missing)
    instead = "、".join(f"“{section.title}”" for section in others)
    name = case.name_of(part.annex)
    words = Words(
        f"The overall plan announces {lacking}; {name.en} has no such heading"
        + (f", but has {instead} instead." if instead else "."),
        f"总体方案列出的{lacking}，在{name.zh}没有对应的小标题" + (f"，该附件另有{instead}。" if instead else "。"),
    )
    heads = [Span(section.span.start, section.span.start + len(section.title) + 3) for section in others]
    return case.find("not-covered", "info", words, [*missing.values(), *heads])
