"""What the plans room stores: the source as read, the items under review, and the published plan."""

from luoshi.plans.models.published import Indicator, Target, Task, TaskUnit
from luoshi.plans.models.review import Decision, DraftItem, Finding
from luoshi.plans.models.source import Part, Plan, PlanVersion, Reading, Section

__all__ = [
    "Decision",
    "DraftItem",
    "Finding",
    "Indicator",
    "Part",
    "Plan",
    "PlanVersion",
    "Reading",
    "Section",
    "Target",
    "Task",
    "TaskUnit",
]
