"""A sample plan of an invented county and its city, with planted faults, for demonstrations, tests and learning.

The text stands in `plan/*.md` (the county) and `upper/*.md` (the city); what is wrong with it in `faults.yaml`;
what a right reading counts in `expected.yaml`; what the county adjusts in autumn in `adjusted.yaml`.
Place names, companies and figures are invented.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from luoshi.exporting import official
from luoshi.sample.script import blocks

FOLDER = Path(__file__).resolve().parent
TITLE = "青埠县实施“强县八进”行动总体方案"
UPPER_TITLE = "云汀市实施“强市八进”行动总体方案"

__all__ = ["FOLDER", "TITLE", "UPPER_TITLE", "Adjustment", "adjustments", "build", "build_adjusted", "build_upper"]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """In a file of the county's plan, words that become others, and why, where a target is given up by it."""

    file: str
    was: str
    now: str
    reason: str = ""


def adjustments() -> list[Adjustment]:
    """What the county adjusts in its plan for the second version."""
    rows = yaml.safe_load((FOLDER / "adjusted.yaml").read_text(encoding="utf-8"))
    return [Adjustment(**row) for row in rows]


def build(path: Path) -> None:
    """Write the county's plan as a .docx in official layout; the same bytes every time."""
    official.render(blocks(FOLDER / "plan"), path, title=TITLE)


def build_upper(path: Path) -> None:
    """Write the city's plan, which stands above the county's, as a .docx in official layout."""
    official.render(blocks(FOLDER / "upper"), path, title=UPPER_TITLE)


def build_adjusted(path: Path) -> None:
    """Write the county's plan as adjusted in autumn: the second version of the same document."""
    official.render(blocks(FOLDER / "plan", _adjusted), path, title=TITLE)


def _adjusted(name: str, text: str) -> str:
    for one in adjustments():
        if one.file == name:
            text = text.replace(one.was, one.now)
    return text
