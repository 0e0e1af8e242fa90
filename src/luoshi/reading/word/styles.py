"""Paragraph styles: outline levels and the numbering a style brings with it."""

from collections.abc import Iterator
from functools import cached_property

from luoshi.reading.word.xml import Element, W, child, number, value

MAX_CHAIN = 40  # styles based on one another; a longer chain is a loop


class Styles:
    """styles.xml, asked by style id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self.by_id: dict[str, Element] = {style.get(f"{W}styleId", ""): style for style in found}
        self.levels: dict[str | None, int | None] = {}

    @cached_property
    def default(self) -> str | None:
        """The id of the default paragraph style."""
        for name, style in self.by_id.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                return name
        return None

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first."""
        for _ in range(MAX_CHAIN):
            style = self.by_id.get(style_id or self.default or "")
            if style is None:
                return
            yield style.get(f"{W}styleId", ""), style
            style_id = value(style, "basedOn")
            if style_id is None:
                return

    def heading_level(self, style_id: str | None) -> int | None:
        """1 to 9 for a style with an outline level or a heading's name, 1 for a title; else None."""
        if style_id not in self.levels:
            self.levels[style_id] = self._heading_level(style_id)
        return self.levels[style_id]

    def _heading_level(self, style_id: str | None) -> int | None:
        for _, style in self.chain(style_id):
            outline = number(style, "pPr/outlineLvl")
            if outline is not None:
                return outline + 1 if outline < 9 else None
            name = (value(style, "name") or "").lower()
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
        return None

    def numbering(self, style_id: str | None) -> tuple[str, str | None, int | None] | None:
        """(the style that brings numbering, its numId, its ilvl if said); None where no style of the chain does."""
        for name, style in self.chain(style_id):
            properties = child(style, "pPr/numPr")
            if properties is not None and child(properties, "numId") is not None:
                return name, value(properties, "numId"), number(properties, "ilvl")
        return None
