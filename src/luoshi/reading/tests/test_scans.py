"""Scans are recognised where the extra is installed, and named where it is not."""

import io
from pathlib import Path

import pypdfium2
import pytest

from luoshi.reading import ReadingError, read
from luoshi.reading.tests.makers import SENTENCE, pdf, squeezed


def picture(tmp_path: Path) -> Path:
    """A page of text as a picture."""
    document = pypdfium2.PdfDocument(pdf(tmp_path / "text.pdf", ["一、总体要求", SENTENCE, "二、重点任务"]))
    document[0].render(scale=150 / 72).to_pil().save(tmp_path / "page.png")
    document.close()
    return tmp_path / "page.png"


def scan(tmp_path: Path, with_text: bool = False) -> Path:
    """A PDF whose last page is a picture."""
    from PIL import Image

    target = pypdfium2.PdfDocument.new()
    stream = io.BytesIO()
    Image.open(picture(tmp_path)).convert("L").save(stream, "PDF", resolution=150)
    if with_text:
        target.import_pages(pypdfium2.PdfDocument(pdf(tmp_path / "first.pdf", ["附件的正文在扫描页上，本页有文字。"])))
    target.import_pages(pypdfium2.PdfDocument(stream.getvalue()))
    target.save(str(tmp_path / "scan.pdf"))
    target.close()
    return tmp_path / "scan.pdf"


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_a_scan_names_it(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"^scan\.pdf: is a scan .*luoshi\[ocr\]"):
        read(scan(tmp_path))


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_a_picture_names_it(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"^page\.png: is a picture; install luoshi\[ocr\]"):
        read(picture(tmp_path))


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_the_other_pages_are_read_and_the_gap_is_told(tmp_path: Path) -> None:
    document = read(scan(tmp_path, with_text=True))
    assert "本页有文字" in document.text
    assert [warning for warning in document.warnings if "page 2 is scanned" in warning and "luoshi[ocr]" in warning]


@pytest.mark.slow
def test_with_the_extra_a_scan_is_read_page_by_page(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra luoshi[ocr] is not installed")
    heard: list[tuple[int, int, str]] = []
    document = read(scan(tmp_path, with_text=True), progress=lambda *step: heard.append(step))
    assert squeezed(SENTENCE) in squeezed(document.text)
    assert "一、总体要求" in document.text.splitlines()
    assert (1, 1, "recognising pages") in heard
    assert [block.page for block in document.blocks if block.kind == "paragraph"][-1] == 2


@pytest.mark.slow
def test_with_the_extra_a_picture_is_read(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra luoshi[ocr] is not installed")
    assert squeezed(SENTENCE) in squeezed(read(picture(tmp_path)).text)


@pytest.mark.slow
@pytest.mark.parametrize("turn", [90, 180])
def test_with_the_extra_a_page_on_its_side_or_head_is_turned(tmp_path: Path, turn: int) -> None:
    pytest.importorskip("rapidocr", reason="the extra luoshi[ocr] is not installed")
    from PIL import Image

    upright = Image.open(picture(tmp_path))
    upright.rotate(turn, expand=True).save(tmp_path / "turned.png")
    assert "一、总体要求" in read(tmp_path / "turned.png").text.splitlines()


@pytest.mark.slow
def test_with_the_extra_a_photograph_is_read_as_the_camera_was_held(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="the extra luoshi[ocr] is not installed")
    from PIL import Image

    held = Image.Exif()
    held[0x0112] = 6  # the camera lay on its side
    Image.open(picture(tmp_path)).convert("RGB").rotate(90, expand=True).save(tmp_path / "photo.jpg", exif=held)
    assert squeezed(SENTENCE) in squeezed(read(tmp_path / "photo.jpg").text)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
@pytest.mark.usefixtures("without_the_extra")
def test_pictures_are_known_by_their_content(tmp_path: Path, form: str) -> None:
    from PIL import Image

    Image.new("RGB", (40, 40)).save(tmp_path / "page", form)
    with pytest.raises(ReadingError, match="is a picture"):
        read(tmp_path / "page")
