"""What every bench returns: a table that prints itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Measured figures. Cells are text as it is to be printed; `note` says what was measured and how."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = field(default=())
    note: str = ""

    def __str__(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(_width(line[at]) for line in lines) for at in range(len(self.columns))]
        printed = ["  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)) for line in lines]
        printed.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join([self.title, *(line.rstrip() for line in printed), *([self.note] if self.note else [])])


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if character >= "\u1100" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
