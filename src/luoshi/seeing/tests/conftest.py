"""What the tests of this room share."""

import pytest

from luoshi.delivery.tests.desk_world import DeskWorld, build
from luoshi.web.testworld import World


@pytest.fixture
def busy(world: World) -> DeskWorld:
    """The settled world with a published plan in motion."""
    return build(world)
