"""Document → PlanDraft, by a deterministic grammar."""

from luoshi.extraction.plan import extract

__all__ = ["extract"]
