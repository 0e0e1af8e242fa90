"""Automatic numbering in Word's own terms: numbers that stand in the list definition, not in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

from luoshi.exporting.official_layout import element, place

Shape = Literal["outline", "items"]

LEVELS: dict[Shape, list[tuple[str, str]]] = {  # number format and text; a level starts again under the one above
    "outline": [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")],
    "items": [("decimal", "%1.")],
}


@dataclass(frozen=True, slots=True)
class Number:
    """Word counts this paragraph. Paragraphs of one `series` count on; `level` is 0-based in the shape.

    `outline` counts 一、 （一） 1. in one another; `items` counts 1. 2. 3. alone, through the whole series.
    """

    series: str
    level: int = 0
    shape: Shape = "items"


class Numberings:
    """The list definitions of one document, made on first use."""

    def __init__(self, document: Document) -> None:
        self._root: BaseOxmlElement = document.part.numbering_part.element
        self._abstract: dict[Shape, str] = {}
        self._series: dict[str, str] = {}

    def apply(self, properties: BaseOxmlElement, number: Number) -> None:
        """Tie a paragraph, given by its w:pPr, to its list and level."""
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        numbering = element("w:numPr")
        numbering.append(element("w:ilvl", val=str(number.level)))
        numbering.append(element("w:numId", val=self._number_id(number)))
        place(properties, numbering)

    def _number_id(self, number: Number) -> str:
        if number.series not in self._series:
            self._series[number.series] = self._new_series(number.shape)
        return self._series[number.series]

    def _new_series(self, shape: Shape) -> str:
        identity = _next(self._root.findall(qn("w:num")), "w:numId")
        series = element("w:num", numId=identity)
        series.append(element("w:abstractNumId", val=self._abstract_id(shape)))
        override = element("w:lvlOverride", ilvl="0")
        override.append(element("w:startOverride", val="1"))
        series.append(override)
        self._root.append(series)
        return identity

    def _abstract_id(self, shape: Shape) -> str:
        if shape not in self._abstract:
            known = self._root.findall(qn("w:abstractNum"))
            identity = _next(known, "w:abstractNumId")
            index = self._root.index(known[-1]) + 1 if known else 0
            self._root.insert(index, _abstract(identity, shape))
            self._abstract[shape] = identity
        return self._abstract[shape]


def _next(known: Sequence[_Element], attribute: str) -> str:
    """An identity that none of the elements has."""
    return str(1 + max((int(each.get(qn(attribute), "0")) for each in known), default=0))


def _abstract(identity: str, shape: Shape) -> BaseOxmlElement:
    abstract = element("w:abstractNum", abstractNumId=identity)
    abstract.append(element("w:multiLevelType", val="multilevel"))
    for level, (form, text) in enumerate(LEVELS[shape]):
        abstract.append(_level(level, form, text))
    return abstract


def _level(level: int, form: str, text: str) -> BaseOxmlElement:
    made = element("w:lvl", ilvl=str(level))
    made.append(element("w:start", val="1"))
    made.append(element("w:numFmt", val=form))
    made.append(element("w:suff", val="nothing"))
    made.append(element("w:lvlText", val=text))
    made.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    properties.append(element("w:ind", left="0", firstLineChars="200", firstLine="640"))
    made.append(properties)
    return made
