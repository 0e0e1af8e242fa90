"""One step for many rows: each in a transaction of its own, so that one that cannot does not stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.services.lights import together
from luoshi.flow.errors import FlowError

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Moved(Generic[Row]):
    """What became of a step taken with many rows: how many took it, and why the others did not."""

    done: int
    refused: Sequence[tuple[Row, str]]


def each(rows: Sequence[Row], move: Callable[[Row], Any]) -> Moved[Row]:
    """Move each of these rows; lights are judged once at the end."""
    refused = []
    with together():
        for row in rows:
            try:
                move(row)
            except (FlowError, DeliveryError) as error:
                refused.append((row, str(error)))
    return Moved(len(rows) - len(refused), refused)
