"""Text that a faulty file places nowhere or gives no height does not cost the rest of the page."""

import pytest

from luoshi.reading.compose import Composer
from luoshi.reading.layout.page import Page, Piece
from luoshi.reading.layout.pages import compose_pages
from luoshi.reading.source import Source


@pytest.mark.parametrize("top", [120.0, float("nan"), float("inf")])
def test_a_piece_without_extent_is_left_out(top: float) -> None:
    good = Piece("一、总体要求", 80, 100, 180, 116, [80 + 16 * index for index in range(6)])
    page = Page(1, 595, 842, [good, Piece("无", 80, top, 90, 120.0, [80.0])])
    composer = Composer()
    compose_pages(composer, [page])
    assert composer.document(Source("a.pdf", b""), "application/pdf").text == "一、总体要求\n"
