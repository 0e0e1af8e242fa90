"""What the grammar reads from the built sample, against what a right reading counts."""

from collections import Counter
from typing import Any

import pytest

from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft
from luoshi.reading import Document

ANNEXES = [str(number) for number in range(1, 9)]


def test_the_envelope_is_read(draft: PlanDraft, expected: dict[str, Any]) -> None:
    assert {name: getattr(draft.meta, name) for name in expected["meta"]} == expected["meta"]
    assert [part.annex for part in draft.parts] == expected["parts"]


@pytest.mark.parametrize("annex", ANNEXES)
def test_every_task_of_an_annex_is_found_and_nothing_else(
    draft: PlanDraft, expected: dict[str, Any], annex: str
) -> None:
    assert sum(task.annex == annex for task in draft.tasks) == expected["tasks"][annex]


@pytest.mark.parametrize("annex", ANNEXES)
def test_each_annex_names_its_units_in_its_own_notation(draft: PlanDraft, expected: dict[str, Any], annex: str) -> None:
    bases = Counter(task.basis for task in draft.tasks if task.annex == annex)
    assert bases.most_common(1)[0][0] == expected["bases"][annex]


def test_tasks_without_units_are_left_without(draft: PlanDraft, expected: dict[str, Any]) -> None:
    tasks = [task for task in draft.tasks if task.annex != "0"]
    bare = [task.title for task in tasks if not (task.leads or task.supports or task.collectives)]
    collective = [task.title for task in tasks if task.collectives and not (task.leads or task.supports)]
    assert bare == expected["without_units"]
    assert collective == expected["only_collectives"]


def test_tasks_with_two_brackets_keep_them_apart(draft: PlanDraft, expected: dict[str, Any]) -> None:
    assert [task.title for task in draft.tasks if len(task.segments) > 1] == expected["segmented"]


def test_working_groups_are_read_whole(draft: PlanDraft, expected: dict[str, Any]) -> None:
    found = [
        {
            "annex": group.annex,
            "name": group.name,
            "office": group.office,
            "convenors": [{"role": convenor.role, "who": convenor.who} for convenor in group.convenors],
            "members": len(group.members),
        }
        for group in draft.groups
    ]
    assert found == expected["groups"]


def test_tables_are_known_by_kind(draft: PlanDraft, expected: dict[str, Any]) -> None:
    kinds = Counter(table.kind for table in draft.tables)
    assert kinds == Counter(dict.fromkeys(expected["tables"], 1))
    assert len(draft.indicators) == expected["tables"]["indicators"]


def test_there_is_enough_to_run_on(draft: PlanDraft, expected: dict[str, Any]) -> None:
    assert len(draft.targets) >= expected["targets_at_least"]
    assert len({unit.full or unit.name for unit in draft.units()}) >= expected["units_at_least"]


def test_the_plan_above_is_read(upper: Document, expected: dict[str, Any]) -> None:
    draft = extract(upper)
    assert {name: getattr(draft.meta, name) for name in expected["upper"]["meta"]} == expected["upper"]["meta"]
    assert len(draft.tasks) == expected["upper"]["tasks"]
