"""PlanDraft: what the grammar says a document says. The published contract is `luoshi.plan/1` (docs/contract.md).

Every span is a span into Document.text. With white space and `**` removed, the text of a span equals the
`name` or `quote` beside it; that invariant is tested on every document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from luoshi.core.spans import Span

PartKind = Literal["overall", "annex", "half"]
Basis = Literal["explicit", "joint", "collective", "default", "first-listed", "inherited", "none"]
Comparator = Literal[">=", "<=", "=", "~", ">", "<", "range", "qualitative"]
TargetBasis = Literal["growth", "level", "count", "share", "rank", "amount", "other"]
Modality = Literal["must", "strive", "plan", "expect"]
TableKind = Literal["indicators", "projects", "tasks", "livelihood", "prose", "other"]


@dataclass(slots=True)
class Unit:
    """A unit as printed, white space and ** removed. `full` restores an elided prefix (省发改委、工信厅 → 省工信厅)."""

    name: str
    span: Span
    full: str | None = None


@dataclass(slots=True)
class Part:
    """The overall plan ("0"), an annex ("1", "2", …) or one of two sub-schemes in an annex ("3a", "3b")."""

    annex: str
    kind: PartKind
    title: str
    span: Span


@dataclass(slots=True)
class Section:
    annex: str
    number: str  # the path of printed numbers, e.g. 二/（一）
    title: str
    span: Span


@dataclass(slots=True)
class Deadline:
    text: str
    date: str | None  # ISO date of the last day on which it is met
    span: Span


@dataclass(slots=True)
class Segment:
    """One of several responsibility brackets that close parts of the same task."""

    span: Span
    leads: list[Unit] = field(default_factory=list)
    supports: list[Unit] = field(default_factory=list)
    collectives: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Task:
    id: str
    annex: str
    number: str
    title: str
    span: Span
    leads: list[Unit] = field(default_factory=list)
    supports: list[Unit] = field(default_factory=list)
    collectives: list[Unit] = field(default_factory=list)
    basis: Basis = "none"
    segments: list[Segment] = field(default_factory=list)
    deadline: Deadline | None = None
    people: list[Unit] = field(default_factory=list)  # persons or posts named beside the units (责任领导：…)


@dataclass(slots=True)
class Target:
    id: str
    annex: str
    task: str | None
    quote: str
    span: Span
    indicator: str
    comparator: Comparator
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    basis: TargetBasis = "other"
    modality: Modality = "plan"
    period: str | None = None
    deadline: Deadline | None = None


@dataclass(slots=True)
class Convenor:
    role: str  # 总牵头, 第一召集人, 召集人, 副召集人 …
    who: str
    span: Span | None = None


@dataclass(slots=True)
class Group:
    annex: str
    name: str
    span: Span
    convenors: list[Convenor] = field(default_factory=list)
    office: str | None = None
    members: list[Unit] = field(default_factory=list)
    collectives: list[Unit] = field(default_factory=list)  # members that stand for several: 各镇（街道）


@dataclass(slots=True)
class PlanTable:
    """A table or box (专栏). A None cell is one that the source does not print because a merge covers it."""

    annex: str
    title: str
    kind: TableKind
    span: Span
    columns: list[str] = field(default_factory=list)
    rows: list[list[str | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # the 注： under the table


@dataclass(slots=True)
class Indicator:
    """One row of an indicator table; figures stay as printed."""

    table: int  # 1-based among the indicator tables of the document
    no: str | None
    category: str | None
    name: str
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None
    growth: str | None = None
    nature: str | None = None
    note: str | None = None
    span: Span | None = None
    actual: str | None = None  # the achieved figure, where a table prints it beside the target
    actual_growth: str | None = None


@dataclass(slots=True)
class Note:
    """Something the reader of the draft must know: a repair that was made, or a place that could not be read."""

    code: str
    message: str
    span: Span


@dataclass(slots=True)
class Meta:
    title: str | None = None
    notice_title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issue_date: str | None = None  # ISO
    printed_on: str | None = None  # ISO
    addressees: list[str] = field(default_factory=list)
    cc: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    name: str
    media_type: str
    sha256: str
    characters: int


@dataclass(slots=True)
class PlanDraft:
    source: Source
    meta: Meta = field(default_factory=Meta)
    parts: list[Part] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    tables: list[PlanTable] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def units(self) -> Iterator[Unit]:
        """Every printed mention of a unit, in tasks and in groups."""
        for task in self.tasks:
            yield from task.leads
            yield from task.supports
        for group in self.groups:
            yield from group.members
