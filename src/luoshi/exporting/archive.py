"""Office packages and zip files whose bytes depend on their content alone."""

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Named contents as a zip file with fixed entry times, in the order given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def frozen(package: bytes) -> bytes:
    """The same zip package with fixed entry times."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return zipped([(name, source.read(name)) for name in source.namelist()])
