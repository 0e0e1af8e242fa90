"""Where the present call comes from, so that services need not be handed a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_address: ContextVar[str] = ContextVar("luoshi_audit_address", default="")


def current_address() -> str:
    """The network address of the caller, or an empty string outside a web request."""
    return _address.get()


@contextmanager
def calling_from(address: str) -> Iterator[None]:
    """Remember the caller's address for the length of one request."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)
