"""Who answers for what: tasks that nobody, nobody in particular, or somebody outside the working group owns."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from luoshi.checking import naming
from luoshi.checking.case import Case, parties
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.rules.dates import for_one_year
from luoshi.checking.units import is_named
from luoshi.core.spans import Span
from luoshi.extraction.draft import Group, Indicator, Task, Unit

ORDERED = 0.5  # the share of a part's tasks that must name somebody before silence is a fault


@rule(
    "no-unit",
    name="No unit",
    explanation="The task names nobody, or only an unnamed collective, so nobody can be asked for it.",
    remedy="Name the responsible units.",
    zh=("无责任单位", "任务没有写明单位，或只写了不具名的集合主体，无从问责。", "写明责任单位。"),
)
def no_unit(case: Case) -> Iterator[Finding]:
    naming_parts = {annex for annex in case.tasks_by_annex if ordered(case, annex)}
    for task in case.draft.tasks:
        if parties(task) or task.annex not in naming_parts or any(_EACH.match(unit.name) for unit in task.collectives):
            continue
        who = "、".join(unit.name for unit in task.collectives)
        yield case.find(
            "no-unit",
            "warning" if who else "error",
            Words(
                f"Task {task.number} «{task.title}» names only {who}.",
                f"任务{task.number}《{task.title}》只写了{who}。",
            )
            if who
            else Words(
                f"Task {task.number} «{task.title}» names no unit.", f"任务{task.number}《{task.title}》没有责任单位。"
            ),
            [head(case, task)],
            task=task.id,
        )


_EACH = re.compile(r"各.{0,6}(?:镇|乡|街道|县|市|区|旗|省|州|园|村|社区)")  # every one of them answers for itself


def ordered(case: Case, annex: str) -> bool:
    """Whether a part names units as a rule; in an overall plan or a narrative nobody expects them."""
    tasks = case.tasks_by_annex[annex]
    return sum(bool(parties(task) or task.collectives) for task in tasks) >= ORDERED * len(tasks)


@rule(
    "no-lead",
    name="No lead unit",
    explanation="Several units are named and none of them leads: each can wait for the others.",
    remedy="Mark one of them as the lead unit (牵头).",
    zh=("无牵头单位", "列了几家单位却没有牵头单位，容易互相等待。", "从中明确一家为牵头单位。"),
)
def no_lead(case: Case) -> Iterator[Finding]:
    for annex, tasks in case.tasks_by_annex.items():
        headless = [task for task in tasks if (task.basis == "joint" or not task.leads) and len(parties(task)) > 1]
        if headless:
            yield case.find(
                "no-lead",
                "warning",
                Words(
                    f"{len(headless)} of {len(tasks)} tasks in {case.name_of(annex).en} list units without a lead.",
                    f"{case.name_of(annex).zh}的{len(tasks)}项任务中有{len(headless)}项列了多家单位而无牵头单位。",
                ),
                [head(case, task) for task in headless],
                annex=annex,
                tasks=[task.id for task in headless],
            )


@rule(
    "member-missing",
    name="Not in the working group",
    explanation="A unit has tasks in a part whose working group it does not belong to.",
    remedy="Add the unit to the group's members, or correct the task.",
    zh=(
        "不在专班名单",
        "单位在某部分承担任务，却不是该部分工作专班的成员。",
        "补进专班成员名单，或改正任务的责任单位。",
    ),
)
def member_missing(case: Case) -> Iterator[Finding]:
    for annex, groups in case.group_homes:
        members = {unit.full or unit.name for group in groups for unit in group.members}
        members |= {unit.name for group in groups for unit in group.members}
        if not members:
            continue
        towns = any(_TOWNS.search(case.text, *group.span) for group in groups)
        missing: dict[str, list[Span]] = defaultdict(list)
        for unit in named_in(case, groups):
            covered = towns and unit.name.endswith(("镇", "乡", "街道"))
            if not covered and not is_named(unit.name, members) and not is_named(unit.full or unit.name, members):
                missing[unit.name].append(unit.span)
        if missing:
            yield case.find(
                "member-missing",
                "warning",
                Words(
                    f"Not among the members of {groups[0].name}, though named in its part: {'、'.join(missing)}.",
                    f"{groups[0].name}的成员名单里没有这些承担任务的单位：{'、'.join(missing)}。",
                ),
                [span for spans in missing.values() for span in spans] + [group.span for group in groups],
                annex=annex,
                units={name: [case.line(span.start) for span in spans] for name, spans in missing.items()},
            )


_TOWNS = re.compile(r"各(?:乡镇|镇|街道|乡)")


def named_in(case: Case, groups: Sequence[Group]) -> Iterator[Unit]:
    """The units of a part's tasks, and the units that convene its group or hold its office."""
    for task in case.tasks_of(groups[0]):
        yield from parties(task)
    known = set(case.mentions) | set(case.members)
    for group in groups:
        for convenor in group.convenors:
            post = next((name for name in sorted(known, key=len, reverse=True) if convenor.who.startswith(name)), None)
            if post and convenor.span and not post.endswith(("政府", "政府办", "政府办公室", "管委会")):
                yield Unit(post, convenor.span)
        if group.office in known:
            yield Unit(group.office, group.span)


@rule(
    "duplicate-unit",
    name="Unit named twice",
    explanation="A unit stands twice in one list, so one of the two was probably meant to be another unit.",
    remedy="Strike the second mention, or put in the unit that was meant.",
    zh=("单位重复", "同一单位在一处名单里出现两次，其中一个可能本应是别的单位。", "删去重复的，或改成本来要写的单位。"),
)
def duplicate_unit(case: Case) -> Iterator[Finding]:
    for task in case.draft.tasks:
        lists = [[*part.leads, *part.supports] for part in task.segments] or [parties(task)]
        yield from doubled(case, lists, f"{task.number}《{task.title}》")
    for group in case.draft.groups:
        yield from doubled(case, [group.members], group.name)


def doubled(case: Case, lists: Sequence[Sequence[Unit]], where: str) -> Iterator[Finding]:
    for units in lists:
        spans: dict[str, list[Span]] = defaultdict(list)
        for unit in units:
            if unit.span not in spans[unit.full or unit.name]:
                spans[unit.full or unit.name].append(unit.span)
        for name, places in spans.items():
            if len(places) > 1:
                yield case.find(
                    "duplicate-unit",
                    "warning",
                    Words(f"{name} stands {len(places)} times in {where}.", f"{where}里{name}出现了{len(places)}次。"),
                    places,
                    unit=name,
                )


@rule(
    "conflicting-lead",
    name="Two lead units",
    explanation="The same figure is to be delivered in two places under different lead units.",
    remedy="Name one lead unit for it, and let the other support.",
    zh=("牵头单位不一致", "同一个数由两处不同的牵头单位负责。", "只留一家牵头，另一家配合。"),
)
def conflicting_lead(case: Case) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    counted = [target for target in case.draft.targets if target.value is not None and target.task in case.tasks]
    for cluster in naming.clusters(counted, at_least=1.0):
        led = [(target, case.tasks[target.task or ""]) for target in cluster]
        led = [(target, task) for target, task in led if task.basis == "explicit" and task.leads]
        for index, (target, task) in enumerate(led):
            for other, rival in led[index + 1 :]:
                pair = (task.id, rival.id)
                if (
                    other.value == target.value
                    and task.annex != rival.annex
                    and not shared(task, rival)
                    and pair not in told
                ):
                    told.add(pair)
                    yield case.find(
                        "conflicting-lead",
                        "warning",
                        Words(
                            f"{target.indicator} ({figure(target)}) is led by {names(task)} "
                            f"in {case.name_of(task.annex).en} "
                            f"and by {names(rival)} in {case.name_of(rival.annex).en}.",
                            f"{target.indicator}（{figure(target)}）在{case.name_of(task.annex).zh}由{names(task)}牵头，"
                            f"在{case.name_of(rival.annex).zh}由{names(rival)}牵头。",
                        ),
                        [target.span, other.span],
                        tasks=[task.id, rival.id],
                    )


def shared(one: Task, other: Task) -> bool:
    return bool({unit.name for unit in one.leads} & {unit.name for unit in other.leads})


def names(task: Task) -> str:
    return "、".join(unit.name for unit in task.leads)


@rule(
    "binding-indicator",
    name="Binding indicator without owner",
    explanation="A binding indicator that no task mentions has no owner; without yearly values it cannot be watched.",
    remedy="Name the unit that answers for the indicator, and split its target by year.",
    zh=(
        "约束性指标无人负责",
        "约束性指标没有任务提到，也没有分年度数值，既无责任单位也无法监测。",
        "明确责任单位，并把目标分解到年度。",
    ),
)
def binding_indicator(case: Case) -> Iterator[Finding]:
    owned = "".join(
        "".join(case.text[task.span.start : task.span.end].split()) for task in case.draft.tasks if parties(task)
    )
    alone = {
        indicator.name: indicator.span
        for indicator in case.draft.indicators
        if (indicator.nature or "").startswith("约束")
        and indicator.span
        and indicator.name not in owned
        and naming.name_of(indicator.name).key not in owned
        and not answered(case, indicator)
    }
    if alone:
        words = Words(
            f"{len(alone)} binding indicators have neither an owner nor yearly values: {'、'.join(alone)}.",
            f"{len(alone)}个约束性指标既无责任单位，也无分年度数值：{'、'.join(alone)}。",
        )
        yield case.find("binding-indicator", "warning", words, alone.values(), indicators=list(alone))


_OWNER = re.compile(r"牵头|责任|主管|负责")


def answered(case: Case, indicator: Indicator) -> bool:
    """Whether the indicator's own row names a unit, or a plan for one year gives its value."""
    if for_one_year(case) and indicator.target:
        return True
    for table in case.draft.tables:
        owners = [number for number, column in enumerate(table.columns) if _OWNER.search(column)]
        for row in table.rows if owners else ():
            if any((cell or "").startswith(indicator.name) for cell in row):
                return any((row[number] or "").strip(" —-") for number in owners if number < len(row))
    return False


def head(case: Case, task: Task) -> Span:
    """The line that shows a task: from its first character to the end of its title."""
    end = task.span.start
    wanted = len("".join(task.title.split())) + 8
    while end < task.span.end and wanted > 0:
        wanted -= not case.text[end].isspace()
        end += 1
    return Span(task.span.start, end)
