"""Reading scans with RapidOCR, which the extra `luoshi[ocr]` installs; its models are part of the package."""

import importlib.util
import logging
from collections.abc import Sequence
from functools import cache
from typing import IO, Any

from luoshi.reading.layout.page import Piece

ADVICE = "install luoshi[ocr] (pip install 'luoshi[ocr]') to read it"
LEAST_SCORE = 0.5  # below this the engine guesses


def is_installed() -> bool:
    """Whether the extra is there; nothing is imported to find out."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def recognised(picture: Any, scale: float) -> list[Piece]:
    """The lines printed on a Pillow image, with coordinates divided by `scale`."""
    import numpy

    result = _engine()(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
    if result is None or result.txts is None:
        return []
    found = zip(result.boxes, result.txts, result.scores, strict=True)
    return [_piece(box, text, scale) for box, text, score in found if text.strip() and score >= LEAST_SCORE]


def _piece(box: Sequence[Sequence[float]], text: str, scale: float) -> Piece:
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


def opened(stream: IO[bytes]) -> Any:
    """A Pillow image. A picture of absurd size raises, as Pillow does on its own."""
    from PIL import Image

    return Image.open(stream)
