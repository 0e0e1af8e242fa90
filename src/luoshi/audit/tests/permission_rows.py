"""Who may read the audit record."""

from luoshi.accounts.roles import Role
from luoshi.web.testworld import Row

AUDITOR = frozenset({Role.AUDITOR})

ROWS = [
    Row("audit:list", allowed=AUDITOR),
    Row("audit:check", "POST", allowed=AUDITOR, status=302),
    Row(
        "audit:history",
        allowed=AUDITOR,
        arguments=lambda _world: {"subject_type": "orgs.unit", "subject_id": "1"},
    ),
]
