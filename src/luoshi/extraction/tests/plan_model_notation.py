"""The many ways in which offices write one and the same plan down."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from luoshi.extraction.tests.plan_model import ModelGroup, ModelPart, ModelPlan, ModelSegment, ModelTask

HAN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Notation:
    """One way of writing; every field changes the text and none the plan."""

    numbering: str = "han/bracket"  # of sections / of tasks
    runs_on: bool = False  # task numbers count on through the sections
    brackets: str = "（）"
    wording: str = "verb"
    place: str = "inline"  # of the clause: inline, own line
    bold: bool = False
    halfwidth: bool = False
    fullwidth_digits: bool = False
    blanks: bool = False  # around figures
    page_breaks: bool = False
    empty_lines: bool = True
    traditional: bool = False
    group_style: str = "sentence"
    label: str = "{}："  # how a label on a line of its own is set off from the names
    due: str = "label"  # of a clause: 完成时限：…, or …完成


_NUMBERINGS = [
    "han/bracket",
    "han/digit",
    "han/digit、",
    "han/digit．",
    "han/digit-bracket",
    "han/closed",
    "bracket/digit",
    "bracket/circle",
    "part/han",
    "chapter/bracket",
    "chapter/article",
    "digit/digit-bracket",
    "bare/dotted",
]
_WORDINGS = [
    *("verb", "verb-shared", "by", "charge", "with", "marked"),
    *("label", "label-stop", "short label", "primary", "departments", "first-listed", "offices"),
    *("sentence", "sentence with"),
]
_SENTENCES = {"sentence", "sentence with"}  # without brackets, at the end of the paragraph
_LABELLED = {"label", "label-stop", "primary", "departments", "offices"}
notations = st.builds(
    Notation,
    numbering=st.sampled_from(_NUMBERINGS),
    runs_on=st.booleans(),
    brackets=st.sampled_from(["（）", "()", "〔〕", "【】", "[]"]),
    wording=st.sampled_from(_WORDINGS),
    place=st.sampled_from(["inline", "own line"]),
    bold=st.booleans(),
    halfwidth=st.booleans(),
    fullwidth_digits=st.booleans(),
    blanks=st.booleans(),
    page_breaks=st.booleans(),
    empty_lines=st.booleans(),
    traditional=st.sampled_from([False, False, False, True]),
    group_style=st.sampled_from(["sentence", "roll", "in line"]),
    label=st.sampled_from(["{}：", "{}：", "【{}】", "{}　"]),
    due=st.sampled_from(["label", "words"]),
)


def number_of(notation: Notation, section: int, task: int) -> tuple[str, str]:
    """The printed numbers of a section and of a task in it, counted from 1."""
    upper, lower = notation.numbering.split("/")
    above = {
        "han": f"{HAN[section - 1]}、",
        "bracket": f"（{HAN[section - 1]}）",
        "part": f"第{HAN[section - 1]}部分　",
        "chapter": f"第{HAN[section - 1]}章　",
        "digit": f"{section}．",
        "bare": f"{section}　",
    }[upper]
    below = {
        "bracket": f"（{HAN[task - 1]}）",
        "digit": f"{task}.",
        "digit、": f"{task}、",
        "digit．": f"{task}．",
        "han": f"{HAN[task - 1]}、",
        "digit-bracket": f"（{task}）",
        "closed": f"{task}）",
        "circle": chr(ord("①") + task - 1),
        "article": f"第{HAN[task - 1]}条　",
        "dotted": f"{section}.{task}　",
    }[lower]
    return above, below


def numbered(part: ModelPart, notation: Notation) -> Iterator[tuple[str, str, str, ModelTask]]:
    """Each task with its section's printed number and title and its own printed number."""
    count = 0
    for at, (title, tasks) in enumerate(part.sections, start=1):
        count = count if notation.runs_on else 0
        for task in tasks:
            count += 1
            above, below = number_of(notation, at, count)
            yield above, title, below, task


def paragraphs(plan: ModelPlan, notation: Notation) -> list[str]:
    """The plan's paragraphs in order."""
    lines = [plan.overall.title, *_intro(plan, notation), *_part(plan.overall, notation)]
    if plan.annexes:
        listed = [f"{at}.{part.title}" for at, part in enumerate(plan.annexes, start=1)]
        lines += [f"附件：{listed[0]}", *listed[1:]]
    for at, part in enumerate(plan.annexes, start=1):
        lines += [f"附件{at}", part.title, *_part(part, notation)]
    return lines


def _intro(plan: ModelPlan, notation: Notation) -> list[str]:
    lines = [f"为扎实推进{plan.county}各项重点工作，结合实际，制定本方案。"]
    if notation.wording == "first-listed":
        lines.append("各项任务的责任单位中，排在第一位的为牵头单位，其余为配合单位，下同。")
    return lines


def _part(part: ModelPart, notation: Notation) -> list[str]:
    lines: list[str] = []
    before = ""
    for above, title, below, task in numbered(part, notation):
        if above != before:
            lines.append(f"{above}{title}")
            before = above
        lines += _task(below, task, notation)
    if part.group:
        lines += _group(part.group, notation)
    return lines


def _task(number: str, task: ModelTask, notation: Notation) -> list[str]:
    title = f"**{number}{task.title}。**" if notation.bold else f"{number}{task.title}。"
    text = title + task.body
    if task.targets:
        text += "，".join(target.sentence() for target in task.targets) + "。"
    lines = [text]
    for at, segment in enumerate(task.segments):
        if at:
            lines[-1] += "同步做好督导评估和经验推广。"
        clause = clause_of(segment, task, notation)
        last = task.deadline if at == len(task.segments) - 1 else None
        if notation.place == "own line" and notation.wording in _LABELLED and len(task.segments) == 1:
            lines += [_set_off(line, notation) for line in clause.split("；")]
            lines += [_set_off(f"完成时限：{last.text}", notation)] if last else []
        elif notation.wording in _SENTENCES and len(task.segments) == 1:
            lines[-1] += f"{clause}，{last.text}完成。" if last else f"{clause}。"
        else:
            due = {"label": "；完成时限：{}", "words": "，{}完成"}[notation.due].format(last.text) if last else ""
            lines[-1] += f"{notation.brackets[0]}{clause}{due}{notation.brackets[1]}"
    return lines


def _set_off(line: str, notation: Notation) -> str:
    label, _, names = line.partition("：")
    return notation.label.format(label) + names


def clause_of(segment: ModelSegment, task: ModelTask, notation: Notation) -> str:
    """The words that say who answers."""
    leads, supports = "、".join(segment.leads), "、".join([*segment.supports, *segment.collectives])
    everyone = "、".join([*segment.leads, *segment.supports, *segment.collectives])
    if task.joint:
        return {
            "verb": f"{everyone}按职责分工负责",
            "verb-shared": f"{everyone}等按职责分工负责",
            "by": f"由{everyone}共同负责",
            "charge": f"{everyone}负责",
            "departments": f"责任部门：{everyone}",
            "offices": f"责任科室：{everyone}",
            "sentence": f"{everyone}按职责分工负责",
            "sentence with": f"由{everyone}共同负责",
        }.get(notation.wording, f"责任单位：{everyone}")
    return {
        "verb": f"{leads}牵头，{supports}配合",
        "verb-shared": f"{leads}牵头，{supports}等按职责分工负责",
        "charge": f"{leads}牵头负责，{supports}参与",
        "label": f"牵头单位：{leads}；配合单位：{supports}",
        "label-stop": f"牵头单位：{leads}；责任单位：{supports}",
        "first-listed": f"责任单位：{everyone}",
        "by": f"由{leads}牵头，{supports}配合",
        "with": f"{leads}会同{supports}负责",
        "marked": f"责任单位：{'、'.join(f'{lead}（牵头）' for lead in segment.leads)}、{supports}",
        "short label": f"牵头：{leads}；配合：{supports}",
        "primary": f"主责单位：{leads}；协同单位：{supports}",
        "departments": f"牵头部门：{leads}；协办部门：{supports}",
        "offices": f"牵头科室：{leads}；配合科室：{supports}",
        "sentence": f"由{leads}牵头，{supports}配合",
        "sentence with": f"由{leads}牵头，会同{supports}组织实施",
    }[notation.wording]


def _group(group: ModelGroup, notation: Notation) -> list[str]:
    members = "、".join(group.members)
    if notation.group_style == "roll":
        return [
            f"成立{group.name}，组成人员如下：",
            f"组长：{group.first}",
            f"副组长：{group.convenor}",
            f"成员单位：{members}",
            f"办公室设在{group.office}。",
        ]
    if notation.group_style == "in line":
        return [
            f"成立{group.name}。组长：{group.first}；副组长：{group.convenor}；成员单位：{members}。"
            f"专班办公室设在{group.office}。"
        ]
    return [
        f"成立{group.name}，由{group.first}担任第一召集人，{group.convenor}任召集人，{members}等为成员单位。"
        f"专班办公室设在{group.office}，负责日常工作。"
    ]
