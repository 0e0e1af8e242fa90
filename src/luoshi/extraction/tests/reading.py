"""Helpers: a draft from a few lines of plan, and a task as its names."""

from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft, Task, Unit
from luoshi.reading.document import Document


def document_of(text: str, media_type: str = "text/plain") -> Document:
    return Document("样例.txt", media_type, "0" * 64, text)


def draft_of(text: str) -> PlanDraft:
    return extract(document_of(text))


def task_of(text: str) -> Task:
    """The only task of a text."""
    (task,) = draft_of(text).tasks
    return task


def names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def who(task: Task) -> tuple[list[str], list[str], list[str], str]:
    return names(task.leads), names(task.supports), names(task.collectives), task.basis
