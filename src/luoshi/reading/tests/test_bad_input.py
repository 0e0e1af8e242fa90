"""A file that cannot be read gives one sentence that names the file and the cause."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read
from luoshi.reading.tests.makers import docx, ofd, ofd_text, p, pdf, zipped

TYPES = {"[Content_Types].xml": "<Types/>"}
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def bomb(path: Path) -> None:
    zipped(path, {**TYPES, "word/document.xml": b"\0" * 60_000_000})


def many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}", b"")
        archive.writestr("[Content_Types].xml", b"")


def locked_zip(path: Path) -> None:
    """Set the encryption bit in every header of a docx."""
    data = bytearray(docx(path, p("正文")).read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 4)
    path.write_bytes(bytes(data))


def locked_pdf(path: Path) -> None:
    pdf(path, ["正文"], encrypt="secret")


def nested(path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 400 + p("底") + "</w:sdtContent></w:sdt>" * 400
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    zipped(path, {**TYPES, "word/document.xml": f"<w:document {name}><w:body>{deep}</w:body></w:document>"})


CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda path: None, "there is no such file"),
    "folder": (folder, "is a folder"),
    "loop": (loop, "cannot be opened"),
    "pipe": (pipe, "is a device or a pipe"),
    "empty": (lambda path: path.write_bytes(b""), "the file is empty"),
    "blank": (lambda path: path.write_text(" \n\n"), "holds no text"),
    "nul": (lambda path: path.write_bytes(b"a\0b\0\0c" * 50), "is no kind of file known here"),
    "program": (lambda path: path.write_bytes(b"\x7fELF" + bytes(90)), "is a program"),
    "png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90)), "is a picture|is damaged"),
    "bomb": (bomb, "zip bomb"),
    "members": (many_members, "zip bomb"),
    "locked zip": (locked_zip, "is encrypted; save it without a password"),
    "locked pdf": (locked_pdf, "is encrypted; save it without a password"),
    "entities": (lambda path: zipped(path, {**TYPES, "word/document.xml": LAUGHS}), "declares a DTD"),
    "external": (lambda path: zipped(path, {**TYPES, "word/document.xml": OUTSIDE}), "declares a DTD"),
    "sheet": (lambda path: zipped(path, {**TYPES, "xl/worksheets/sheet1.xml": OUTSIDE}), "declares a DTD"),
    "ofd": (lambda path: zipped(path, {"OFD.xml": OUTSIDE}), "declares a DTD"),
    "utf-16": (lambda path: zipped(path, {"OFD.xml": OUTSIDE.encode("utf-16")}), "declares a DTD"),
    "nested": (nested, "is damaged"),
    "no main part": (lambda path: zipped(path, {**TYPES, "word/styles.xml": "<x/>"}), "word/document.xml is missing"),
    "cut docx": (lambda path: cut(docx(path, p("正文"))), "truncated or damaged"),
    "cut pdf": (lambda path: cut(pdf(path, ["正文"]), 0.3), "truncated or damaged PDF|holds no text|is damaged"),
    "cut ofd": (lambda path: cut(ofd(path, [ofd_text("正文", 20, 20)])), "truncated or damaged"),
}


def cut(path: Path, share: float = 0.6) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    make, cause = CASES[name]
    path = tmp_path / "方案.docx"
    make(path)
    with pytest.raises(ReadingError, match=rf"^方案\.docx: .*({cause})") as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    with pytest.raises(ReadingError, match=r"has 300\.0 MB, above the limit of 100\.0 MB; split it"):
        read(tmp_path / "a.docx")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("正文")
    path.chmod(0)
    with pytest.raises(ReadingError, match="may not be read by this user"):
        read(path)


def test_a_lying_directory_does_not_smuggle_a_bomb_in(tmp_path: Path) -> None:
    """The directory understates the size; reading stops there and the checksum tells."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    data = buffer.getvalue().replace((50_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(ReadingError, match="is damaged"):
        read(tmp_path / "a.xlsx")
