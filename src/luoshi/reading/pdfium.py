"""PDF pages through PDFium: characters, ruling lines, pictures. Coordinates in points as displayed, top downwards."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import pypdfium2
from pypdfium2 import raw

from luoshi.reading.document import ReadingError
from luoshi.reading.layout.lines import NARROW_GAP, WIDE_GAP
from luoshi.reading.layout.page import Page, Piece, Rule, is_strip
from luoshi.reading.source import Source

FEW = 15  # characters: a page with fewer and a large picture is a scan
LARGE = 0.3  # of the page's area
GARBLED = 0.3  # of the characters: more without meaning make the text layer useless
LEAST_RULE = 4.0  # points
THIN = 1.5  # points
MAX_SEGMENTS = 60_000  # of one page's drawings
MAX_DEPTH = 6  # of drawings within drawings
SCAN_DPI = 200
LONGEST_SIDE = 6000  # points of a picture; A3 at SCAN_DPI has 3300
PROBE = 500  # characters of a page that show how it lies

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class PdfPages:
    """An open PDF. Raises ReadingError where it is encrypted or damaged."""

    def __init__(self, source: Source) -> None:
        try:
            self.document = pypdfium2.PdfDocument(source.data)
        except pypdfium2.PdfiumError as error:
            raise _refused(source, error) from error

    def __enter__(self) -> "PdfPages":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.document.close()

    def __len__(self) -> int:
        return len(self.document)

    def page(self, number: int) -> tuple[Page, bool]:
        """Page `number` (from 1), and whether only recognition can read it."""
        page = self.document[number - 1]
        try:
            return _Reading(page, number).result()
        finally:
            page.close()

    def picture(self, number: int) -> tuple[Any, float]:
        """Page `number` as a Pillow image at SCAN_DPI, or less for a poster, and its points per point of the page."""
        page = self.document[number - 1]
        scale = min(SCAN_DPI / 72, LONGEST_SIDE / max(page.get_size()))
        try:
            return page.render(scale=scale).to_pil(), scale
        finally:
            page.close()


def _refused(source: Source, error: pypdfium2.PdfiumError) -> ReadingError:
    said = str(error)
    if "assword" in said:
        return source.refuse("is encrypted; save it without a password")
    return source.refuse("is a truncated or damaged PDF; ask for another copy")


class _Reading:
    """One page being read."""

    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        self.page = page
        self.text_page = page.get_textpage()
        self.rotation = self._turn()
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        size = self.right - self.left, self.top - self.bottom
        self.result_page = Page(number, *(size if self.rotation % 180 == 0 else size[::-1]))
        self.segments = 0
        self.picture_area = 0.0
        self.garbled = 0

    def result(self) -> tuple[Page, bool]:
        self.result_page.pieces = list(self._pieces())
        for index in range(raw.FPDFPage_CountObjects(self.page)):
            self._object(raw.FPDFPage_GetObject(self.page, index), IDENTITY, 0)
        count = sum(len(piece.text) for piece in self.result_page.pieces)
        area = self.result_page.width * self.result_page.height
        useless = count < FEW or self.garbled > GARBLED * count
        return self.result_page, (useless and self.picture_area > LARGE * area) or self.garbled > GARBLED * max(
            count, FEW
        )

    def _turn(self) -> int:
        """Degrees to turn the page clockwise so that most of its text stands upright: a table may lie on its side."""
        text = self.text_page.raw
        count = raw.FPDFText_CountChars(text)
        probe = range(0, count, max(1, count // PROBE))
        signs = [index for index in probe if not chr(raw.FPDFText_GetUnicode(text, index)).isspace()]
        turns = Counter(-round(_angle(text, index) / 90) * 90 % 360 for index in signs)
        turn, most = max(turns.items(), key=lambda item: item[1], default=(0, 0))
        return turn if 2 * most > len(signs) else int(self.page.get_rotation())

    def _place(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle in the page's own space as (left, top, right, bottom) of the page as displayed."""
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def _pieces(self) -> Iterator[Piece]:
        """Characters in the file's order, gathered while each follows the last on the same line."""
        gathered: list[tuple[str, tuple[float, float, float, float]]] = []
        for character, box in self._characters():
            if gathered and not _follows(gathered[-1], character, box):
                yield _piece(gathered)
                gathered = []
            gathered.append((character, box))
        if gathered:
            yield _piece(gathered)

    def _characters(self) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        text = self.text_page.raw
        rectangle = raw.FS_RECTF()
        pointer = ctypes.byref(rectangle)
        high = 0
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00
            high = 0
            character = "-" if code == 2 else chr(code)
            if (
                character.isspace()
                or not (character.isprintable() or _is_private(character))
                or not self._upright(text, index)
            ):
                continue
            raw.FPDFText_GetLooseCharBox(text, index, pointer)
            self.garbled += character == "\ufffd" or _is_private(character)
            yield character, self._place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        self.text_page.close()

    def _upright(self, text: Any, index: int) -> bool:
        """Slanting characters are a watermark or a seal."""
        return abs((_angle(text, index) + self.rotation + 180) % 360 - 180) < 10

    def _object(self, item: Any, matrix: Matrix, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._picture(item)
        elif kind == raw.FPDF_PAGEOBJ_PATH and self.segments < MAX_SEGMENTS:
            self._path(item, _times(_matrix(item), matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _times(_matrix(item), matrix)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _picture(self, item: Any) -> None:
        edges = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            self.picture_area += abs(right - left) * abs(top - bottom)

    def _path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not fill.value and not stroke.value:
            return
        found = list(self._segments(item, matrix))
        thin = is_strip(found, 2 * THIN)
        if stroke.value or thin:
            self.result_page.rules.extend(found)

    def _segments(self, item: Any, matrix: Matrix) -> Iterator[Rule]:
        """The path's straight level and upright segments."""
        x, y = ctypes.c_float(), ctypes.c_float()
        start = here = (0.0, 0.0)
        for index in range(raw.FPDFPath_CountSegments(item)):
            self.segments += 1
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = _applied(matrix, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield from self._rule(here, point)
            here = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield from self._rule(here, start)

    def _rule(self, one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
        left, right = sorted((one[0], other[0]))
        bottom, top = sorted((one[1], other[1]))
        if min(right - left, top - bottom) <= THIN and max(right - left, top - bottom) >= LEAST_RULE:
            yield Rule(*self._place(left, bottom, right, top))


def _angle(text: Any, index: int) -> float:
    """Degrees by which a character is turned clockwise in the page's own space."""
    return math.degrees(float(raw.FPDFText_GetCharAngle(text, index)))


def _is_private(character: str) -> bool:
    """A code without a public meaning: the font was embedded without saying what its signs are."""
    return "\ue000" <= character <= "\uf8ff"


def _follows(
    last: tuple[str, tuple[float, float, float, float]], character: str, box: tuple[float, float, float, float]
) -> bool:
    left, top, right, bottom = last[1]
    height = max(min(bottom - top, box[3] - box[1]), 1e-6)
    overlap = min(bottom, box[3]) - max(top, box[1])
    latin = last[0].isascii() and character.isascii() and (last[0].isalnum() or character.isalnum())
    gap = box[0] - right
    return (
        overlap > 0.6 * height
        and -0.6 * height < gap <= (NARROW_GAP if latin else WIDE_GAP) * height
        and box[0] > left - 0.1
    )


def _piece(gathered: list[tuple[str, tuple[float, float, float, float]]]) -> Piece:
    boxes = [box for _, box in gathered]
    return Piece(
        "".join(character for character, _ in gathered),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        [box[0] for box in boxes],
    )


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
