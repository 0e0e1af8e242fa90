"""A sample plan of an invented county and its city, with planted faults, for demonstrations, tests and learning.

The text stands in `plan/*.md` (the county) and `upper/*.md` (the city); what is wrong with it in `faults.yaml`;
what a right reading counts in `expected.yaml`. Place names, companies and figures are invented.
"""

from pathlib import Path

from luoshi.exporting import official
from luoshi.sample.script import blocks

FOLDER = Path(__file__).resolve().parent
TITLE = "青埠县实施“强县八进”行动总体方案"
UPPER_TITLE = "云汀市实施“强市八进”行动总体方案"

__all__ = ["FOLDER", "TITLE", "UPPER_TITLE", "build", "build_upper"]


def build(path: Path) -> None:
    """Write the county's plan as a .docx in official layout; the same bytes every time."""
    official.render(blocks(FOLDER / "plan"), path, title=TITLE)


def build_upper(path: Path) -> None:
    """Write the city's plan, which stands above the county's, as a .docx in official layout."""
    official.render(blocks(FOLDER / "upper"), path, title=UPPER_TITLE)
