"""A stage graph: what a thing can be, who may move it on, what is asked of them, and how long it may stay. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

PREVIOUS = "$previous"  # as the goal of a transition: the stage it came from

Kind = Literal["start", "normal", "final"]
Life = Literal["waiting", "open", "claimed", "done", "paused"]
Tone = Literal["primary", "plain", "danger"]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in both languages of the product."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom to turn to when a stage has outlasted its deadline by `after` working days, and how strongly."""

    after: int
    to: str
    step: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A stage's time limit, in working days from the day it was entered."""

    workdays: int
    escalate: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    label: Words
    kind: Kind = "normal"
    life: Life = "open"
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One way on: from any of `sources` to `target`, by any of `roles`, with the required fields and open gates."""

    name: str
    label: Words
    done: Words
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    requires: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True)
class StageGraph:
    """A whole life. Names are unique; `checks.problems` says what is wrong with a graph."""

    id: str
    version: int
    label: Words
    roles: Mapping[str, Words]
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    origin: str = field(default="", compare=False)

    @cached_property
    def by_name(self) -> dict[str, Stage]:
        return {stage.name: stage for stage in self.stages}

    @cached_property
    def ways(self) -> dict[str, Transition]:
        return {transition.name: transition for transition in self.transitions}

    @cached_property
    def initial(self) -> str:
        """The first stage of kind start."""
        return next(stage.name for stage in self.stages if stage.kind == "start")

    def stage(self, name: str) -> Stage:
        """Raises KeyError for a stage the graph does not have."""
        return self.by_name[name]

    def leaving(self, stage: str) -> list[Transition]:
        """The ways on from a stage, in the order of the pack."""
        return [transition for transition in self.transitions if stage in transition.sources]

    def stages_of(self, *lives: Life) -> list[str]:
        """The names of the stages with one of these lives."""
        return [stage.name for stage in self.stages if stage.life in lives]


def graph_from(data: Mapping[str, Any], origin: str = "") -> StageGraph:
    """A graph from the plain data of a pack that has passed the schema flow.json."""
    return StageGraph(
        id=data["id"],
        version=data["version"],
        label=_words(data["label"]),
        roles={name: _words(label) for name, label in data["roles"].items()},
        stages=tuple(_stage(stage) for stage in data["stages"]),
        transitions=tuple(_transition(transition) for transition in data["transitions"]),
        origin=origin,
    )


def _words(data: Mapping[str, str]) -> Words:
    return Words(data["zh"], data["en"])


def _stage(data: Mapping[str, Any]) -> Stage:
    clock = data.get("clock")
    steps = tuple(Escalation(**step) for step in clock.get("escalate", ())) if clock else ()
    return Stage(
        data["name"],
        _words(data["label"]),
        data.get("kind", "normal"),
        data.get("life", "open"),
        Clock(clock["workdays"], steps) if clock else None,
    )


def _transition(data: Mapping[str, Any]) -> Transition:
    return Transition(
        name=data["name"],
        label=_words(data["label"]),
        done=_words(data.get("done", data["label"])),
        sources=tuple(data["from"]),
        target=data["to"],
        roles=frozenset(data["roles"]),
        requires=tuple(data.get("requires", ())),
        gates=tuple(data.get("gates", ())),
        tone=data.get("tone", "plain"),
    )
