"""What rooms above show on the pages of this one: a panel on a working group's or a unit's page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.orgs.models import Unit, WorkingGroup


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with what it needs."""

    template: str
    context: Mapping[str, Any]


Maker = Callable[[Any, Any], Panel | None]
_MAKERS: dict[type, list[Maker]] = {WorkingGroup: [], Unit: []}


def add_panel(model: type, maker: Maker) -> None:
    """Register a panel; called when Django is ready. The maker is given the object and the visitor."""
    _MAKERS[model].append(maker)


def panels_of(subject: WorkingGroup | Unit, visitor: Any) -> list[Panel]:
    """The panels for one page."""
    return [panel for maker in _MAKERS[type(subject)] if (panel := maker(subject, visitor)) is not None]
