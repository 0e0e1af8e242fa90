"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import DeskWorld, build
from luoshi.notices.tests.conftest import hook, mailbox, platform
from luoshi.web.testworld import World

__all__ = ["hook", "mailbox", "platform"]


@pytest.fixture
def busy(world: World) -> DeskWorld:
    """The settled world with a published plan; its first task is accepted and under way since 2 March 2026."""
    made = build(world)
    Task.objects.update(group=world.group)
    made.accepted()
    return made


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are compared in the language of the code."""
    with translation.override("en"):
        yield
