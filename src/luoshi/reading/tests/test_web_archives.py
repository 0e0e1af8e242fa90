"""A page with its pictures in one file, as browsers and Word save it, whatever it is called."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read

PAGE = "<html><head><meta charset=gb2312></head><body><p>一、总体要求</p><p>县发展改革局牵头</p></body></html>"


def archive(path: Path, page: bytes | None) -> Path:
    message = EmailMessage()
    message["Subject"] = "清河县行动方案"
    message.add_related(b"GIF89a", "image", "gif", filename="logo.gif")
    if page is not None:
        message.add_related(page, "text", "html", cte="quoted-printable")
    path.write_bytes(bytes(message))
    return path


@pytest.mark.parametrize("name", ["方案.mht", "方案.doc"])
def test_its_page_is_read_in_the_pages_own_encoding(tmp_path: Path, name: str) -> None:
    document = read(archive(tmp_path / name, PAGE.encode("gb18030")))
    assert document.text == "一、总体要求\n县发展改革局牵头\n"


def test_one_without_a_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is a web archive without a page"):
        read(archive(tmp_path / "a.mht", None))


def test_a_letter_that_speaks_of_mime_is_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于MIME-Version: 1.0的说明\nContent-Type: text/html 是网页。\n", "utf-8")
    assert read(tmp_path / "a.txt").media_type == "text/plain"
