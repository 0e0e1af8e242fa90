"""What is exported, before any file format: lists (清单) of typed rows, each tied to its place in the source."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi.core.spans import Span

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. `width` is in characters of the body font; `brief` columns go into the .docx as well."""

    title: str
    width: int = 12
    brief: bool = False
    centred: bool = False


class Row(NamedTuple):
    """Values in the order of the list's columns, and where in the source the row comes from."""

    values: Sequence[Value]
    source: Span | None = None
    mark: str = ""  # a severity, which the workbook colours
    passage: int | None = None  # 0-based, in the book's passages: where the source begins


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list. `held` columns stay in view while the rest is scrolled."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    held: int = 2


class Passage(NamedTuple):
    """A stretch of the source text that fits a cell: a line, or part of a very long one."""

    span: Span
    line: int  # 1-based, of the text that `luoshi read` prints
    page: int | None
    text: str

    @property
    def words(self) -> str:
        """Where it stands, as a list says it: 第3页 第47行."""
        return f"第{self.page}页 第{self.line}行" if self.page else f"第{self.line}行"


@dataclass(frozen=True, slots=True)
class Book:
    """All lists of one plan, with the source text they point into."""

    title: str
    source_name: str
    sheets: Sequence[Sheet]
    passages: Sequence[Passage] = field(default=())

    def passage(self, row: Row) -> Passage | None:
        """Where a row's source begins, if it has one."""
        return None if row.passage is None else self.passages[row.passage]

    def sheet(self, name: str) -> Sheet:
        """The list of that name. Raises KeyError."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
