"""The content decides, whatever the file is called."""

from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read
from luoshi.reading.registry import readers
from luoshi.reading.tests.makers import docx, ofd, ofd_text, p, pdf


def test_it_reads_a_docx_called_txt(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx", p("一、总体要求")).rename(tmp_path / "a.txt")
    assert read(tmp_path / "a.txt").text == "一、总体要求\n"


def test_it_reads_a_pdf_called_docx(tmp_path: Path) -> None:
    pdf(tmp_path / "a.docx", ["一、总体要求"])
    assert read(tmp_path / "a.docx").media_type == "application/pdf"


def test_it_reads_an_ofd_called_zip(tmp_path: Path) -> None:
    ofd(tmp_path / "a.zip", [ofd_text("一、总体要求", 30, 60)])
    assert read(tmp_path / "a.zip").media_type == "application/ofd"


def test_it_says_what_a_foreign_file_is(tmp_path: Path) -> None:
    (tmp_path / "方案.docx").write_bytes(b"MZ\x90\x00" + bytes(300))
    with pytest.raises(
        ReadingError, match=r"^方案\.docx: is a Windows program; Luoshi reads .*Word \(docx\).*plain text"
    ):
        read(tmp_path / "方案.docx")


def test_every_reader_is_found_and_rejects_noise() -> None:
    from luoshi.reading.source import Source

    noise = Source("x", bytes(range(256)) * 8)
    assert len(readers()) >= 10
    assert [reader.title for reader in readers() if reader.suits(noise)] == []
