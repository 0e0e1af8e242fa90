"""A pack that cannot be used, said so that an office can mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PackFault:
    """One fault: where in the file, what is wrong, and the remedy."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}" if self.where else f"{self.what}; {self.remedy}"


class PackError(ValueError):
    """A pack cannot be used. The message names the file, the place in it, what is wrong, and the remedy."""

    def __init__(self, path: Path | str, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{path}{f' at {where}' if where else ''}: {what}; {remedy}")
        self.fault = PackFault(where, what, remedy)
