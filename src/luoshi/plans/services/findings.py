"""Living with a finding: accepted with a reason, taken back, and known again in a corrected document."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.plans.errors import PlanError
from luoshi.plans.models import Finding, PlanVersion


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


def carry_acceptances(version: PlanVersion) -> int:
    """Accept again what was accepted in the version before and stands here in the same words, or in some of them.

    Of thirty tasks without a lead three were corrected: the rest was accepted, and is. What is new never is. Reason,
    person and time are those of the first acceptance. The count. The caller's own transaction.
    """
    before = version.plan.versions.filter(number__lt=version.number, findings__isnull=False).order_by("-number").first()
    if before is None:
        return 0
    accepted = list(before.findings.exclude(accepted_at=None))
    carried = []
    for finding in version.findings.all() if accepted else ():
        earlier = _known(finding, accepted)
        if earlier is not None:
            finding.reason, finding.accepted_by_id = earlier.reason, earlier.accepted_by_id
            finding.accepted_at = earlier.accepted_at
            carried.append(finding)
    Finding.objects.bulk_update(carried, ["reason", "accepted_by", "accepted_at"], batch_size=500)
    return len(carried)


def _known(finding: Finding, accepted: Iterable[Finding]) -> Finding | None:
    """The acceptance that means this finding: the same fingerprint, or the same rule and no words beyond its own."""
    words = _words(finding)
    for earlier in accepted:
        if earlier.rule == finding.rule and (
            (finding.fingerprint and earlier.fingerprint == finding.fingerprint) or (words and words <= _words(earlier))
        ):
            return earlier
    return None


def _words(finding: Finding) -> set[str]:
    return {"".join(str(place["quote"]).split()) for place in finding.places}
