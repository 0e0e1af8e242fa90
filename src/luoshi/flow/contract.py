"""What the program counts on in a graph, whatever else an office changes in it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from luoshi.flow.definition import StageGraph

FIELDS = frozenset({"reason"})  # what every page can ask for


@dataclass(frozen=True, slots=True)
class Contract:
    """Stages and ways that the code names, the gates it knows, the fields that its pages can ask for, its roles."""

    stages: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()
    fields: frozenset[str] = FIELDS
    roles: frozenset[str] = frozenset()


@dataclass
class Contracts:
    """The contracts of all rooms, by the name of the graph."""

    known: dict[str, Contract] = field(default_factory=dict)

    def expect(
        self,
        name: str,
        *,
        stages: Iterable[str] = (),
        ways: Iterable[str] = (),
        gates: Iterable[str] = (),
        fields: Iterable[str] = FIELDS,
        roles: Iterable[str] = (),
    ) -> None:
        """Called by a room when it is ready: what its code counts on."""
        self.known[name] = Contract(
            frozenset(stages), frozenset(ways), frozenset(gates), frozenset(fields), frozenset(roles)
        )


CONTRACTS = Contracts()


def breaches(graph: StageGraph, contract: Contract) -> Iterator[str]:
    """Every way in which a graph does not keep the contract, one sentence each."""
    for what, wanted, there in (
        ("stage", contract.stages, graph.by_name),
        ("transition", contract.ways, graph.ways),
    ):
        for name in sorted(wanted - there.keys()):
            yield f"the {what} “{name}” is gone, but the program counts on it: give it back (its label may change)"
    yield from _unknown(graph, contract)


def _unknown(graph: StageGraph, contract: Contract) -> Iterator[str]:
    for way in graph.transitions:
        asked = (
            ("gate", set(way.gates), contract.gates),
            ("field", set(way.requires), contract.fields),
            ("role", set(way.roles), contract.roles or way.roles),
        )
        for what, names, known in asked:
            for name in sorted(names - known):
                remedy = f"use one of {_all(known)}"
                yield f"transition “{way.name}” asks for the {what} “{name}”, which is not known; {remedy}"


def _all(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
