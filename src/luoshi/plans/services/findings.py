"""Living with a finding: accepted with a reason, or taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.plans.errors import PlanError
from luoshi.plans.models import Finding


@transaction.atomic
def accept(*, finding_id: int, reason: str, actor: User) -> Finding:
    """Accept a finding for a stated reason. Raises PlanError without one."""
    reason = " ".join(reason.split())
    if not reason:
        raise PlanError(_("Say why this finding is accepted."))
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    finding.reason, finding.accepted_at, finding.accepted_by = reason, timezone.now(), actor
    finding.save(update_fields=["reason", "accepted_at", "accepted_by"])
    record(actor=actor, action="plans.finding_accepted", subject=finding, data={"reason": reason})
    return finding


@transaction.atomic
def reopen(*, finding_id: int, actor: User) -> Finding:
    """Take an acceptance back."""
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    data = {"reason": finding.reason}
    finding.reason, finding.accepted_at, finding.accepted_by = "", None, None
    finding.save(update_fields=["reason", "accepted_at", "accepted_by"])
    record(actor=actor, action="plans.finding_reopened", subject=finding, data=data)
    return finding
