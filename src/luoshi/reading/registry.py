"""Which reader takes a file: every module of `formats` is asked, and the surest answer wins."""

import importlib
import pkgutil
from functools import cache
from typing import Protocol

from luoshi.reading import formats
from luoshi.reading.document import Document
from luoshi.reading.source import Source

MAGIC = {
    b"MZ": "a Windows program",
    b"\x7fELF": "a program",
    b"Rar!": "a rar archive (unpack it first)",
    b"7z\xbc\xaf": "a 7-Zip archive (unpack it first)",
    b"\x1f\x8b": "a gzip file (unpack it first)",
    b"\xd0\xcf\x11\xe0": "an old Office file of an unknown or damaged kind",
}


class Reader(Protocol):
    """What a module of `formats` gives under the name READER."""

    title: str  # what people call the format, for messages: "Word (docx)"

    def suits(self, source: Source) -> int:
        """How sure this reader is that the content is its own: 0 no, 100 certain. Must be cheap and never raise."""

    def read(self, source: Source) -> Document:
        """The document. Raises ReadingError for what it knows; any other exception is reported as damage."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, in the order of their modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    return tuple(importlib.import_module(f"{formats.__name__}.{name}").READER for name in names)


def choose(source: Source) -> Reader:
    """The reader most sure of this content. Raises ReadingError where none is."""
    score, chosen = max(((reader.suits(source), reader) for reader in readers()), key=lambda pair: pair[0])
    if score > 0:
        return chosen
    if _is_text_like(source):
        raise source.refuse("is damaged text, or text in an encoding not known here; save it as UTF-8")
    raise source.refuse(f"is {what_it_is(source)}; Luoshi reads {titles()}")


def _is_text_like(source: Source) -> bool:
    return b"\0" not in source.data and not source.data.startswith((*MAGIC, b"PK"))


def titles() -> str:
    """The formats that can be read, as a list in words."""
    *first, last = [reader.title for reader in readers()]
    return f"{', '.join(first)} and {last}" if first else last


def what_it_is(source: Source) -> str:
    """A file no reader takes, in words."""
    if source.data.startswith(b"PK"):
        return (
            "a zip file that holds no document"
            if source.members
            else "a truncated or damaged zip file (docx, xlsx, ofd?)"
        )
    return next(
        (words for magic, words in MAGIC.items() if source.data.startswith(magic)), "no kind of file known here"
    )
