"""What the delivery desk stores: tasks in motion, reports with their evidence, requests, and every light."""

from luoshi.delivery.models.lights import LightChange, LightOverride, RuleUse
from luoshi.delivery.models.paces import TargetPace
from luoshi.delivery.models.reports import Evidence, Figure, Report
from luoshi.delivery.models.tasks import Extension, Milestone, Task, TaskParty

__all__ = [
    "Evidence",
    "Extension",
    "Figure",
    "LightChange",
    "LightOverride",
    "Milestone",
    "Report",
    "RuleUse",
    "TargetPace",
    "Task",
    "TaskParty",
]
