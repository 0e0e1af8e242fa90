"""Reading, extracting and checking an upload in a process of its own: no file can take the site with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.reading.apart import MEGABYTES, SECONDS, Apart
from luoshi.reading.document import Document
from luoshi.reading.source import Progress


@dataclass(frozen=True, slots=True)
class Understood:
    """A file's text, what it says (luoshi.plan/1) and what is wrong with it (entries of luoshi.findings/1)."""

    document: Document
    draft: dict[str, Any]
    findings: list[dict[str, Any]]


def understand(
    path: Path, *, name: str, progress: Progress, megabytes: int = MEGABYTES, seconds: float = SECONDS
) -> Understood:
    """Read, extract and check a file within so much memory and time. Raises ReadingError, which calls it `name`.

    `progress` hears (done of 100, 100, what), the last in English words.
    """
    with Apart(megabytes=megabytes) as apart:
        return apart.call(_understood, path, name=name, progress=progress, seconds=seconds)


def _understood(path: Path, /, *, name: str, progress: Progress) -> Understood:
    """In the child, which alone needs the grammars."""
    from luoshi.checking import check
    from luoshi.extraction import extract
    from luoshi.extraction.contract import as_contract
    from luoshi.reading import read

    progress(0, 100, "reading the file")
    document = read(path, name=name, progress=lambda done, total, what: progress(50 * done // max(total, 1), 100, what))
    progress(50, 100, "finding tasks, units and targets")
    draft = extract(document)
    progress(75, 100, "checking for contradictions")
    findings = [finding.as_contract() for finding in check(draft, document)]
    return Understood(document, as_contract(draft), findings)
