"""Two real documents against their hand annotations, and the promises that hold for every real document."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from luoshi.extraction import extract
from luoshi.extraction.contract import as_contract
from luoshi.extraction.tests.reading import document_of

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", shared / "extract" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _text(shared: Path, number: str) -> str:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return path.read_text("utf-8")


def _scored(shared: Path, scorer: ModuleType, number: str) -> dict[str, Any]:
    gold = json.loads((shared / "extract" / "gold" / f"{number}.json").read_text("utf-8"))
    text = _text(shared, number)
    result: dict[str, Any] = scorer.score(gold, as_contract(extract(document_of(text))), text)[0]
    return result


@pytest.mark.parametrize("number", ["000", "004"])
def test_it_agrees_with_the_annotation(shared: Path, scorer: ModuleType, number: str) -> None:
    result = _scored(shared, scorer, number)
    for complete in ("meta", "annexes", "deadlines", "offices", "convenors", "spans"):
        assert result[complete]["right"] == result[complete]["of"], complete
    assert result["annexes"]["said"] == result["annexes"]["of"]
    assert result["tasks"]["f1"] >= 0.995
    assert result["units"]["f1"] >= 0.99
    assert result["members"]["f1"] >= 0.99
    assert result["titles"]["right"] >= 0.98 * result["titles"]["of"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_name_stands_where_its_span_says(shared: Path, number: str) -> None:
    text = _text(shared, number)
    draft = extract(document_of(text))
    named = [(unit.name, unit.span) for unit in draft.units()]
    named += [(target.quote, target.span) for target in draft.targets]
    assert all("".join(text[a:b].replace("*", "").split()) == name for name, (a, b) in named)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_ids_are_unique_and_nothing_is_left_unread(shared: Path, number: str) -> None:
    draft = extract(document_of(_text(shared, number)))
    assert len({task.id for task in draft.tasks}) == len(draft.tasks)
    assert not [note for note in draft.notes if note.code == "unread-bracket"]


def test_a_plan_without_responsibility_yields_none(shared: Path) -> None:
    draft = extract(document_of(_text(shared, "003")))
    assert len(draft.tasks) > 100
    assert not list(draft.units())


def test_an_annex_of_two_schemes_yields_its_halves(shared: Path) -> None:
    draft = extract(document_of(_text(shared, "001")))
    assert [part.annex for part in draft.parts if part.kind == "half"] == ["3a", "3b"]
