"""What the desk does when another room says that something happened."""

from collections.abc import Iterable
from typing import Any

from luoshi.accounts.models import User
from luoshi.delivery import audit_words
from luoshi.delivery.services.registering import register_from_version, take_up_units
from luoshi.plans.models import PlanVersion
from luoshi.plans.signals import parties_settled, version_published


def connect() -> None:
    """Called once, when Django is ready."""
    audit_words.connect()
    version_published.connect(_published, dispatch_uid="delivery.published")
    parties_settled.connect(_settled, dispatch_uid="delivery.parties_settled")


def _published(version: PlanVersion, actor: User | None = None, **_: Any) -> None:
    register_from_version(version=version, user=actor)


def _settled(version: PlanVersion, tasks: Iterable[int], actor: User | None = None, **_: Any) -> None:
    take_up_units(version=version, tasks=tasks, user=actor)
