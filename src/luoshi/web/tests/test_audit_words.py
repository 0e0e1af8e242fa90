"""Whatever is recorded can be read: every code in the source has words, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from luoshi.audit.words import ACTIONS, STEPS, in_words
from luoshi.flow.graphs import graph

SOURCE = Path(__file__).resolve().parents[2]
CODE = re.compile(r'\baction="([a-z]+\.[a-z_]+)"')


def codes() -> list[str]:
    """Every action that the rooms record by a fixed code."""
    files = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    return sorted({code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))})


def test_it_finds_codes() -> None:
    assert len(codes()) > 40


@pytest.mark.parametrize("code", codes())
def test_a_code_has_words(code: str) -> None:
    assert code in ACTIONS


@pytest.mark.parametrize("flow", ["task", "report", "extension"])
def test_a_step_of_a_flow_is_told_in_the_flows_own_words(flow: str) -> None:
    assert f"delivery.{flow}_" in STEPS
    for name in graph(flow).ways:
        with translation.override("zh-hans"):
            assert not re.search("[a-z]{3}", in_words(f"delivery.{flow}_{name}"))
