"""The text of one paragraph: runs as a reader of the final document sees them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.reading.word.xml import MC, Element, W, is_on

DROPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "rt", "rPr", "sdtPr", "delText")}
SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
TEXT = {f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
BOX = f"{W}txbxContent"
PICTURES = {f"{W}object": "an embedded object", f"{W}altChunk": "an embedded document"}
DRAWING_PARTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "a picture",
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


def inline(paragraph: Element) -> Inline:
    """Gather a paragraph: insertions kept, deletions and hidden text dropped, fields as their results."""
    found = Inline()
    _walk(paragraph, found)
    return found


def _walk(parent: Element, found: Inline) -> None:
    for element in visible(parent):
        tag = element.tag
        if tag in TEXT:
            found.text.append(element.text or "")
        elif tag in SIGNS:
            found.text.append(SIGNS[tag])
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
        found.text.append(_symbol(element.get(f"{W}char", "")))
    elif tag in DRAWING_PARTS:
        found.left_out.append(DRAWING_PARTS[tag])
    elif tag in PICTURES:
        found.left_out.append(PICTURES[tag])
        return False
    else:
        return False
    return True


def _symbol(code: str) -> str:
    """A character of a symbol font; private codes (F000 and up) have no meaning outside the font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\uf8ff" else character


def visible(parent: Element) -> Iterator[Element]:
    """The children that count, an AlternateContent being replaced by the one branch that is shown."""
    for element in parent:
        if element.tag == f"{MC}AlternateContent":
            branches = [branch for branch in element if len(branch)]
            for branch in branches[:1]:
                yield from visible(branch)
        elif element.tag not in DROPPED:
            yield element
