"""Invented plans that carry their own right reading: one file holds the text and, between its lines, what it says.

`{quote|indicator|comparator|value|unit}` marks a target in the text (`{?…}` one that may be left out; the upper end of
a range is not given); ⏎ is a line break inside a quote. A line that opens with @ is not text but says of the text:

    @meta key=value                      (lists parted by |)
    @annexes title|title
    @annex number                        the lines below belong to it
    @task number|title|leads|supports|collectives|basis|deadline     (names parted by ，)
    @group name|role:who;role:who|office|members

A basis of `joint` or `first-listed-rule` says that who leads is not stated by a word of its own.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

PLANS = Path(__file__).parent / "plans"
_TARGET = re.compile(r"\{([^{}]*)\}")


@dataclass(slots=True)
class MarkedTask:
    annex: str
    number: str
    title: str
    leads: list[str]
    supports: list[str]
    collectives: list[str]
    basis: str
    deadline: str


@dataclass(slots=True)
class MarkedTarget:
    annex: str
    quote: str
    indicator: str
    comparator: str
    value: float
    unit: str
    optional: bool


@dataclass(slots=True)
class MarkedGroup:
    annex: str
    name: str
    holders: list[str]
    office: str
    members: list[str]


@dataclass(slots=True)
class MarkedPlan:
    """The text of a plan and its right reading."""

    text: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    annexes: list[str] = field(default_factory=list)
    tasks: list[MarkedTask] = field(default_factory=list)
    targets: list[MarkedTarget] = field(default_factory=list)
    groups: list[MarkedGroup] = field(default_factory=list)


def load(name: str) -> MarkedPlan:
    """The plan of a file in `plans/`, without its marks, and what they say."""
    plan, annex, lines = MarkedPlan(), "0", []
    for line in (PLANS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("@annex "):
            annex = line.removeprefix("@annex ")
        elif line.startswith("@"):
            _read_mark(plan, annex, line)
        else:
            plan.targets += [_target(annex, found[1]) for found in _TARGET.finditer(line)]
            lines.append(_TARGET.sub(lambda found: found[1].split("|")[0].lstrip("?"), line))
    plan.text = "\n".join(lines).replace("⏎", "\n") + "\n"
    return plan


def _read_mark(plan: MarkedPlan, annex: str, line: str) -> None:
    kind, _, rest = line.partition(" ")
    cells = [*rest.split("|"), *[""] * 7]
    if kind == "@meta":
        key, _, value = rest.partition("=")
        plan.meta[key] = value
    elif kind == "@annexes":
        plan.annexes = rest.split("|")
    elif kind == "@task":
        leads, supports, collectives = (_names(cell) for cell in cells[2:5])
        plan.tasks.append(MarkedTask(annex, cells[0], cells[1], leads, supports, collectives, cells[5], cells[6]))
    elif kind == "@group":
        holders = [each.partition(":")[2] for each in cells[1].split(";")]
        plan.groups.append(MarkedGroup(annex, cells[0], holders, cells[2], _names(cells[3])))


def _names(cell: str) -> list[str]:
    return re.findall(r"(?:[^，（(]|（[^）]*）)+", cell)


def _target(annex: str, marks: str) -> MarkedTarget:
    quote, indicator, comparator, value, unit = marks.split("|")
    printed = quote.lstrip("?").replace("⏎", "")
    return MarkedTarget(annex, printed, indicator, comparator, float(value), unit, quote.startswith("?"))
