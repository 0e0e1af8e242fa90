"""Fixtures of this room."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.rounds.tests.round_world import OPENED, RoundWorld, build
from luoshi.web.testworld import World


@pytest.fixture
def county(world: World) -> RoundWorld:
    """The settled world with tasks under way."""
    return build(world)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are compared in the language of the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _on_the_first_of_april() -> Iterator[None]:
    with clock.at(on(OPENED)):
        yield


@pytest.fixture(autouse=True)
def _calendar_as_published() -> Iterator[None]:
    """Days that a test adds count for that test alone."""
    yield
    clock.CALENDAR.use(holidays=(), workdays=())


@pytest.fixture
def english(client: Client) -> Client:
    """A client that reads the pages in English."""
    client.cookies["django_language"] = "en"
    return client
