"""The ladder in force, from its pack: checked before anybody is urged by it."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from luoshi.packs import Pack, PackError, load, place_in
from luoshi.urging.checks import problems
from luoshi.urging.ladder import KINDS, Ladder, Step, Trigger


@lru_cache(maxsize=16)
def ladder_of(name: str = "default", folder: Path | None = None) -> Ladder:
    """The ladder of that name, an office's own in `folder` first. Raises PackError when it is absent or wrong."""
    pack = load("urging", name, folder=folder)
    made = ladder_from(pack)
    for where, what, remedy in problems(made):
        raise PackError(pack.path, place_in(pack.path, where), what, remedy)
    return made


def ladder_from(pack: Pack) -> Ladder:
    """A ladder from a pack that has passed its schema."""
    return Ladder(pack.id, pack.version, pack.data["rest"], tuple(_step(step) for step in pack.data["steps"]))


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        name=data["name"],
        zh=data["label"]["zh"],
        en=data["label"]["en"],
        when=tuple(_trigger(trigger) for trigger in data["when"]),
        tell=tuple(data["tell"]),
        wait=data["wait"],
        confirm=frozenset(data.get("confirm", ())),
        at_once=data.get("at_once", False),
        robot=data.get("robot", False),
    )


def _trigger(data: Mapping[str, Any]) -> Trigger:
    kind = next(kind for kind in KINDS if kind in data)
    because = data["because"]
    return Trigger(kind, data[kind], because["zh"], because["en"], frozenset(data.get("colours", ())))
