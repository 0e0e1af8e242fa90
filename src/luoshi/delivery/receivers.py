"""What the desk does when another room says that something happened."""

from typing import Any

from luoshi.accounts.models import User
from luoshi.delivery.services.registering import register_from_version
from luoshi.plans.models import PlanVersion
from luoshi.plans.signals import version_published


def connect() -> None:
    """Called once, when Django is ready."""
    version_published.connect(_published, dispatch_uid="delivery.published")


def _published(version: PlanVersion, actor: User | None = None, **_: Any) -> None:
    register_from_version(version=version, user=actor)
