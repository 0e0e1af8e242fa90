"""Reads one sentence as a task, and the tables of example sentences."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from luoshi.extraction.draft import Target
from luoshi.extraction.targets import Scope, find_targets
from luoshi.extraction.times import Times
from luoshi.reading.document import Document
from luoshi.reading.normal import NormalText, normalise

ISSUED = date(2026, 3, 1)
_FOLDER = Path(__file__).parent / "target_phrases"


def normal(text: str) -> NormalText:
    return normalise(Document("plan.txt", "text/plain", "", text))


def targets_in(text: str, *, task: str | None = "1:一/1", issued: date | None = ISSUED) -> list[Target]:
    read = normal(text)
    return find_targets(Times(read, issued), [Scope("1", task, 0, len(read.text))])


def told(target: Target) -> str:
    """A target in one line, as the example tables write it."""
    value = "-" if target.value is None else f"{target.value:g}"
    if target.value_max is not None:
        value += f"..{target.value_max:g}"
    return f"{target.indicator} | {target.comparator} | {value} | {target.unit or '-'} | {target.basis}"


def examples(name: str) -> Iterator[tuple[str, list[str]]]:
    """Sentences of one table with the lines they must yield."""
    sentence, expected = "", list[str]()
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            expected.append(line.strip())
            continue
        if sentence:
            yield sentence, expected
        sentence, expected = line, []
    yield sentence, expected
