"""PDF text comes in reading order, in whole paragraphs, with its pages; furniture is set aside."""

from pathlib import Path

import pypdfium2
import pytest
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from luoshi.reading import Document, read
from luoshi.reading.tests.makers import BODY, SENTENCE, pdf

PARAGRAPHS = [f"（{number}）{SENTENCE * (1 + number % 4)}" for number in range(1, 31)]


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in document.blocks if block.kind == kind]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read(pdf(tmp_path_factory.mktemp("pdf") / "a.pdf", PARAGRAPHS, header="清河县人民政府公报"))


def test_paragraphs_are_whole_even_over_page_ends(document: Document) -> None:
    assert texts(document, "paragraph") == PARAGRAPHS


def test_running_headers_and_page_numbers_are_furniture(document: Document) -> None:
    pages = document.blocks[-1].page or 0
    assert pages > 3
    assert texts(document, "furniture").count("清河县人民政府公报") == pages
    assert [text for text in texts(document, "furniture") if "—" in text] == [f"—{n}—" for n in range(1, pages + 1)]


def test_blocks_carry_pages_in_order(document: Document) -> None:
    pages = [block.page for block in document.blocks if block.kind == "paragraph"]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    frames = [Frame(60, 60, 225, 700, id="left"), Frame(310, 60, 225, 700, id="right")]
    template = BaseDocTemplate(str(tmp_path / "a.pdf"))
    template.addPageTemplates([PageTemplate(frames=frames)])
    template.build([Paragraph(text, BODY) for text in PARAGRAPHS])
    assert texts(read(tmp_path / "a.pdf"), "paragraph") == PARAGRAPHS


def test_a_single_line_page_is_text_not_furniture(tmp_path: Path) -> None:
    assert texts(read(pdf(tmp_path / "a.pdf", ["附件1"])), "paragraph") == ["附件1"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_one_that_stands(tmp_path: Path, turn: int) -> None:
    upright = pdf(tmp_path / "upright.pdf", PARAGRAPHS[:8], header="清河县人民政府公报")
    turned = pypdfium2.PdfDocument(upright)
    for page in turned:
        page.set_rotation(turn)
    turned.save(str(tmp_path / "turned.pdf"))
    turned.close()
    assert read(tmp_path / "turned.pdf").text == read(upright).text
