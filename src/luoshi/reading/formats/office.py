"""Old and foreign word-processor files (doc, wps, rtf, odt), turned into docx by LibreOffice where it is installed."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from luoshi.reading.archive import Archive
from luoshi.reading.document import Document
from luoshi.reading.formats.docx import DocxReader
from luoshi.reading.formats.xlsx import OLE
from luoshi.reading.source import Source

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180
WORD = "WordDocument".encode("utf-16-le")
WORKS = "MatOST".encode("utf-16-le")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
MEDIA_TYPES = {".doc": "application/msword", ".rtf": "application/rtf", ".odt": OPEN_DOCUMENT}


class OfficeReader:
    title = "doc, wps, rtf and odt (with LibreOffice)"

    def suits(self, source: Source) -> int:
        return 85 if _suffix(source) or _is_encrypted(source) else 0

    def read(self, source: Source) -> Document:
        if _is_encrypted(source):
            raise source.refuse("is encrypted; save it without a password")
        suffix = _suffix(source)
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if program is None:
            raise source.refuse(f"is in {suffix[1:]} format; install LibreOffice to read it, or save it as docx")
        if source.members:
            Archive(source)  # a zip bomb stops here
        source.progress(0, 1, "converting with LibreOffice")
        with tempfile.TemporaryDirectory(prefix="luoshi-", ignore_cleanup_errors=True) as folder:
            converted = _converted(source, program, suffix, Path(folder))
        source.progress(1, 1, "converting with LibreOffice")
        document = DocxReader().read(Source(source.name, converted, source.progress))
        media_type = MEDIA_TYPES.get(suffix, "application/msword")
        return replace(document, media_type=media_type, sha256=source.sha256)


def _suffix(source: Source) -> str:
    """What LibreOffice should take the content for; "" where it is none of these."""
    if source.data.startswith(b"{\\rtf"):
        return ".rtf"
    if source.declared == OPEN_DOCUMENT:
        return ".odt"
    if source.data.startswith(OLE) and (WORD in source.data or WORKS in source.data):
        return ".wps" if source.suffix == ".wps" else ".doc"
    return ""


def _is_encrypted(source: Source) -> bool:
    """A docx or xlsx under a password is an OLE file that holds it as one stream."""
    return source.data.startswith(OLE) and ENCRYPTED in source.data


def _converted(source: Source, program: str, suffix: str, folder: Path) -> bytes:
    """The docx LibreOffice makes of the content; it runs with a home of its own and under a time limit."""
    original, result = folder / f"source{suffix}", folder / "out" / "source.docx"
    original.write_bytes(source.data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(result.parent)]
    environment = {**os.environ, "HOME": str(folder)}
    try:
        subprocess.run([*command, str(original)], env=environment, timeout=SECONDS, capture_output=True, check=False)
    except subprocess.TimeoutExpired as error:
        raise source.refuse(f"took LibreOffice longer than {SECONDS} seconds; save it as docx") from error
    if not result.is_file():
        raise source.refuse("could not be opened by LibreOffice (damaged, or under a password); save it as docx")
    return result.read_bytes()


READER = OfficeReader()
