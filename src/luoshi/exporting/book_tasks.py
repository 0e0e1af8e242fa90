"""任务清单, 责任清单 and 单位汇总: who does what by when."""

from collections import Counter
from collections.abc import Iterator, Sequence

from luoshi.exporting.book import Column, Row, Sheet
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import Deadline, PlanDraft, Task, Unit

BASES = {
    "explicit": "写明牵头",
    "joint": "共同负责",
    "collective": "集合主体",
    "default": "统一约定",
    "first-listed": "首位牵头",
    "inherited": "沿用上级标题",
    "none": "未写明",
}
ROLES = ("牵头", "共同", "配合")


def tasks(draft: PlanDraft, places: Places) -> Sheet:
    """Every task with its words, its units and its deadline."""
    counted = Counter(target.task for target in draft.targets)
    columns = [
        Column("序号", 5, brief=True, centred=True), Column("部分", 13, brief=True), Column("编号", 9, centred=True),
        Column("任务", 17, brief=True), Column("任务内容", 46), Column("牵头单位", 12, brief=True),
        Column("共同责任单位", 14, brief=True), Column("配合单位", 18, brief=True), Column("集合主体", 9),
        Column("责任认定", 9, centred=True), Column("完成时限", 11, brief=True, centred=True),
        Column("时限原文", 10), Column("目标数", 7, centred=True),
    ]  # fmt: skip
    rows = [Row(_task(number, task, places, counted[task.id]), task.span) for number, task in enumerate(draft.tasks, 1)]
    return Sheet("任务清单", columns, rows, held=4)


def _task(number: int, task: Task, places: Places, targets: int) -> list[str | int | None]:
    joint = task.basis == "joint"
    leads = names(task.leads)
    return [
        number, places.part(task.annex), task.number, squeeze(task.title), places.quote(task.span),
        None if joint else leads, leads if joint else None, names(task.supports), names(task.collectives),
        BASES.get(task.basis, task.basis), due(task.deadline), task.deadline.text if task.deadline else None, targets,
    ]  # fmt: skip


def duties(draft: PlanDraft, places: Places) -> Sheet:
    """The same tasks by unit: those it leads first, then those it shares, then those it supports."""
    columns = [
        Column("单位", 24, brief=True), Column("角色", 8, brief=True, centred=True),
        Column("部分", 22, brief=True), Column("编号", 12, centred=True), Column("任务", 34, brief=True),
        Column("完成时限", 12, brief=True, centred=True), Column("牵头单位", 20), Column("单位原文", 20),
    ]  # fmt: skip
    order = {name: index for index, name in enumerate(_by_load(draft))}
    held = sorted(_held(draft), key=lambda duty: (order[called(duty[0])], ROLES.index(duty[1])))
    rows = [Row(_duty(unit, role, task, places), unit.span) for unit, role, task in held]
    return Sheet("责任清单", columns, rows)


def _duty(unit: Unit, role: str, task: Task, places: Places) -> list[str | None]:
    lead = names(task.leads) if task.basis != "joint" else None
    part, title = places.part(task.annex), squeeze(task.title)
    return [called(unit), role, part, task.number, title, due(task.deadline), lead, unit.name]


def loads(draft: PlanDraft) -> Sheet:
    """How many tasks each unit leads, shares and supports: what the plan costs whom."""
    columns = [Column("序号", 6, brief=True, centred=True), Column("单位", 30, brief=True)]
    columns += [Column(role, 10, brief=True, centred=True) for role in ROLES]
    columns += [Column("合计", 10, brief=True, centred=True), Column("有时限", 10, centred=True)]
    rows = []
    first = {called(unit): unit.span for unit, _, _ in reversed(list(_held(draft)))}
    dated = Counter(called(unit) for unit, _, task in _held(draft) if task.deadline)
    for number, (name, load) in enumerate(_by_load(draft).items(), 1):
        counts = [load[role] for role in ROLES]
        rows.append(Row([number, name, *counts, sum(counts), dated[name]], first[name]))
    return Sheet("单位汇总", columns, rows)


def _held(draft: PlanDraft) -> Iterator[tuple[Unit, str, Task]]:
    """Each unit once per task and role."""
    for task in draft.tasks:
        seen: set[tuple[str, str]] = set()
        leading = "共同" if task.basis == "joint" else "牵头"
        for role, units in ((leading, task.leads), ("配合", task.supports)):
            for unit in units:
                if (called(unit), role) not in seen:
                    seen.add((called(unit), role))
                    yield unit, role, task


def _by_load(draft: PlanDraft) -> dict[str, Counter[str]]:
    loads: dict[str, Counter[str]] = {}
    for unit, role, _ in _held(draft):
        loads.setdefault(called(unit), Counter())[role] += 1
    return dict(sorted(loads.items(), key=lambda item: (-item[1]["牵头"], -item[1].total(), item[0])))


def called(unit: Unit) -> str:
    """The unit's name with an elided prefix restored."""
    return unit.full or unit.name


def names(units: Sequence[Unit]) -> str | None:
    return "、".join(called(unit) for unit in units) or None


def due(deadline: Deadline | None) -> str | None:
    """The last day, or the words where they give no day."""
    return (deadline.date or deadline.text) if deadline else None
