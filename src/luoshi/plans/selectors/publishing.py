"""What publication would do, and what speaks against it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from luoshi.orgs.collectives import members_of, sorts_of
from luoshi.orgs.models import Unit
from luoshi.plans.coverage import Coverage
from luoshi.plans.models import DraftItem, Finding, PlanVersion
from luoshi.plans.payloads import TASK
from luoshi.plans.selectors.changes import changes, previous_of, unexplained
from luoshi.plans.selectors.review import coverage_of
from luoshi.plans.services.names import UnknownName, unknown_names

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many items of a kind are kept, left out, undecided."""

    kind: str
    label: str
    kept: int
    rejected: int
    pending: int


@dataclass(frozen=True, slots=True)
class Collective:
    """A collective that tasks name: how often, whether it means every unit of a sort, and which these are."""

    name: str
    mentions: int
    means_all: bool
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The last look before publication."""

    kinds: Sequence[KindCount]
    coverage: Coverage
    undecided: Sequence[DraftItem]
    unknown: Sequence[UnknownName]
    collectives: Sequence[Collective]
    open_findings: int
    previous: PlanVersion | None
    unexplained: int = 0  # tasks and targets that are given up or replaced without a reason

    @property
    def kept(self) -> int:
        return sum(one.kept for one in self.kinds)

    @property
    def is_clean(self) -> bool:
        return not (self.undecided or self.unknown or self.open_findings or self.unexplained)


def readiness(version: PlanVersion) -> Readiness:
    """Counts by kind, the first undecided items, unknown names and open findings of a version."""
    undecided = version.items.filter(state=DraftItem.State.PENDING).order_by("start")
    findings = version.findings.filter(accepted_at=None).exclude(severity=Finding.Severity.INFO)
    previous = previous_of(version)
    return Readiness(
        _by_kind(version),
        coverage_of(version),
        list(undecided[:MOST_LISTED]),
        unknown_names(version),
        collectives(version),
        findings.count(),
        previous,
        len(unexplained(changes(version, previous))) if previous else 0,
    )


def collectives(version: PlanVersion) -> list[Collective]:
    """The collectives in the tasks that are not left out, the most frequent first, and whom each binds."""
    items = version.items.filter(kind=TASK).exclude(state=DraftItem.State.REJECTED)
    # As printed, not with a prefix restored: it is under this name that the published task keeps it.
    counts = Counter(unit["name"] for item in items for unit in item.payload.get("collectives") or [])
    standing = members_of(counts, version.plan.region)
    return [
        Collective(name, count, bool(sorts_of(name)), standing.get(name, ())) for name, count in counts.most_common()
    ]


def _by_kind(version: PlanVersion) -> list[KindCount]:
    rows = version.items.order_by().values_list("kind", "state").annotate(Count("pk"))
    counts = {(kind, state): count for kind, state, count in rows}
    return [
        KindCount(
            kind,
            str(label),
            sum(counts.get((kind, state), 0) for state in DraftItem.KEPT),
            counts.get((kind, DraftItem.State.REJECTED), 0),
            counts.get((kind, DraftItem.State.PENDING), 0),
        )
        for kind, label in DraftItem.Kind.choices
    ]
