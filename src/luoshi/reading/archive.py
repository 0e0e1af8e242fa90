"""Zip files and the XML inside them, opened under limits: no bombs, no encrypted members, no DTD."""

import io
import re
import zipfile
from functools import cached_property
from zipfile import ZipInfo

from lxml import etree

from luoshi.reading.document import ReadingError
from luoshi.reading.source import Source

MAX_TOTAL = 600 * 1024 * 1024  # bytes of all members unpacked
MAX_MEMBER_RATIO = 400  # unpacked / packed; text and XML reach about 30, blank bitmaps more, hence FREE_SIZE
FREE_SIZE = 8 * 1024 * 1024  # members smaller than this are never held to be bombs
MAX_XML = 200 * 1024 * 1024  # bytes of one XML member
MAX_MEMBERS = 20_000
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # "Strict Open XML" files differ in this name alone
PROLOGUE = 4096  # bytes in which a DTD would have to be declared


class Archive:
    """A zip file that has passed the limits."""

    def __init__(self, source: Source) -> None:
        self.source = source
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(source.data))
        except zipfile.BadZipFile as error:
            raise source.refuse("is truncated or damaged (not a whole zip file); ask for another copy") from error
        self._check(self.zip.infolist())

    def _check(self, members: list[ZipInfo]) -> None:
        if any(member.flag_bits & 1 for member in members):
            raise self.source.refuse("is encrypted; save it without a password")
        suspicious = (
            member.file_size > FREE_SIZE and member.file_size > MAX_MEMBER_RATIO * max(member.compress_size, 1)
            for member in members
        )
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL or any(suspicious):
            raise self.source.refuse("unpacks to far more than a document can hold (a zip bomb?); it was not opened")

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.zip.namelist())

    def bytes(self, name: str) -> bytes:
        """A member's content. Raises ReadingError where it is absent, damaged or too large."""
        if name not in self.names:
            raise self.source.refuse(f"is incomplete ({name} is missing in it); ask for another copy")
        with self.zip.open(name) as stream:
            content = stream.read(MAX_XML + 1)
        if len(content) > MAX_XML:
            raise self.source.refuse(f"holds a part too large to read ({name}); split the document")
        return content

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML member."""
        return parse_xml(self.bytes(name), self.source, name)

    def optional_xml(self, name: str) -> etree._Element | None:
        """The root element, or None where the file has no such member."""
        return self.xml(name) if name in self.names else None

    def refuse_dtds(self) -> None:
        """For members that another library will parse: none may declare a DTD, none may be damaged.

        Reading every member to its end also checks its length and checksum against the directory.
        """
        for name in sorted(self.names):
            with self.zip.open(name) as stream:
                if name.endswith((".xml", ".rels")) and DOCTYPE.search(stream.read(PROLOGUE)):
                    raise _dtd(self.source, name)
                while stream.read(1 << 20):
                    pass


def parse_xml(data: bytes, source: Source, what: str) -> etree._Element:
    """Parse XML that may declare no DTD and so no entities. Raises ReadingError."""
    if DOCTYPE.search(data[:PROLOGUE]):
        raise _dtd(source, what)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(STRICT, MAIN), parser)
    except etree.XMLSyntaxError as error:
        raise source.refuse(
            f"is damaged ({what}: {error.msg}); open and save it again, or ask for another copy"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd(source, what)
    return root


def _dtd(source: Source, what: str) -> ReadingError:
    return source.refuse(f"declares a DTD or entities ({what}), which no office document needs; it was not opened")
