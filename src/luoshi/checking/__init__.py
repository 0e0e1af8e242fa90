"""What is wrong in a plan, or between two plans."""

from collections.abc import Mapping

from luoshi.checking.case import Case
from luoshi.checking.finding import RULES, SEVERITIES, Finding, Place, Rule, Severity, Words
from luoshi.checking.rules import load
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document

__all__ = ["RULES", "SEVERITIES", "Finding", "Place", "Rule", "Severity", "Words", "check", "known_rules"]


def known_rules() -> Mapping[str, Rule]:
    """Every rule by its id."""
    load()
    return RULES


def check(draft: PlanDraft, document: Document, *, accepted: Mapping[str, str] | None = None) -> list[Finding]:
    """Every finding of every rule, in the order of the text.

    `accepted` maps the fingerprint of a finding to the reason for which somebody accepts it.
    """
    load()
    case = Case(draft, document)
    found = [finding for rule in RULES.values() for finding in rule.look(case)]
    found.sort(key=lambda finding: (finding.places[0].span if finding.places else (0, 0), finding.rule))
    reasons = accepted or {}
    return [
        finding.accept(reasons[finding.fingerprint]) if finding.fingerprint in reasons else finding for finding in found
    ]
