"""The text of one paragraph: runs as a reader of the final document sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.reading.word.numerals import printed
from luoshi.reading.word.xml import MC, Element, W, is_on

DROPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rt", "rPr", "sdtPr", "delText", "delInstrText")}
SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
TEXT = {f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
BOX = f"{W}txbxContent"
PICTURES = {f"{W}object": "an embedded object", f"{W}altChunk": "an embedded document"}
DRAWING_PARTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "a picture",
}
ENCLOSED = re.compile(r"^\s*eq\s*\\o\s*\\ac\s*[(（](.)[,，;；]\s*(\S{1,3}?)\s*[)）]", re.IGNORECASE)
# What office people tick with: signs of fonts that give letters another shape.
TICKS = {
    "Wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x4F: "×", 0x50: "√", 0x52: "☑", 0x54: "☒", 0xA3: "□"},
}


@dataclass(slots=True)
class Inline:
    """What one paragraph holds."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # contents of text boxes anchored here
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", its id)
    left_out: list[str] = field(default_factory=list)  # "a picture", "a chart"
    breaks_before: int = 0  # pages that the last program to lay it out began before the first character
    breaks_inside: int = 0  # and after it
    fields: bool = True  # whether codes of fields are told from their results
    codes: list[str | None] = field(default_factory=list)  # of the open fields; None where the result is reached


def inline(paragraph: Element) -> Inline:
    """Gather a paragraph: insertions kept, deletions and hidden text dropped, fields as their results."""
    found = Inline()
    _walk(paragraph, found)
    if any(code is not None for code in found.codes):  # a code that never ends: the file is faulty, its text is not
        found = Inline(fields=False)
        _walk(paragraph, found)
    return found


def _walk(parent: Element, found: Inline) -> None:
    for element in visible(parent):
        tag = element.tag
        if tag in TEXT or tag in SIGNS:
            if not any(code is not None for code in found.codes):  # within a code stands only what it is computed from
                found.text.append(SIGNS.get(tag) or element.text or "")
        elif tag == f"{W}r":
            if not is_on(element, "rPr/vanish"):
                _walk(element, found)
        elif tag == BOX:
            found.boxes.append(element)
        elif not _mark(element, found):
            _walk(element, found)


def _mark(element: Element, found: Inline) -> bool:
    """Take in an element that stands for something other than text; False lets the walk go on inside it."""
    tag = element.tag
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        found.notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", "")))
    elif tag == f"{W}lastRenderedPageBreak":
        if any(found.text):
            found.breaks_inside += 1
        else:
            found.breaks_before += 1
    elif tag == f"{W}sym":
        found.text.append(_symbol(element.get(f"{W}char", ""), element.get(f"{W}font", "")))
    elif tag in (f"{W}instrText", f"{W}fldChar"):
        _field(element, found)
    elif tag in DRAWING_PARTS:
        found.left_out.append(DRAWING_PARTS[tag])
    elif tag in PICTURES:
        found.left_out.append(PICTURES[tag])
        return False
    else:
        return False
    return True


def _field(element: Element, found: Inline) -> None:
    """Follow a field from its code to its result; a sign in a circle is drawn by the code alone."""
    kind = element.get(f"{W}fldCharType")
    if kind == "begin" and found.fields:
        found.codes.append("")
    elif found.codes and kind is None and found.codes[-1] is not None:
        found.codes[-1] += element.text or ""
    elif found.codes and kind in ("separate", "end"):
        enclosed = ENCLOSED.match(found.codes.pop() or "")
        if enclosed:
            found.text.append(_enclosed(enclosed[1], enclosed[2]))
        if kind == "separate":
            found.codes.append(None)


def _enclosed(frame: str, sign: str) -> str:
    """① for 1 in a circle; what has no character of its own stands without its frame."""
    return printed(int(sign), "decimalEnclosedCircle") if frame in "○〇◯" and sign.isdecimal() else sign


def _symbol(code: str, font: str) -> str:
    """A character of a symbol font; other private codes (F000 and up) have no meaning outside the font."""
    try:
        number = int(code, 16)
        character = chr(number)
    except (ValueError, OverflowError):
        return ""
    tick = TICKS.get(font, {}).get(number & 0xFF)
    return tick or ("" if "\ud800" <= character <= "\uf8ff" else character)


def visible(parent: Element) -> Iterator[Element]:
    """The children that count, an AlternateContent being replaced by the one branch that is shown."""
    for element in parent:
        if element.tag == f"{MC}AlternateContent":
            branches = [branch for branch in element if len(branch)]
            for branch in branches[:1]:
                yield from visible(branch)
        elif element.tag not in DROPPED:
            yield element
