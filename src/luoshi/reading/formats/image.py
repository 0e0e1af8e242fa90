"""Pictures of pages (png, jpg, tif, bmp, webp, gif), through recognition where it is installed."""

import io
import re

from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.layout.page import Page
from luoshi.reading.layout.pages import compose_pages
from luoshi.reading.recognition import ADVICE, is_installed, opened, recognise
from luoshi.reading.source import Source

KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
    b"GIF8": "image/gif",
}
WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)


class ImageReader:
    title = "pictures of pages (png, jpg, tif, with luoshi[ocr])"

    def suits(self, source: Source) -> int:
        return 50 if _media_type(source) and source.text is None else 0

    def read(self, source: Source) -> Document:
        if not is_installed():
            raise source.refuse(f"is a picture; {ADVICE}")
        picture = opened(io.BytesIO(source.data), source)
        frames = getattr(picture, "n_frames", 1)
        pages = []
        for frame in range(frames):
            if frame:
                picture.seek(frame)
            pages.append(Page(frame + 1, picture.width, picture.height))
            recognise(pages[-1], picture, 1.0)
            source.progress(frame + 1, frames, "recognising pages")
        composer = Composer()
        compose_pages(composer, pages)
        return composer.document(source, _media_type(source) or "image/png")


def _media_type(source: Source) -> str | None:
    if WEBP.match(source.data):
        return "image/webp"
    return next((kind for magic, kind in KINDS.items() if source.data.startswith(magic)), None)


READER = ImageReader()
