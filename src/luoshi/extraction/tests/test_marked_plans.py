"""Invented plans of many places and styles are read as their marks say."""

import re
from collections import Counter

import pytest

from luoshi.extraction.draft import PlanDraft, Target, Task
from luoshi.extraction.tests.marked_plans import PLANS, MarkedPlan, MarkedTarget, MarkedTask, load
from luoshi.extraction.tests.reading import draft_of, names

_ALIKE = 0.6
_DIGITS = re.compile(r"[^0-9一二三四五六七八九十]")


@pytest.fixture(scope="module", params=sorted(path.stem for path in PLANS.glob("*.txt")))
def reading(request: pytest.FixtureRequest) -> tuple[MarkedPlan, PlanDraft]:
    plan = load(request.param)
    return plan, draft_of(plan.text)


def _place(task: Task | MarkedTask) -> tuple[str, str]:
    return task.annex, "/".join(_DIGITS.sub("", step) for step in task.number.split("/"))


def test_it_reads_the_envelope(reading: tuple[MarkedPlan, PlanDraft]) -> None:
    plan, draft = reading
    said = {key: getattr(draft.meta, key) for key in plan.meta}
    assert {key: "|".join(value) if isinstance(value, list) else value for key, value in said.items()} == plan.meta
    assert [part.title for part in draft.parts if part.kind == "annex"] == plan.annexes


def test_it_finds_every_task_and_no_other(reading: tuple[MarkedPlan, PlanDraft]) -> None:
    plan, draft = reading
    marked = {task.annex for task in plan.tasks}
    assert [_place(task) for task in draft.tasks if task.annex in marked] == [_place(task) for task in plan.tasks]


def test_it_says_who_does_each_task_by_when(reading: tuple[MarkedPlan, PlanDraft]) -> None:
    plan, draft = reading
    said = {_place(task): task for task in draft.tasks}
    for task in plan.tasks:
        found = said[_place(task)]
        assert found.title.startswith(task.title)
        if task.basis == "joint":
            assert Counter(names([*found.leads, *found.supports])) == Counter(task.leads), task.title
        else:
            assert (names(found.leads), names(found.supports)) == (task.leads, task.supports), task.title
        assert names(found.collectives) == task.collectives, task.title
        assert (found.deadline.text if found.deadline else "") == task.deadline, task.title


def test_it_finds_every_target_and_no_other(reading: tuple[MarkedPlan, PlanDraft]) -> None:
    plan, draft = reading
    said = [target for target in draft.targets if target.value is not None]
    for marked in plan.targets:
        match = next((target for target in said if _is(target, marked)), None)
        assert match or marked.optional, marked.quote
        if match:
            said.remove(match)
    assert not [target.quote for target in said]


def _is(target: Target, marked: MarkedTarget) -> bool:
    same = (target.annex, target.comparator, target.value, target.unit or "") == (
        marked.annex,
        marked.comparator,
        marked.value,
        marked.unit,
    )
    return same and (marked.quote in target.quote or target.quote in marked.quote) and _alike(target, marked)


def _alike(target: Target, marked: MarkedTarget) -> bool:
    """Whether the indicator is called so, or nearly so."""
    said, meant = target.indicator, marked.indicator
    return said in meant or meant in said or len({*said} & {*meant}) >= _ALIKE * len({*said} | {*meant})


def test_it_reads_the_working_groups(reading: tuple[MarkedPlan, PlanDraft]) -> None:
    plan, draft = reading
    assert [(group.annex, group.name) for group in draft.groups] == [(group.annex, group.name) for group in plan.groups]
    for found, marked in zip(draft.groups, plan.groups, strict=True):
        assert names(found.members) == marked.members
        assert (found.office or "") == marked.office
        holders = "".join(convenor.who for convenor in found.convenors)
        assert all(holder in holders for holder in marked.holders), marked.holders
