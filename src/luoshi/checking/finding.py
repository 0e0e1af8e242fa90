"""A finding: one fault of a plan, said in one sentence, with every place concerned."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from luoshi.core.spans import Span

if TYPE_CHECKING:
    from luoshi.checking.case import Case


class Words(NamedTuple):
    """One sentence in both languages of the interface."""

    en: str
    zh: str


Severity = Literal["error", "warning", "info"]
QUOTE = 60  # characters of a place that are shown
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands: a span of the text, its 1-based line, and the words there."""

    span: Span
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `accepted` is the reason for which somebody decided to live with it."""

    rule: str
    severity: Severity
    words: Words
    places: Sequence[Place]
    data: Mapping[str, Any] = field(default_factory=dict)
    accepted: str | None = None

    @property
    def message(self) -> str:
        return self.words.en

    @property
    def quotes(self) -> set[str]:
        """The words concerned, each once: how often they stand in the text may change with it."""
        return {"".join(place.quote.split()) for place in self.places}

    @property
    def fingerprint(self) -> str:
        """Stays the same while the rule and the words concerned do, wherever they move in the text."""
        quotes = "\n".join(sorted(self.quotes)) or self.words.en
        return hashlib.sha256(f"{self.rule}\n{quotes}".encode()).hexdigest()[:12]

    def accept(self, reason: str) -> "Finding":
        return replace(self, accepted=reason)

    def as_contract(self) -> dict[str, Any]:
        """The finding as `luoshi.findings/1` states it (docs/checking.md)."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.words.en,
            "message_zh": self.words.zh,
            "places": [{"span": list(place.span), "line": place.line, "quote": place.quote} for place in self.places],
            "data": dict(self.data),
            "fingerprint": self.fingerprint,
            "accepted": self.accepted,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the checker: what it looks for, why that matters, and the function that looks."""

    id: str
    name: Words
    explanation: Words
    remedy: Words
    look: "Callable[[Case], Iterable[Finding]]"


RULES: dict[str, Rule] = {}


def rule(
    identity: str, *, name: str, explanation: str, remedy: str, zh: tuple[str, str, str]
) -> "Callable[[Callable[[Case], Iterable[Finding]]], Callable[[Case], Iterable[Finding]]]":
    """Register a function that finds the faults of one kind. `zh` is name, explanation and remedy in Chinese."""

    def register(look: "Callable[[Case], Iterable[Finding]]") -> "Callable[[Case], Iterable[Finding]]":
        if identity in RULES:
            raise ValueError(f"two rules are called {identity}")
        RULES[identity] = Rule(identity, Words(name, zh[0]), Words(explanation, zh[1]), Words(remedy, zh[2]), look)
        return look

    return register
