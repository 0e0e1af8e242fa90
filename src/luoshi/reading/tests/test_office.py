"""doc, wps, rtf and odt go through LibreOffice where there is one, and say so where there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

from luoshi.reading import ReadingError, read
from luoshi.reading.formats import office
from luoshi.reading.formats.xlsx import OLE
from luoshi.reading.tests.makers import abstract, docx, level, num, numbered, p

SOFFICE = next(filter(None, map(shutil.which, office.PROGRAMS)), None)
RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'d7\'dc\'cc\'e5\par}"


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None)
    (tmp_path / "a.doc").write_bytes(RTF)
    with pytest.raises(
        ReadingError, match=r"^a\.doc: is in rtf format; install LibreOffice to read it, or save it as docx$"
    ):
        read(tmp_path / "a.doc")


def test_an_encrypted_docx_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(OLE + bytes(600) + office.ENCRYPTED + bytes(600))
    with pytest.raises(ReadingError, match=r"^a\.docx: is encrypted; save it without a password$"):
        read(tmp_path / "a.docx")


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_with_libreoffice_the_numbers_are_kept(tmp_path: Path, suffix: str) -> None:
    numbering = abstract(1, level(0, "chineseCounting", "%1、")) + num(1, 1)
    source = docx(
        tmp_path / "a.docx", p("方案") + numbered("总体要求", 1) + numbered("重点任务", 1), numbering=numbering
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read(tmp_path / f"a.{suffix}").text.split() == ["方案", "一、总体要求", "二、重点任务"]
