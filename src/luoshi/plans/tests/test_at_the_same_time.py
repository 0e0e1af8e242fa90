"""Two people at one version: published once, no decision lost, on SQLite and PostgreSQL alike."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Region, WorkingGroup
from luoshi.plans.errors import PlanError, StaleItem
from luoshi.plans.models import Decision, DraftItem, PlanVersion, Task
from luoshi.plans.services import publishing, review
from luoshi.plans.signals import version_published
from luoshi.plans.tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    return [builders.make_person(name, Role.COORDINATION) for name in ("first", "second")]


@pytest.fixture
def under_review(people: list[User]) -> PlanVersion:
    return builders.reviewed_version(people[0], Region.objects.create(name="青禾县", level=Region.Level.COUNTY))


def together(works: list[Callable[[], Any]]) -> list[str]:
    """Let all begin at the same moment, each with a connection of its own; how each ended, in any order."""
    start, ends = threading.Barrier(len(works)), []

    def run(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            work()
            ends.append("done")
        except PlanError as error:
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def test_it_publishes_once_when_two_press_the_button(under_review: PlanVersion, people: list[User]) -> None:
    def publish(user: User) -> Callable[[], Any]:
        return lambda: publishing.publish(version_id=under_review.pk, undecided=publishing.ACCEPT, actor=user)

    assert together([publish(user) for user in people]) == ["PlanError", "done"]
    assert Task.objects.count() == 4
    assert WorkingGroup.objects.count() == 1


def test_of_two_decisions_on_one_item_one_stands_and_the_other_person_is_told(
    under_review: PlanVersion, people: list[User]
) -> None:
    item = under_review.items.get(key="0:二/（一）/1")
    first, second = people
    ends = together(
        [
            lambda: review.accept(item_id=item.pk, revision=0, actor=first),
            lambda: review.reject(item_id=item.pk, revision=0, actor=second),
        ]
    )
    assert ends == sorted([StaleItem.__name__, "done"])
    item.refresh_from_db()
    assert item.revision == 1
    assert item.state in {DraftItem.State.ACCEPTED, DraftItem.State.REJECTED}
    assert Decision.objects.filter(item=item).count() == 1


def test_a_decision_that_comes_while_the_version_is_published_is_refused(
    under_review: PlanVersion, people: list[User]
) -> None:
    item = under_review.items.get(key="0:二/（一）/1")
    inside = threading.Event()
    first, second = people

    def linger(**_arguments: Any) -> None:
        """The publication has seen every item and is not committed yet."""
        inside.set()
        time.sleep(0.5)

    def reject() -> None:
        inside.wait(10)
        review.reject(item_id=item.pk, revision=0, actor=second)

    version_published.connect(linger)
    try:
        ends = together(
            [
                lambda: publishing.publish(version_id=under_review.pk, undecided=publishing.ACCEPT, actor=first),
                reject,
            ]
        )
    finally:
        version_published.disconnect(linger)
    item.refresh_from_db()
    assert (ends, item.state) == (["PlanError", "done"], DraftItem.State.ACCEPTED)
    assert under_review.tasks.filter(item=item).exists()
