"""Web pages: headings, paragraphs, lists with their numbers and tables; navigation and scripts dropped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from luoshi.reading.compose import CellDraft, Composer, TableDraft
from luoshi.reading.document import Document
from luoshi.reading.encoding import decode_as, decode_roughly
from luoshi.reading.grid import Grid
from luoshi.reading.source import Source
from luoshi.reading.word.numerals import printed
from luoshi.reading.word.xml import Element

SIGNS = re.compile(rb"<(!doctype html|html|head|body|table|div|h[1-6]|article|section|p)[\s>]", re.IGNORECASE)
START = re.compile(rb"\s*<(!doctype html|html|\?xml[^>]*>\s*<(!doctype )?html)", re.IGNORECASE)
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "head",
    "select",
    "button",
    "textarea",
    "iframe",
    "svg",
    "object",
    "canvas",
    "footer",
    "aside",
}
BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
    "figure",
    "figcaption",
    "address",
    "center",
    "form",
    "fieldset",
    "tr",
    "td",
    "th",
    "caption",
    "body",
    "html",
}
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
ROLES = {"navigation", "banner", "contentinfo", "search", "menu"}
CHROME = re.compile(
    r"(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|share|copyright|toolbar|pagination)($|[\s_-])",
    re.I,
)
CSS_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|cjk-ideographic|simp-chinese-informal)\b", re.IGNORECASE)
WHOLE = re.compile(r"\s*(-?\d{1,6})\s*")
WHITE = re.compile(r"[ \t\r\n\f]+")
LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class HtmlReader:
    title = "web page (html)"

    def suits(self, source: Source) -> int:
        head = source.data[:4096].replace(b"\0", b"")
        if START.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe")):
            return 70
        tags = len(SIGNS.findall(head))
        return 60 if source.suffix in {".html", ".htm"} and tags else 45 if tags > 3 else 0

    def read(self, source: Source) -> Document:
        declared = CHARSET.search(source.data[:2048])
        name = declared[1].decode("ascii", "replace") if declared else None
        composer = Composer()
        text = decode_as(source.data, name)
        if text is None:
            text = decode_roughly(source.data, name)
            composer.warn("some characters are damaged and print as \ufffd; compare them with the page")
        if text is None:
            raise source.refuse("has no readable encoding; save it as UTF-8")
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        if root is not None:
            _compose(composer, _content(root))
        return composer.document(source, "text/html")


class Line(NamedTuple):
    """A run of text that stands on lines of its own."""

    text: str
    level: int | None


@dataclass(slots=True)
class Flow:
    """Text gathered until the next block begins; `label` is the number of a list item, which its first line takes."""

    parts: list[str] = field(default_factory=list)
    label: str = ""

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(WHITE.sub(" ", text))

    def end_line(self) -> None:
        self.parts.append("\v")

    def take(self, level: int | None = None) -> Iterator[Line]:
        lines = [line.strip(" ") for line in WHITE.sub(" ", "".join(self.parts)).split("\v")]
        self.parts.clear()
        kept = "\n".join(line for line in lines if line.strip())
        if kept:
            yield Line(self.label + kept, level)
            self.label = ""


def _compose(composer: Composer, root: Element) -> None:
    flow = Flow()
    for piece in (*_pieces(root, flow, None), *flow.take()):
        if isinstance(piece, TableDraft):
            composer.table(piece)
        else:
            composer.add(piece.text, "heading" if piece.level else "paragraph", level=piece.level)


def _content(root: Element) -> Element:
    """The page's one main or article element, where it holds most of the text."""
    whole = _size(root)
    for tag in ("article", "main"):
        found = list(root.iter(tag))
        if len(found) == 1 and _size(found[0]) * 2 >= whole:
            return found[0]
    return root


def _size(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext("p", "div", "span", "td", "li", "section"))


def _pieces(element: Element, flow: Flow, level: int | None) -> Iterator[Line | TableDraft]:
    """What stands inside `element`, block by block; text before a block's end waits in `flow`."""
    flow.add(element.text)
    numbers = _numbers(element)
    for child in element:
        if child.tag == "li":
            yield from flow.take(level)
            flow.label += next(numbers)
        yield from _piece(child, flow, level)
        if child.tag == "li":
            flow.label = ""
        flow.add(child.tail)


def _piece(child: Element, flow: Flow, level: int | None) -> Iterator[Line | TableDraft]:
    tag = child.tag
    if not isinstance(tag, str) or _is_dropped(child):
        return
    if tag == "br":
        flow.end_line()
    elif tag == "table" and not _is_layout(child):
        yield from flow.take(level)
        yield _table(child)
    elif tag in BLOCKS or tag == "table":
        yield from flow.take(level)
        own = int(tag[1]) if re.fullmatch("h[1-6]", tag) else level
        yield from _pieces(child, flow, own)
        yield from flow.take(own)
    else:
        yield from _pieces(child, flow, level)


def _is_dropped(element: Element) -> bool:
    if element.tag in DROPPED or element.get("hidden") is not None or element.get("role") in ROLES:
        return True
    if HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in {"div", "ul", "header", "section", "p"} and CHROME.search(names) is not None


def _numbers(parent: Element) -> Iterator[str]:
    """The numbers a browser prints before the items of an ordered list, one after the other; "" for other lists."""
    start = _whole(parent.get("start"))
    value = 1 if start is None else start
    shape, after = _list_style(parent)
    for item in parent.iterchildren("li"):
        said = _whole(item.get("value"))
        value = value if said is None else said
        number = printed(value, shape) if parent.tag == "ol" else ""
        yield number and number + after
        value += 1


def _list_style(parent: Element) -> tuple[str, str]:
    """The number format of a list, and what follows each number."""
    styled = CSS_LIST.search(parent.get("style", ""))
    if styled and styled[1].lower() == "none":
        return "none", ""
    if styled:
        return "chineseCounting", "、"
    return LIST_STYLES.get(parent.get("type", ""), "decimal"), ". "


def _whole(text: str | None) -> int | None:
    found = WHOLE.fullmatch(text or "")
    return int(found[1]) if found else None


def _is_layout(table: Element) -> bool:
    """A table that only places other tables or whole articles on the page."""
    return next(table.iter("h1", "h2", "article"), None) is not None or (
        table.find(".//table") is not None and table.get("border", "0") == "0" and len(list(table.iter("tr"))) <= 10
    )


def _table(table: Element) -> TableDraft:
    grid = Grid()
    title = None
    for child in table.iter("caption", "tr"):
        if next(child.iterancestors("table")) is not table:
            continue
        if child.tag == "caption":
            title = "".join(str(text) for text in child.itertext()).strip() or None
            continue
        grid.new_row()
        for cell in child.iterchildren("td", "th"):
            draft = _cell(cell)
            draft.rows, draft.columns = _span(cell, "rowspan"), _span(cell, "colspan")
            grid.cell(draft)
    return TableDraft(grid.finished(), title)


def _cell(cell: Element) -> CellDraft:
    draft, flow = CellDraft(""), Flow()
    for piece in (*_pieces(cell, flow, None), *flow.take()):
        text = piece.laid_out() if isinstance(piece, TableDraft) else piece.text
        if not text.strip():
            continue
        draft.text += "\n" if draft.text else ""
        if isinstance(piece, TableDraft):
            draft.nested.append((len(draft.text), piece))
        draft.text += text
    return draft


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    if not text.isdigit():
        return 1
    return int(text[:4]) or 1000  # rowspan="0" reaches to the table's end


READER = HtmlReader()
