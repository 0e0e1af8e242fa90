"""Where everything stands in the workbook of a form, and its words. The workbook is Chinese: it leaves the house."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.exporting.cells import fitted

VERSION = 2  # of this layout: another one is told apart by the seal
HOW_TO, ANSWERS, FIGURES, SEAL = "填写说明", "任务进展", "指标数据", "luoshi"
CHANGED, UNCHANGED = "有变化", "无变化"
FIRST_ROW = 4  # of the rows to fill, as printed in the margin of a spreadsheet; the headings stand above it
LONGEST_WORDS, LONGEST_NOTE = 4000, 2000  # characters, as the page allows
LONGEST_SEALED = 120  # characters of a title by which its row is recognised
LEAST_FIGURE, MOST_FIGURE = -(10**15), 10**15


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its letter, heading and width, and whether it is to be filled."""

    letter: str
    title: str
    width: float
    open: bool = False

    @property
    def index(self) -> int:
        """From 0."""
        return ord(self.letter) - ord("A")


LINE, NUMBER, TASK = Column("A", "任务编号", 6), Column("B", "序号", 6), Column("C", "任务", 38)
DUE, LAST_WORDS, LAST_PERCENT = Column("D", "时限", 11), Column("E", "上期进展", 34), Column("F", "上期进度（%）", 10)
STATE, WORDS = Column("G", "本期情况", 10, True), Column("H", "本期进展", 46, True)
PERCENT, NEXT = Column("I", "进度（%）", 9, True), Column("J", "下一步安排", 26, True)
TROUBLE = Column("K", "困难和需要协调的事项", 26, True)
ANSWER_COLUMNS = (LINE, NUMBER, TASK, DUE, LAST_WORDS, LAST_PERCENT, STATE, WORDS, PERCENT, NEXT, TROUBLE)

FIGURE_LINE, FIGURE_TARGET = Column("A", "任务编号", 6), Column("B", "指标编号", 6)
FIGURE_TASK, FIGURE_NAME, FIGURE_QUOTE = Column("C", "任务", 30), Column("D", "指标", 24), Column("E", "方案要求", 34)
FIGURE_LAST, FIGURE_UNIT = Column("F", "上期数值", 12), Column("G", "计量单位", 10)
FIGURE_VALUE, FIGURE_SOURCE = Column("H", "本期数值", 14, True), Column("I", "已知来源", 22)
FIGURE_COLUMNS = (
    FIGURE_LINE, FIGURE_TARGET, FIGURE_TASK, FIGURE_NAME, FIGURE_QUOTE, FIGURE_LAST, FIGURE_UNIT, FIGURE_VALUE,
    FIGURE_SOURCE,
)  # fmt: skip

INSTRUCTIONS = (
    "只填写白色单元格，其余单元格已锁定；不要增删行、列和工作表，不要改动文件中的编号。",
    "“任务进展”表：每项任务先选“本期情况”。选“无变化”的，后面各栏不必填写，系统沿用上期内容。",
    "选“有变化”的，在“本期进展”写清做成了什么、数量和地点，几句话即可；“进度（%）”填 0 到 100 之间的数。",
    "“指标数据”表：填写本期数值，只填数字，计量单位已经列明；已有数值的请核对，与实际不符的直接改正。",
    "不要使用公式，请填写数值。没有填写的任务按“未填”处理，可以分几次填写、多次上传，不会重复登记。",
    "填好后回到系统中的同一张表，上传本文件。系统逐行核对，有问题的会指出单元格和改法，不会丢失已填内容。",
    "不要求上传照片；确需佐证材料的，在系统中随任务上传。",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is or was answered to one line. Compared as a whole to see whether anything was done."""

    words: str = ""
    percent: Decimal | None = None
    next_step: str = ""
    trouble: str = ""
    no_change: bool = False
    figures: Mapping[int, Decimal] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON, numbers without needless zeros."""
        return {
            "words": self.words,
            "percent": plain_number(self.percent),
            "next_step": self.next_step,
            "trouble": self.trouble,
            "no_change": self.no_change,
            "figures": {str(key): plain_number(value) for key, value in sorted(self.figures.items())},
        }


def entry_from(data: Mapping[str, Any]) -> Entry:
    """The entry of `Entry.plain()`."""
    return Entry(
        data["words"],
        None if data["percent"] is None else Decimal(data["percent"]),
        data["next_step"],
        data["trouble"],
        data["no_change"],
        {int(key): Decimal(value) for key, value in data["figures"].items()},
    )


def one_line(text: str) -> str:
    """As it can be compared after a spreadsheet has had it: no line ends, no doubled blanks, no forbidden signs."""
    return " ".join(fitted(text).split())[:LONGEST_SEALED]


def plain_number(value: Decimal | None) -> str | None:
    """A number as one spelling: 5.00 → 5."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class BookFigure:
    """A target to be given a value, what it was last time, and where a known value comes from."""

    target: int
    indicator: str
    quote: str
    unit: str
    last: Decimal | None = None
    source: str = ""

    @property
    def words(self) -> str:
        """What tells it apart in its row."""
        return one_line(f"{self.indicator} {self.quote}")


@dataclass(frozen=True, slots=True)
class BookLine:
    """A task as it stands in the workbook; `filled` is what its open cells already hold."""

    line: int
    revision: int
    title: str
    due: date | None
    last_words: str
    last_percent: Decimal | None
    filled: Entry
    figures: tuple[BookFigure, ...] = ()

    @property
    def words(self) -> str:
        """What tells it apart in its row."""
        return one_line(self.title)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole form: whose, for which period, why, by when; and its lines."""

    form: int
    round: int
    unit: str
    plan: str
    period: str
    due: date
    purpose: str
    basis: str
    minutes: int
    lines: tuple[BookLine, ...]

    def sealed(self) -> list[str]:
        """What must come back unaltered, one text for each row of the hidden sheet."""
        head = {"layout": VERSION, "form": self.form, "round": self.round, "lines": len(self.lines)}
        rows = [
            {
                "line": one.line,
                "revision": one.revision,
                "filled": one.filled.plain(),
                "words": one.words,
                "targets": {str(figure.target): figure.words for figure in one.figures},
            }
            for one in self.lines
        ]
        return [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in [head, *rows]]
