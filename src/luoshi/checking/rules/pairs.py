"""Rules that look at two plans. They find nothing in one; `luoshi.checking.alignment` finds them between two."""

from collections.abc import Iterator

from luoshi.checking.case import Case
from luoshi.checking.finding import Finding, rule


@rule(
    "below-upper",
    name="Below the upper level",
    explanation="The target asks for less than the upper plan's target for the same indicator.",
    remedy="Raise it, or agree with the upper level on the lower figure and say so.",
    zh=("低于上级", "目标低于上级方案中同一指标的目标。", "提高目标；确需降低的，与上级商定并写明。"),
)
def below_upper(_case: Case) -> Iterator[Finding]:
    """Found by alignment.below_upper."""
    return iter(())


@rule(
    "not-taken-up",
    name="Not taken up",
    explanation="The upper plan gives out a task or a figure, and nothing in this plan takes it up.",
    remedy="Add a task or a figure, or note that it concerns the upper level alone.",
    zh=("未承接", "上级方案布置的任务或指标，本级方案没有承接。", "补充任务或指标；只由上级承担的，予以注明。"),
)
def not_taken_up(_case: Case) -> Iterator[Finding]:
    """Found by alignment.not_taken_up."""
    return iter(())
