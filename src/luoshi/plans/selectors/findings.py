"""What the checker found in a version: the list, and how much of what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from luoshi.plans.models import Finding, PlanVersion

GRAVITY = Case(
    *(When(severity=severity, then=Value(rank)) for rank, severity in enumerate(Finding.Severity.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings are open, by severity; how many are accepted; which rules found them."""

    open: Mapping[Finding.Severity, int]
    accepted: int
    rules: list[str]

    @property
    def by_severity(self) -> list[tuple[str, str, int]]:
        """Severity, its name, and how many are open; severities without an open finding left out."""
        return [(severity, str(severity.label), count) for severity, count in self.open.items() if count]


def tally(version: PlanVersion) -> Tally:
    """Counted in one query."""
    rows = list(
        version.findings.order_by()
        .values("severity", "rule")
        .annotate(open=Count("pk", filter=Q(accepted_at=None)), every=Count("pk"))
    )
    open_ones = {
        severity: sum(row["open"] for row in rows if row["severity"] == severity) for severity in Finding.Severity
    }
    return Tally(open_ones, sum(row["every"] - row["open"] for row in rows), sorted({row["rule"] for row in rows}))


def findings(
    version: PlanVersion, *, severity: str = "", rule: str = "", still_open: bool = False
) -> QuerySet[Finding]:
    """The findings about a version: the gravest first, those of one rule together, each in the order of the text."""
    found = version.findings.select_related("accepted_by")
    if severity:
        found = found.filter(severity=severity)
    if rule:
        found = found.filter(rule=rule)
    if still_open:
        found = found.filter(accepted_at=None)
    return found.order_by(GRAVITY, "rule", "start", "pk")
