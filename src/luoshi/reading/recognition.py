"""Reading scans with RapidOCR, which the extra `luoshi[ocr]` installs; its models are part of the package."""

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from luoshi.reading.layout.page import Page, Piece
from luoshi.reading.source import Source

ADVICE = "install luoshi[ocr] (pip install 'luoshi[ocr]') to read it"
LEAST_SCORE = 0.5  # below this the engine guesses
UNREADABLE = 0.75  # a clean page reaches 0.95 and more, one on its side or head 0.55

Box = Sequence[Sequence[float]]


def is_installed() -> bool:
    """Whether the extra is there; nothing is imported to find out."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def recognise(page: Page, picture: Any, scale: float) -> None:
    """Add the lines printed on a Pillow image to a page, with coordinates divided by `scale`.

    A page that was laid on its side or on its head in the scanner is turned until its words can be read.
    """
    found = {0: _found(picture)}
    if found[0].lie:
        found |= {turn: _found(picture.rotate(turn, expand=True)) for turn in (90, 270)}
    elif found[0].lines and found[0].certainty < UNREADABLE:
        found[180] = _found(picture.rotate(180))
    turn = max(found, key=lambda turn: (not found[turn].lie, found[turn].sure))
    page.pieces += [_piece(box, text, scale) for box, text in found[turn].lines]
    if turn:
        page.rules = []
    if turn in (90, 270):
        page.width, page.height = page.height, page.width


@dataclass(frozen=True, slots=True)
class _Found:
    """What the engine saw: the lines above the least score, how sure it was of all, whether they run downwards."""

    lines: Sequence[tuple[Box, str]] = ()
    sure: float = 0.0  # characters, each counted as far as the engine is sure of it
    certainty: float = 0.0  # the same as a share of all characters
    lie: bool = False


def _found(picture: Any) -> _Found:
    import numpy

    result = _engine()(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
    if result is None or result.txts is None or not len(result.txts):
        return _Found()
    seen = list(zip(result.boxes, result.txts, result.scores, strict=True))
    downwards = sum(bool(_extent(box, 1) > 1.5 * _extent(box, 0)) for box, _, _ in seen)
    sure = float(sum(score * len(text) for _, text, score in seen))
    lines = [(box, text) for box, text, score in seen if text.strip() and score >= LEAST_SCORE]
    return _Found(lines, sure, sure / max(sum(len(text) for _, text, _ in seen), 1), 2 * downwards > len(seen))


def _extent(box: Box, axis: int) -> float:
    values = [corner[axis] for corner in box]
    return max(values) - min(values)


def _piece(box: Box, text: str, scale: float) -> Piece:
    text = text.strip()
    xs = [float(corner[0]) / scale for corner in box]
    ys = sorted(float(corner[1]) / scale for corner in box)
    left, right = min(xs), max(xs)
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    step = (right - left) / len(text)
    return Piece(text, left, top, right, bottom, [left + step * index for index in range(len(text))])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})


def opened(stream: IO[bytes], source: Source) -> Any:
    """A Pillow image, turned upright as its camera says. Raises ReadingError for one of absurd size."""
    from PIL import Image, ImageOps

    try:
        picture = Image.open(stream)
        return picture if getattr(picture, "n_frames", 1) > 1 else ImageOps.exif_transpose(picture)
    except Image.DecompressionBombError as error:
        raise source.refuse("holds a picture of absurd size; save it with fewer points") from error
