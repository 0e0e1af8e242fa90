"""How handing over a message can end otherwise than well. Each text is one sentence that names the cause."""

from datetime import timedelta


class NotNow(Exception):
    """It was not taken, and trying again later can help; after `wait`, if the other side is known to ask for it."""

    def __init__(self, cause: str, *, wait: timedelta | None = None) -> None:
        super().__init__(cause)
        self.wait = wait


class Unreachable(NotNow):
    """Nothing answers at all, so whatever else goes the same way need not be tried just now."""


class NotEver(Exception):
    """The other side refused this address or message; trying again helps only once somebody has changed something."""


class Perhaps(Exception):
    """It left the house, and no answer came that tells whether it was taken: only a person may send it again."""
