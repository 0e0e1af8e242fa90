"""The file to be read: its bytes, and the cheap facts about them that readers choose by."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from luoshi.reading.document import ReadingError
from luoshi.reading.encoding import decode

Progress = Callable[[int, int, str], None]  # (done, total, what)

DEFAULT_LIMIT = 100 * 1024 * 1024  # bytes of a file; an issued plan is rarely above 20 MB
EMPTY = "the file is empty; export or save it again"


def silent(done: int, total: int, what: str) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True)
class Source:
    """A file's bytes under the name people know it by."""

    name: str
    data: bytes
    progress: Progress = silent

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def suffix(self) -> str:
        """The name's last suffix in lower case, with its dot. A hint only: readers choose by content."""
        return Path(self.name).suffix.lower()

    @cached_property
    def members(self) -> frozenset[str]:
        """Names inside a zip file; empty for any other file and for a zip that cannot be opened."""
        if not self.data.startswith(b"PK"):
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except Exception:  # a damaged directory raises what it likes; the fallback names the damage
            return frozenset()

    @cached_property
    def declared(self) -> str:
        """What a zip file's member `mimetype` says it is; "" where it says nothing."""
        if "mimetype" not in self.members:
            return ""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open("mimetype") as stream:
                return stream.read(200).decode("ascii", "replace").strip()
        except Exception:  # as above
            return ""

    @cached_property
    def text(self) -> str | None:
        """The bytes as plain text, or None where they are none."""
        return decode(self.data)

    def refuse(self, cause: str) -> ReadingError:
        """The error to raise: `cause` says in half a sentence what is wrong and what to do."""
        return ReadingError(self.name, " ".join(cause.split()))


def load(path: Path, name: str, limit: int, progress: Progress) -> Source:
    """Read the file's bytes. Raises ReadingError where it is absent, no regular file, too large or empty."""
    try:
        if path.is_dir():
            raise ReadingError(name, "is a folder; name one file in it")
        if path.exists() and not path.is_file():
            raise ReadingError(name, "is a device or a pipe, not a file; save its content to a file first")
        size = path.stat().st_size
        if size > limit:
            raise ReadingError(name, f"has {_megabytes(size)}, above the limit of {_megabytes(limit)}; split it")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise ReadingError(name, _cause(error)) from error
    if len(data) > limit:
        raise ReadingError(name, f"grew above the limit of {_megabytes(limit)} while being read; split it")
    if not data:
        raise ReadingError(name, EMPTY)
    return Source(name, data, progress)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"


def _cause(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "may not be read by this user; change its permissions"
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be opened ({error.strerror}); check the path"
    return f"cannot be opened ({error}); check the path"
