"""Measured against the hand annotations of two real plans."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from luoshi.extraction import extract
from luoshi.extraction.contract import as_contract
from luoshi.reading import read

pytestmark = pytest.mark.seeds


def _score(shared: Path, number: str) -> dict[str, Any]:
    specification = importlib.util.spec_from_file_location("score", shared / "extract" / "score.py")
    assert specification and specification.loader
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    document = read(next((shared / "seeds").glob(f"{number}_*.txt")))
    gold = json.loads((shared / "extract" / "gold" / f"{number}.json").read_text("utf-8"))
    result, _ = scorer.score(gold, as_contract(extract(document)), document.text)
    return dict(result)


@pytest.mark.parametrize("number", ["000", "004"])
def test_it_finds_the_targets_of_a_real_plan(shared: Path, number: str) -> None:
    result = _score(shared, number)
    assert result["targets"]["f1"] >= 0.96
    assert result["comparators"]["right"] >= 0.97 * result["comparators"]["of"]
    assert result["indicator_names"]["right"] >= 0.92 * result["indicator_names"]["of"]
    assert result["distractors_taken"]["wrong"] == 0
    assert result["deadlines"]["right"] == result["deadlines"]["of"]


def test_it_takes_no_achievement_of_a_five_year_plan(shared: Path) -> None:
    document = read(next((shared / "seeds").glob("003_*.txt")))
    targets = [target for target in extract(document).targets if target.value is not None]
    goals = document.text.index("发展目标")
    assert [target.quote for target in targets if target.span.end < goals] == []
    assert len(targets) > 100
