"""What is wrong in a cell of a workbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell and how to put it right; line 0 where it belongs to no task."""

    line: int
    sheet: str
    cell: str
    what: str
    remedy: str
