"""Writing a file whole or not at all, and office packages whose bytes depend on their content alone."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a scratch file beside `path`, moved onto it when the block ends well and removed when it does not."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    os.close(handle)
    scratch = Path(name)
    try:
        yield scratch
        scratch.chmod(0o666 & ~_mask())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def freeze(path: Path) -> None:
    """Rewrite a zip package in place with fixed entry times, so that equal content gives equal bytes."""
    with zipfile.ZipFile(path) as source:
        entries = [(name, source.read(name)) for name in source.namelist()]
    write_zip(path, entries)


def write_zip(path: Path, entries: list[tuple[str, bytes]]) -> None:
    """Write named contents as a zip file with fixed entry times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
