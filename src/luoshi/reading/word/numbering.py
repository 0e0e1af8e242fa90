"""Automatic numbers: what Word prints before a paragraph but does not store in it (ECMA-376 part 1, §17.9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from luoshi.reading.word.numerals import printed
from luoshi.reading.word.styles import Styles
from luoshi.reading.word.xml import Element, W, child, is_on, number, value

PLACE = re.compile(r"%([1-9])")
FULL_WIDTH_END = re.compile(r"[^\x00-\xff]$")
LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int
    number_format: str
    text: str
    suffix: str
    restart: int | None  # 0: never; n: after a paragraph of level n (1-based) or higher; None: after any higher
    style: str | None
    legal: bool
    zeros: int = 0  # of a custom format such as 001


@dataclass(slots=True)
class List:
    """A w:num: levels of an abstract list, which other lists may share with their counters."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)  # by level: begin anew there when the list is first used


class Numbering:
    """numbering.xml with the counters of one pass through the document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.lists = _lists(root, styles)
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None, style_id: str | None) -> str:
        """The number to print before the paragraph with these w:pPr, with what separates it; advances the counters."""
        number_id, level = self._place(properties, style_id)
        found = self.lists.get(number_id or "")
        if found is None or level not in found.levels:
            return ""
        self._advance(number_id or "", found, level)
        return self._text(found, level)

    def _place(self, properties: Element | None, style_id: str | None) -> tuple[str | None, int]:
        direct = child(properties, "numPr")
        number_id, level = value(direct, "numId"), number(direct, "ilvl")
        if number_id is None:
            from_style = self.styles.numbering(style_id)
            if from_style is None:
                return None, 0
            style, number_id, style_level = from_style
            linked = self._linked_level(number_id, style)
            level = next((known for known in (level, linked, style_level) if known is not None), 0)
        return number_id, min(max(level or 0, 0), LEVELS - 1)

    def _linked_level(self, number_id: str | None, style: str) -> int | None:
        found = self.lists.get(number_id or "")
        return next((level for level, made in found.levels.items() if made.style == style), None) if found else None

    def _advance(self, number_id: str, found: List, level: int) -> None:
        counters = self.counters.setdefault(found.abstract, {})
        for overridden, start in found.starts.items():
            if overridden <= level and (number_id, overridden) not in self.begun:
                self.begun.add((number_id, overridden))
                counters[overridden] = start - (overridden == level)
        if level in counters:
            counters[level] += 1
        else:
            counters[level] = found.levels[level].start
        for deeper in [known for known in counters if known > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counters[deeper]
        for higher in range(level):
            if higher in found.levels:
                counters.setdefault(higher, found.levels[higher].start)

    def _text(self, found: List, level: int) -> str:
        own = found.levels[level]
        if own.number_format == "bullet":
            return ""
        counters = self.counters[found.abstract]

        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            shown = found.levels.get(index)
            count = counters.get(index, shown.start if shown else 1)
            if shown is None or own.legal:
                return str(count)
            return printed(count, shown.number_format).rjust(shown.zeros, "0")

        text = PLACE.sub(place, own.text)
        if not text or own.suffix == "nothing" or (own.suffix == "tab" and FULL_WIDTH_END.search(text)):
            return text
        return f"{text} "


def _lists(root: Element | None, styles: Styles) -> dict[str, List]:
    if root is None:
        return {}
    abstracts = {found.get(f"{W}abstractNumId", ""): found for found in root.findall(f"{W}abstractNum")}
    numbers = {found.get(f"{W}numId", ""): found for found in root.findall(f"{W}num")}
    lists = {}
    for number_id, found in numbers.items():
        abstract = _followed(value(found, "abstractNumId") or "", abstracts, numbers, styles)
        if abstract in abstracts:
            lists[number_id] = _list(abstract, abstracts[abstract], found)
    return lists


def _followed(abstract: str, abstracts: dict[str, Element], numbers: dict[str, Element], styles: Styles) -> str:
    """An abstract list that only names a list style stands for the list of that style."""
    link = value(abstracts.get(abstract), "numStyleLink")
    number_id = value(styles.by_id.get(link or ""), "pPr/numPr/numId")
    linked = value(numbers.get(number_id or ""), "abstractNumId")
    return linked if link and linked else abstract


def _list(abstract: str, element: Element, found: Element) -> List:
    made = List(abstract, _levels(element.findall(f"{W}lvl")))
    for override in found.findall(f"{W}lvlOverride"):
        made.levels.update(_levels(override.findall(f"{W}lvl")))
        start = number(override, "startOverride")
        if start is not None:
            made.starts[_index(override)] = start
            if _index(override) in made.levels:
                made.levels[_index(override)].start = start
    return made


def _levels(elements: Iterable[Element]) -> dict[int, Level]:
    return {_index(element): _level(element) for element in elements}


def _index(element: Element) -> int:
    text = element.get(f"{W}ilvl", "0")
    return int(text) if text.isdigit() else 0


def _level(element: Element) -> Level:
    """A level; a custom format (Word 2010's w:format="001, 002, …") stands inside an AlternateContent."""
    formats = list(element.iter(f"{W}numFmt"))
    custom = next((found.get(f"{W}format", "") for found in formats if found.get(f"{W}val") == "custom"), "")
    plain = next((found.get(f"{W}val", "") for found in formats if found.get(f"{W}val") != "custom"), "decimal")
    start = number(element, "start")
    return Level(
        start=0 if start is None else start,
        number_format="decimal" if custom else plain,
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
        legal=is_on(element, "isLgl"),
        zeros=len(custom.split(",")[0].strip()),
    )
