"""What can be wrong with a stage graph is found before anything runs on it."""

from copy import deepcopy
from typing import Any

import pytest

from luoshi.flow.checks import problems
from luoshi.flow.contract import CONTRACTS, Contract
from luoshi.flow.definition import graph_from
from luoshi.flow.graphs import graph

NAMED = {"zh": "甲", "en": "a"}
SOUND: dict[str, Any] = {
    "id": "small",
    "version": 1,
    "label": NAMED,
    "roles": {"anyone": NAMED},
    "stages": [
        {"name": "begun", "label": NAMED, "kind": "start"},
        {"name": "middle", "label": NAMED},
        {"name": "over", "label": NAMED, "kind": "final"},
    ],
    "transitions": [
        {"name": "go", "label": NAMED, "from": ["begun"], "to": "middle", "roles": ["anyone"]},
        {"name": "end", "label": NAMED, "from": ["middle"], "to": "over", "roles": ["anyone"]},
    ],
}


@pytest.mark.parametrize("name", ["task", "report", "extension", "round", "urge"])
def test_the_graphs_that_come_along_are_sound_and_keep_their_contract(name: str) -> None:
    assert problems(graph(name), CONTRACTS.known[name]) == []


def faulty(change: Any) -> list[str]:
    data = deepcopy(SOUND)
    change(data)
    return problems(graph_from(data), Contract())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data["transitions"][0].update(to="nowhere"), "does not exist"),
        (lambda data: data["transitions"][0].update(roles=["nobody"]), "does not list"),
        (lambda data: data["transitions"][0].update(gates=["shut"]), "the gate “shut”, which is not known"),
        (lambda data: data["transitions"][0].update(requires=["photo"]), "the field “photo”, which is not known"),
        (lambda data: data["transitions"].pop(), "dead end"),
        (lambda data: data["transitions"][1].update(name="go"), "stands 2 times"),
        (lambda data: data["stages"][1].update(kind="start"), "exactly one stage of kind start"),
        (lambda data: data["transitions"][1].update({"from": ["begun", "middle", "over"]}), "is final"),
        (lambda data: data["transitions"][0].update(to="over"), "never be reached"),
    ],
)
def test_each_fault_is_named(change: Any, expected: str) -> None:
    found = faulty(change)
    assert found and any(expected in sentence for sentence in found)


def test_a_circle_without_a_way_out_is_named() -> None:
    data = deepcopy(SOUND)
    data["stages"].append({"name": "round", "label": NAMED})
    ways = [("in", "begun", "round"), ("on", "round", "round")]
    for name, source, target in ways:
        way = {"name": name, "label": NAMED, "from": [source], "to": target, "roles": ["anyone"]}
        data["transitions"].append(way)
    assert any("no final stage" in sentence for sentence in problems(graph_from(data)))


def test_a_sound_graph_has_no_problem() -> None:
    assert faulty(lambda data: None) == []
