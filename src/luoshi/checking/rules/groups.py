"""Working groups: nobody in them, members without work, posts that do not exist."""

import re
from collections.abc import Iterator

from luoshi.checking.case import Case, parties
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.units import is_named, same_unit, slip
from luoshi.core.spans import Span
from luoshi.extraction.draft import Group, Unit


@rule(
    "group-incomplete",
    name="Group not composed",
    explanation="A body is set up and nobody is named for it: no members, no office, or nobody who convenes it.",
    remedy="Name its convenor, its office and its members.",
    zh=("机构不完整", "设了机构，却没有写明成员、办公室或召集人。", "写明召集人、办公室设在哪里和成员单位。"),
)
def incomplete(case: Case) -> Iterator[Finding]:
    groups = case.draft.groups
    offices = sum(bool(group.office) for group in groups) >= len(groups) / 2  # sub-groups need none of their own
    for group in groups:
        lacking = [
            words
            for words, there in (
                (Words("a convenor", "召集人"), group.convenors),
                (Words("members", "成员单位"), group.members or group.collectives),
                (Words("an office", "办公室设在何处"), group.office or not offices),
            )
            if not there
        ]
        if lacking:
            yield incomplete_finding(case, group.name, lacking, group.span)
    yield from never_composed(case)


def incomplete_finding(case: Case, name: str, lacking: list[Words], span: Span) -> Finding:
    words = Words(
        f"{name} has no {' and no '.join(what.en.removeprefix('a ').removeprefix('an ') for what in lacking)}.",
        f"{name}没有写明{'、'.join(what.zh for what in lacking)}。",
    )
    return case.find("group-incomplete", "info", words, [span])


_SET_UP = re.compile(r"(?:成立|建立|组建|设立)[^。；\n]{0,20}?(综合协调(?:小)?组|工作领导小组|领导小组|指挥部)(?!办)")


def never_composed(case: Case) -> Iterator[Finding]:
    """A body that the overall plan sets up in passing."""
    if case.overall is None:
        return
    for match in _SET_UP.finditer(case.text, case.overall.span.start, case.overall.span.end):
        body, sentence = match.group(1), case.sentence_of(match.start())
        rest = case.text[match.end() : sentence.end]
        if not any(body in group.name for group in case.draft.groups) and not re.search(r"组长|成员|由|任", rest):
            lacking = [Words("a head", "负责人"), Words("members", "成员单位")]
            yield incomplete_finding(case, body, lacking, Span(*match.span()))


@rule(
    "idle-member",
    name="Member without a task",
    explanation="A unit sits in a working group in whose part it has no task.",
    remedy="Give it a task there, or leave it out of the group.",
    zh=("成员无任务", "单位是某专班的成员，在该部分却没有任务。", "在该部分给它任务，或不列入成员。"),
)
def idle(case: Case) -> Iterator[Finding]:
    idle_by_group: dict[str, list[Unit]] = {}
    for group in case.draft.groups:
        tasks = case.tasks_of(group)
        busy = {name for task in tasks for unit in parties(task) for name in (unit.name, unit.full or unit.name)}
        towns = any(_TOWNS.search(unit.name) for task in tasks for unit in task.collectives)
        if len(tasks) > 1 and busy:
            body = case.body_of(group)
            without = [
                unit
                for unit in group.members
                if not (unit.name in body or has_task(unit, busy) or convenes(unit, group))
                and not (towns and _TOWN.search(unit.name))
            ]
            if without:
                idle_by_group[group.name] = without
    if idle_by_group:
        count = sum(len(units) for units in idle_by_group.values())
        said = "；".join(f"{name}：{'、'.join(unit.name for unit in units)}" for name, units in idle_by_group.items())
        words = Words(
            f"{count} members of working groups have no task in their part. {said}.",
            f"有{count}家专班成员在所在部分没有任务。{said}。",
        )
        spans = [unit.span for units in idle_by_group.values() for unit in units]
        yield case.find("idle-member", "info", words, spans)


_TOWNS = re.compile(r"各.{0,6}(?:镇|乡|街道|园区)")
_TOWN = re.compile(r"[镇乡]$|街道|人民政府$|办事处$")


def has_task(unit: Unit, busy: set[str]) -> bool:
    """Whether the unit, or a name that is probably meant for it, stands in a task."""
    name = unit.full or unit.name
    if is_named(name, busy) or is_named(unit.name, busy):
        return True
    return any(same_unit(name, other) or slip(name, other) for other in busy)


def convenes(unit: Unit, group: Group) -> bool:
    return unit.name == group.office or any(convenor.who.startswith(unit.name) for convenor in group.convenors)
