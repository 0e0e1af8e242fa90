"""What the desk counts on in the packs of its flows; everything else an office may change."""

from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Report
from luoshi.delivery.rights import SEEN_BY_LEAD
from luoshi.flow.contract import CONTRACTS
from luoshi.flow.services import SYSTEM_ROLE

ROLES = ("party", "reviewer", "lead", "office", "supervision", "leader", SYSTEM_ROLE)


def connect() -> None:
    """Called once, when Django is ready."""
    CONTRACTS.expect(
        "task",
        stages=("proposed", "registered", "assigned"),
        ways=("register", "assign", "report", "take_up", "return", "approve"),
        gates=GATES,
        roles=ROLES,
    )
    CONTRACTS.expect(
        "report",
        stages={*Report.WITH_THE_UNIT, *SEEN_BY_LEAD},
        ways=("submit", "pass_office"),
        gates=GATES,
        roles=ROLES,
    )
    CONTRACTS.expect(
        "extension",
        stages=("asked",),
        ways=("grant", "grant_change", "refuse", "withdraw"),
        gates=GATES,
        fields=("reason", "due"),
        roles=ROLES,
    )
