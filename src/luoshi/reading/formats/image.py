"""Pictures of pages (png, jpg, tif, bmp, webp), through recognition where it is installed."""

import io

from luoshi.reading.compose import Composer
from luoshi.reading.document import Document
from luoshi.reading.layout.page import Page
from luoshi.reading.layout.pages import compose_pages
from luoshi.reading.recognition import ADVICE, is_installed, opened, recognised
from luoshi.reading.source import Source

KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
}


class ImageReader:
    title = "pictures of pages (png, jpg, tif, with luoshi[ocr])"

    def suits(self, source: Source) -> int:
        return 50 if _media_type(source) and source.text is None else 0

    def read(self, source: Source) -> Document:
        if not is_installed():
            raise source.refuse(f"is a picture; {ADVICE}")
        picture = opened(io.BytesIO(source.data))
        frames = getattr(picture, "n_frames", 1)
        pages = []
        for frame in range(frames):
            picture.seek(frame)
            pages.append(Page(frame + 1, picture.width, picture.height, recognised(picture, 1.0)))
            source.progress(frame + 1, frames, "recognising pages")
        composer = Composer()
        compose_pages(composer, pages)
        return composer.document(source, _media_type(source) or "image/png")


def _media_type(source: Source) -> str | None:
    return next((kind for magic, kind in KINDS.items() if source.data.startswith(magic)), None)


READER = ImageReader()
