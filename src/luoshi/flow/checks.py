"""What can be wrong with a stage graph, found before anything runs on it. Pure."""

from collections import Counter
from collections.abc import Iterator

from luoshi.flow.contract import Contract, breaches
from luoshi.flow.definition import PREVIOUS, StageGraph


def problems(graph: StageGraph, contract: Contract | None = None) -> list[str]:
    """Every fault, one sentence each; an empty list means the graph can be used.

    `contract` is what the program counts on; without it, only the graph itself is looked at.
    """
    found = [*_repeated(graph), *_unknown(graph), *_ends(graph)]
    if contract is not None:
        found += breaches(graph, contract)
    return found if found else [*_unreachable(graph), *_stuck(graph)]


def _repeated(graph: StageGraph) -> Iterator[str]:
    kinds = {"stage": [stage.name for stage in graph.stages], "transition": [way.name for way in graph.transitions]}
    for what, names in kinds.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"the {what} “{name}” stands {times} times; names must be unique"


def _unknown(graph: StageGraph) -> Iterator[str]:
    for way in graph.transitions:
        for name in (*way.sources, way.target):
            if name not in graph.by_name and name != PREVIOUS:
                yield f"transition “{way.name}” names the stage “{name}”, which does not exist"
        for role in sorted(way.roles - graph.roles.keys()):
            yield f"transition “{way.name}” names the role “{role}”, which the graph does not list"
    for stage in graph.stages:
        for step in stage.clock.escalate if stage.clock else ():
            if step.to not in graph.roles:
                yield f"stage “{stage.name}” escalates to the role “{step.to}”, which the graph does not list"


def _ends(graph: StageGraph) -> Iterator[str]:
    starts = [stage.name for stage in graph.stages if stage.kind == "start"]
    if len(starts) != 1:
        yield f"there must be exactly one stage of kind start, not {len(starts)}"
    if not any(stage.kind == "final" for stage in graph.stages):
        yield "there is no stage of kind final, so nothing ever ends"
    for stage in graph.stages:
        leaving = graph.leaving(stage.name)
        if stage.kind == "final" and leaving:
            yield f"stage “{stage.name}” is final, yet “{leaving[0].name}” leads on from it"
        if stage.kind != "final" and not leaving:
            yield f"stage “{stage.name}” is a dead end: no transition leads on, and it is not final"


def _unreachable(graph: StageGraph) -> Iterator[str]:
    reached = _closure(_edges(graph), [graph.initial])
    for stage in graph.stages:
        if stage.name not in reached:
            yield f"stage “{stage.name}” can never be reached from “{graph.initial}”"


def _stuck(graph: StageGraph) -> Iterator[str]:
    backwards: dict[str, set[str]] = {}
    for source, targets in _edges(graph).items():
        for target in targets:
            backwards.setdefault(target, set()).add(source)
    ending = _closure(backwards, [stage.name for stage in graph.stages if stage.kind == "final"])
    for stage in graph.stages:
        if stage.name not in ending:
            yield f"from stage “{stage.name}” no final stage can be reached"


def _edges(graph: StageGraph) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {}
    for way in graph.transitions:
        for source in way.sources:
            targets = {way.target} if way.target != PREVIOUS else _entering(graph, source)
            edges.setdefault(source, set()).update(targets)
    return edges


def _entering(graph: StageGraph, stage: str) -> set[str]:
    return {source for way in graph.transitions if way.target == stage for source in way.sources}


def _closure(edges: dict[str, set[str]], start: list[str]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for target in edges.get(waiting.pop(), set()) - reached:
            reached.add(target)
            waiting.append(target)
    return reached
