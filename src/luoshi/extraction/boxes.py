"""Boxes (专栏): where one begins and ends in running text, and what items a box of prose lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.core.spans import Span
from luoshi.extraction.draft import TableKind
from luoshi.extraction.tables_grid import Entry, Line, squeeze

BOX_TITLE = re.compile(
    r"(?m)^[ \t　*#>|]*[专專][ 　]*[栏欄][ 　]*(?:\d+|[一二三四五六七八九十]{1,4})"
    r"(?:[ \t　—\-:：.、*]+|(?=[^\s\d]))\S[^\n]*$"
)
_NUMERAL = "一二三四五六七八九十百"
_HEADING = re.compile(rf"第[{_NUMERAL}]{{1,4}}[章节篇编]|附\s*件\s*\d*\s*$|#{{1,6}} ")
_CHAPTER = re.compile(rf"(?:[{_NUMERAL}]{{1,4}}、|[（(][{_NUMERAL}]{{1,4}}[）)])")
_ITEM_NUMBER = re.compile(r"[（(]?\d{1,2}[）).．、]|[①-⑳●◆■•·]|——|[（(][a-z][）)]")
_ENDED = tuple("。；！？;!…：")
_RUN_IN = re.compile(
    rf"(?:[（(]?\d{{1,2}}[）).．、]|[①-⑳●◆■•·]|——|[{_NUMERAL}]{{1,4}}是)?\**([^。：:，；]{{1,40}})\**([。：:])\**"
)
_VERB = re.compile(
    r"(?:加快|加强|推进|推动|完善|强化|打造|促进|提升|优化|实施|建立|建设|构建|健全|深化|发展|大力|积极|着力|全面|坚持|支持|引导|提高|做强|做大|培育|扩大|"
    r"保障|落实|夯实|塑造|统筹|创新|开展|筑牢|壮大|鼓励|规范|稳步|持续|有序)"
)
LONGEST = 600  # lines that a box may take


@dataclass(slots=True)
class Box:
    """A box of prose: its span, its title as printed, and the lines under the title."""

    span: Span
    title: str
    lines: Sequence[Line]


@dataclass(slots=True)
class Item:
    """One paragraph of a prose box: its run-in heading, if any, and the text after it."""

    heading: Entry | None
    body: Entry | None


def box_end(lines: Sequence[Line]) -> int:
    """How many lines the box takes whose title is lines[0]; further lines follow it in the text."""
    style = _Style(lines[0])
    for at, line in enumerate(lines[1:LONGEST], start=1):
        if (at > 1 and line.gap >= 2) or BOX_TITLE.match(line.text) or _HEADING.match(line.text):
            return at
        if at > 1 and not style.admits(line, lines[at - 1]):
            return at
    return min(len(lines), LONGEST)


class _Style:
    """How the items of one box look; a paragraph of another look is the text that follows the box."""

    def __init__(self, title: Line) -> None:
        self.tabbed = title.tabbed
        self.first: Line | None = None
        self.noun_led = True
        self.cells = 0

    def admits(self, line: Line, before: Line) -> bool:
        if line.tabbed:
            self.cells += 1
            return True
        if not before.text.endswith(_ENDED) and before.text:
            return True
        if self.first is None:
            self.first = before
        if self.tabbed and line.spaced:
            return False
        if self.tabbed:
            return self.cells > 4 or not self._turns_to_verbs(line, before)
        return _same_look(self.first, line) and not self._turns_to_verbs(line, before)

    def _turns_to_verbs(self, line: Line, before: Line) -> bool:
        """Items led by nouns (石油化工。…) never turn to a paragraph led by a verb (加快发展…。…) set close below."""
        self.noun_led = self.noun_led and not _VERB.match(before.text)
        return self.noun_led and not line.gap and bool(_VERB.match(line.text)) and bool(_RUN_IN.match(line.text))


def _same_look(first: Line, line: Line) -> bool:
    if _CHAPTER.match(line.text) and not _CHAPTER.match(first.text):
        return False
    if bool(_ITEM_NUMBER.match(first.text)) != bool(_ITEM_NUMBER.match(line.text)):
        return False
    one, other = _RUN_IN.match(first.text), _RUN_IN.match(line.text)
    return not one or bool(other and (one[2] == "。") == (other[2] == "。"))


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a prose box as paragraphs: a line after an unfinished sentence continues it."""
    found: list[list[Line]] = []
    for line in lines:
        if not line.text:
            continue
        if found and not found[-1][-1].text.endswith(_ENDED):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def items(lines: Sequence[Line], text: str) -> list[Item]:
    """The items of a prose box, given the lines under its title."""
    return [_item(Span(group[0].start, group[-1].end), text) for group in paragraphs(lines)]


def _item(span: Span, text: str) -> Item:
    printed = text[span.start : span.end]
    run_in = _RUN_IN.match(printed)
    if not run_in or run_in.end() == len(printed):
        return Item(None, Entry(squeeze(printed), span))
    first, last = run_in.span(1)
    cut = run_in.end()
    rest = printed[cut:]
    start = span.start + cut + len(rest) - len(rest.lstrip())
    heading = Entry(squeeze(printed[first:last]), Span(span.start + first, span.start + last))
    return Item(heading, Entry(squeeze(rest), Span(start, span.end)))


_LIVELIHOOD = re.compile(r"实事")
_PROJECTS = re.compile(
    r"(?:项目|工程)(?:建设|实施|投资|规划|布局|安排|名单|清单|目录|库|一览|汇总|计划|分解|情况|表)*(?:[（(][^（()）]*[）)])?$"
)
_TASKS = re.compile(r"任务|行动|举措|清单")


def prose_kind(title: str) -> TableKind:
    """The kind of a box without columns, by its title."""
    if _LIVELIHOOD.search(title):
        return "livelihood"
    if _PROJECTS.search(title):
        return "projects"
    return "tasks" if _TASKS.search(title) else "prose"


_MARKS = re.compile(r"^[#>*|\s　]+|[*|\s　]+$")
_NUMBERED = re.compile(rf"[专專]\s*[栏欄]\s*(\d+|[{_NUMERAL}]{{1,4}})[\s—\-:：.、*]*(.*)", re.S)


def title_text(line: str) -> str:
    """A title as the contract prints it: without marks and white space, but one blank after a box's number."""
    words = _MARKS.sub("", line)
    numbered = _NUMBERED.match(words)
    return f"专栏{numbered[1]} {squeeze(numbered[2])}" if numbered else squeeze(words)
