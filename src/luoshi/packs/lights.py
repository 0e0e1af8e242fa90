"""A light pack as the pure rule of progress.lights."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from luoshi.packs.errors import PackError
from luoshi.packs.loader import Pack, load
from luoshi.progress.lights import Condition, LightRule, RuleError, Step


def light_rule(name: str = "default", *, folder: Path | None = None) -> LightRule:
    """The rule of that name. Raises PackError when it is absent, wrong, or could leave a case without a colour."""
    return as_rule(load("lights", name, folder=folder))


def as_rule(pack: Pack) -> LightRule:
    """Raises PackError when a step is wrong."""
    try:
        return LightRule(pack.id, pack.version, tuple(_step(step) for step in pack.data["steps"]))
    except RuleError as error:
        raise PackError(pack.path, "steps", str(error), "end with one step that has no “when”") from None


def _step(data: Mapping[str, Any]) -> Step:
    because = data["because"]
    return Step(data["name"], data["colour"], _condition(data.get("when", {})), because["zh"], because["en"])


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(
        life=frozenset(data.get("life", ())),
        overdue=data.get("overdue"),
        due_within=data.get("due_within"),
        overdue_more_than=data.get("overdue_more_than"),
        known=frozenset(data.get("known", ())),
        unknown=frozenset(data.get("unknown", ())),
        below=_limits(data.get("below", {})),
        at_most=_limits(data.get("at_most", {})),
        above=_limits(data.get("above", {})),
        below_measure=dict(data.get("below_measure", {})),
        was_red=data.get("was_red"),
        finished_late=data.get("finished_late"),
    )


def _limits(data: Mapping[str, Any]) -> dict[str, Decimal]:
    return {name: Decimal(str(limit)) for name, limit in data.items()}
