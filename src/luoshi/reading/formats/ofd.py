"""OFD, the national layout format (GB/T 33190-2016): a zip of XML whose text objects carry coordinates."""

import io
import posixpath
from collections import Counter
from collections.abc import Iterator

from luoshi.reading.archive import Archive
from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.layout.page import Page, Piece, Rule, is_strip
from luoshi.reading.layout.pages import compose_pages
from luoshi.reading.source import Source
from luoshi.reading.word.xml import Element

MEDIA_TYPE = "application/ofd"
NUMBERS = 6  # a transformation is six numbers
LEAST_RULE = 1.5  # millimetres
THIN = 0.5  # millimetres
MAX_PAGES = 3000
LARGE = 0.3  # of the page's area: a picture so large on a page without text is a scan

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class OfdReader:
    title = "OFD"

    def suits(self, source: Source) -> int:
        return 90 if any(_folded(name) == "ofd.xml" for name in source.members) else 0

    def read(self, source: Source) -> Document:
        composer = Composer()
        package = _Package(Archive(source))
        pages: list[Page] = []
        for done, (name, total) in enumerate(package.page_names(), 1):
            pages.append(package.page(name, len(pages) + 1))
            source.progress(done, total, "reading pages")
        package.recognise_scans(pages, composer)
        compose_pages(composer, pages)
        return composer.document(source, MEDIA_TYPE)


class _Package:
    """The members of an OFD file; names in it are relative to the member that holds them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.members = {_folded(name): name for name in archive.names}
        self.templates: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.scans: dict[int, list[tuple[str, float]]] = {}
        self.default_box = (0.0, 0.0, 210.0, 297.0)

    def page_names(self) -> list[tuple[str, int]]:
        """Every page's member with the number of pages, over all the documents in the package."""
        names = []
        for root in _all(self._xml("OFD.xml"), "DocRoot"):
            names += self._document(_resolved("OFD.xml", root.text))
        if not names or len(names) > MAX_PAGES:
            raise self.archive.source.refuse(f"has {len(names)} pages; between 1 and {MAX_PAGES} can be read")
        return [(name, len(names)) for name in names]

    def _xml(self, name: str) -> Element:
        """A member's XML; case and slashes of its name are often other than in the reference."""
        return self.archive.xml(self.members.get(_folded(name), name))

    def _document(self, name: str) -> list[str]:
        document = self._xml(name)
        for box in _all(document, "PhysicalBox"):
            self.default_box = _box(box.text) or self.default_box
            break
        for template in _all(document, "TemplatePage"):
            self.templates[template.get("ID", "")] = _resolved(name, template.get("BaseLoc"))
        for tag in ("PublicRes", "DocumentRes"):
            for resource in _all(document, tag):
                self._resources(_resolved(name, resource.text))
        return [
            _resolved(name, page.get("BaseLoc")) for pages in _all(document, "Pages") for page in _all(pages, "Page")
        ]

    def _resources(self, name: str) -> None:
        if _folded(name) not in self.members:
            return
        root = self._xml(name)
        folder = posixpath.join(posixpath.dirname(name), root.get("BaseLoc", ""))
        for media in _all(root, "MultiMedia"):
            for file in _all(media, "MediaFile"):
                self.pictures[media.get("ID", "")] = posixpath.normpath(
                    posixpath.join(folder, (file.text or "").strip())
                )

    def page(self, name: str, number: int) -> Page:
        root = self._xml(name)
        boxes = (_box(area.text) for area in _all(root, "PhysicalBox"))
        _, _, width, height = next(filter(None, boxes), self.default_box)
        turn = _turn(root)
        page = Page(number, *((height, width) if turn % 2 else (width, height)))
        upright = _turned(turn, width, height)
        for template in _all(root, "Template"):
            member = self.templates.get(template.get("TemplateID", ""))
            if member:
                page.template += list(_pieces(self._xml(member), upright))
        page.pieces = list(_pieces(root, upright))
        page.rules = list(_rules(root, upright))
        if not page.pieces:
            self.scans[number] = list(self._large_pictures(root, width * height))
        return page

    def _large_pictures(self, root: Element, area: float) -> Iterator[tuple[str, float]]:
        """Pictures that may be a scanned page: (member, printed width)."""
        for item in _all(root, "ImageObject"):
            box = _box(item.get("Boundary"))
            member = self.members.get(_folded(self.pictures.get(item.get("ResourceID", ""), "")))
            if box and member and box[2] * box[3] > LARGE * area:
                yield member, box[2]

    def recognise_scans(self, pages: list[Page], composer: Composer) -> None:
        """Fill pages that are pictures where recognition is installed; else refuse, or warn if some have text."""
        from luoshi.reading.recognition import ADVICE, is_installed, opened, recognise

        scans = {number: found for number, found in self.scans.items() if found}
        if not scans:
            return
        if not is_installed():
            if not any(page.pieces for page in pages):
                raise self.archive.source.refuse(f"is a scan (pictures of pages); {ADVICE}")
            composer.warn(f"scanned pages were left out: {', '.join(map(str, scans))}; {ADVICE}")
            return
        for done, (number, found) in enumerate(scans.items(), 1):
            for member, width in found:
                picture = opened(io.BytesIO(self.archive.bytes(member)), self.archive.source)
                recognise(pages[number - 1], picture, picture.width / width)
            self.archive.source.progress(done, len(scans), "recognising pages")


def _all(root: Element, name: str) -> Iterator[Element]:
    """Descendants of that local name: files differ in their namespace's spelling."""
    return root.iter(f"{{*}}{name}")


def _resolved(base: str, location: str | None) -> str:
    """A location as a member's name: absolute from the root, else beside `base`."""
    path = (location or "").strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _floats(text: str | None) -> list[float]:
    try:
        return [float(word) for word in (text or "").split()]
    except ValueError:
        return []


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    numbers = _floats(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def _matrix(item: Element) -> Matrix:
    """From the object's own space to the page, in millimetres: its CTM, then its boundary's corner."""
    numbers = _floats(item.get("CTM"))
    a, b, c, d, e, f = numbers if len(numbers) == NUMBERS else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top, _, _ = _box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _turn(root: Element) -> int:
    """Quarter turns, counted with the clock, by which most of a page's text lies on its side or head."""
    turns: Counter[int] = Counter({0: 1})
    for item in _shown(root, "TextObject"):
        turns[_direction(_matrix(item))] += sum(len(code.text or "") for code in _all(item, "TextCode"))
    return max(turns, key=lambda turn: turns[turn])


def _direction(matrix: Matrix) -> int:
    a, b = matrix[:2]
    return (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)


def _turned(turn: int, width: float, height: float) -> Matrix:
    """What sets a page upright again whose text lies `turn` quarters round."""
    return (IDENTITY, (0, -1, 1, 0, 0, width), (-1, 0, 0, -1, width, height), (0, 1, -1, 0, height, 0))[turn]


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _shown(root: Element, name: str) -> Iterator[Element]:
    return (item for item in _all(root, name) if item.get("Visible", "true") not in {"false", "0"})


def _pieces(root: Element, upright: Matrix) -> Iterator[Piece]:
    for item in _shown(root, "TextObject"):
        matrix = _times(_matrix(item), upright)
        if matrix[0] <= 0 or abs(matrix[1]) > 0.2 * matrix[0]:
            continue  # slanting: a watermark
        size = (_floats(item.get("Size")) or [3.5])[0]
        for code in _all(item, "TextCode"):
            yield from _piece(code, size, matrix)


def _piece(code: Element, size: float, matrix: Matrix) -> Iterator[Piece]:
    """One TextCode; (X, Y) is its first character's origin on the baseline."""
    text = "".join(str(part) for part in code.itertext()).strip("\r\n")
    a, b, c, d, e, f = matrix
    x, y = (_floats(code.get("X")) or [0.0])[0], (_floats(code.get("Y")) or [size])[0]
    downs = _deltas(code.get("DeltaY"), len(text))
    if any(downs):
        return  # written downwards: a seal or a spine
    starts = [x]
    for step in _deltas(code.get("DeltaX"), len(text)) or [size * (0.5 if sign.isascii() else 1) for sign in text]:
        starts.append(starts[-1] + step)
    starts = [a * start + c * y + e for start in starts[: len(text)]]
    kept = [(sign, start) for sign, start in zip(text, starts, strict=False) if not sign.isspace()]
    if not kept:
        return
    high, base = abs(d) * size, b * x + d * y + f
    last_sign, last = kept[-1]
    right = last + abs(a) * size * (0.55 if last_sign.isascii() else 1)
    shown = "".join(sign for sign, _ in kept)
    yield Piece(shown, kept[0][1], base - 0.85 * high, right, base + 0.15 * high, [start for _, start in kept])


def _deltas(text: str | None, most: int) -> list[float]:
    """Distances between characters; `g n d` stands for n times d."""
    words, steps, at = (text or "").split(), list[float](), 0
    while at < len(words) and len(steps) < most:
        if words[at] == "g" and at + 2 < len(words):
            steps += [float(words[at + 2])] * min(int(words[at + 1]), most)
            at += 3
        else:
            steps.append(float(words[at]))
            at += 1
    if steps and len(steps) < most - 1:
        steps += [steps[-1]] * (most - 1 - len(steps))
    return steps


def _rules(root: Element, upright: Matrix) -> Iterator[Rule]:
    """Straight level and upright segments of paths that are stroked, or filled and as thin as a line."""
    for item in _shown(root, "PathObject"):
        matrix = _times(_matrix(item), upright)
        words = " ".join(data.text or "" for data in _all(item, "AbbreviatedData")).split()
        found = list(_segments(words, matrix))
        if item.get("Stroke", "true") != "false" or (item.get("Fill") == "true" and is_strip(found, 2 * THIN)):
            yield from found


def _segments(words: list[str], matrix: Matrix) -> Iterator[Rule]:
    a, b, c, d, e, f = matrix
    counts = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    start = here = (0.0, 0.0)
    at = 0
    while at < len(words):
        operator, size = words[at], counts.get(words[at], 0)
        numbers = [float(word) for word in words[at + 1 : at + 1 + size]]
        at += 1 + size
        if operator == "C":
            yield from _rule(here, start)
            here = start
        elif len(numbers) >= 2:
            x, y = numbers[-2:]
            point = (a * x + c * y + e, b * x + d * y + f)
            if operator == "L":
                yield from _rule(here, point)
            elif operator in "SM":
                start = point
            here = point


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    if min(right - left, bottom - top) <= THIN and max(right - left, bottom - top) >= LEAST_RULE:
        yield Rule(left, top, right, bottom)


READER = OfdReader()
