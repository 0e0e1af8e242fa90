"""The functions that may run as jobs, by stable name."""

from collections.abc import Callable
from typing import Any

Handler = Callable[..., Any]

_handlers: dict[str, Handler] = {}


class JobFault(Exception):
    """A failure that a person can understand: its text is shown as it is, and the job is not tried again."""


def job(name: str) -> Callable[[Handler], Handler]:
    """Register `function(progress, **arguments)`; what it returns (JSON) becomes the job's result.

    The function may be run again after an interruption, so it must not double what it has already done.
    """

    def register(function: Handler) -> Handler:
        known = _handlers.get(name)
        if known is not None and known.__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are called {name}")
        _handlers[name] = function
        return function

    return register


def handler(name: str) -> Handler:
    """The function of that name. Raises JobFault when no room has registered one."""
    try:
        return _handlers[name]
    except KeyError:
        raise JobFault(f"no job is called {name}; was a room removed from the settings?") from None
