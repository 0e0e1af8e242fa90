"""Deciding about items."""

import pytest

from luoshi.accounts.models import User
from luoshi.audit.models import Record
from luoshi.plans.errors import PlanError, StaleItem
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.services import review

State = DraftItem.State


@pytest.fixture
def item(version: PlanVersion) -> DraftItem:
    return version.items.get(key="0:二/（一）/1")


def test_it_accepts_an_item_and_records_who_did(item: DraftItem, coordinator: User) -> None:
    before = Record.objects.count()
    decided = review.accept(item_id=item.pk, revision=0, actor=coordinator)
    assert (decided.state, decided.revision, decided.reviewer) == (State.ACCEPTED, 1, coordinator)
    assert Record.objects.count() == before + 1


def test_it_keeps_what_was_extracted_beside_a_correction(item: DraftItem, coordinator: User) -> None:
    payload = item.payload | {"title": "建设竹木产业园"}
    decided = review.correct(item_id=item.pk, revision=0, payload=payload, actor=coordinator)
    assert decided.state == State.CORRECTED
    assert decided.payload["title"] == "建设竹木产业园"
    assert decided.extracted is not None
    assert decided.extracted["title"] == "建设竹木加工园"


def test_it_tells_the_second_reviewer_and_overwrites_nothing(
    item: DraftItem, coordinator: User, second_coordinator: User
) -> None:
    review.accept(item_id=item.pk, revision=0, actor=coordinator)
    with pytest.raises(StaleItem, match="coordinator"):
        review.reject(item_id=item.pk, revision=0, actor=second_coordinator)
    item.refresh_from_db()
    assert (item.state, item.reviewer) == (State.ACCEPTED, coordinator)


def test_it_takes_back_decisions_one_by_one(item: DraftItem, coordinator: User) -> None:
    review.correct(item_id=item.pk, revision=0, payload=item.payload | {"title": "甲"}, actor=coordinator)
    review.reject(item_id=item.pk, revision=1, actor=coordinator)
    back = review.undo(item_id=item.pk, revision=2, actor=coordinator)
    assert (back.state, back.payload["title"]) == (State.CORRECTED, "甲")
    first = review.undo(item_id=item.pk, revision=3, actor=coordinator)
    assert (first.state, first.corrected, first.reviewer) == (State.PENDING, None, None)
    with pytest.raises(PlanError):
        review.undo(item_id=item.pk, revision=4, actor=coordinator)


def test_it_changes_nothing_when_the_same_decision_is_sent_twice(item: DraftItem, coordinator: User) -> None:
    first = review.accept(item_id=item.pk, revision=0, actor=coordinator)
    again = review.accept(item_id=item.pk, revision=first.revision, actor=coordinator)
    assert again.revision == first.revision
    assert item.decisions.count() == 1


def test_it_adds_a_missed_item_at_its_sentence_and_undo_removes_it(version: PlanVersion, coordinator: User) -> None:
    start = version.text.index("组织产销对接活动6场")
    item = review.add(
        version_id=version.pk,
        kind="target",
        start=start,
        end=start + 10,
        payload={"indicator": "活动"},
        actor=coordinator,
    )
    assert (item.state, item.extracted, item.part) == (State.ADDED, None, version.parts.get(annex="0"))
    assert review.undo(item_id=item.pk, revision=0, actor=coordinator).state == State.REJECTED


def test_it_refuses_a_place_outside_the_text(version: PlanVersion, coordinator: User) -> None:
    with pytest.raises(PlanError):
        review.add(version_id=version.pk, kind="task", start=5, end=10**6, payload={}, actor=coordinator)


def test_it_accepts_many_in_one_write_and_leaves_decided_ones_alone(version: PlanVersion, coordinator: User) -> None:
    ids = list(version.items.values_list("pk", flat=True))
    review.reject(item_id=ids[0], revision=0, actor=coordinator)
    before = Record.objects.count()
    assert review.accept_many(version_id=version.pk, item_ids=ids, actor=coordinator) == len(ids) - 1
    assert Record.objects.count() == before + 1
    assert version.items.get(pk=ids[0]).state == State.REJECTED


def test_it_refuses_decisions_once_the_version_is_not_under_review(item: DraftItem, coordinator: User) -> None:
    PlanVersion.objects.filter(pk=item.version_id).update(state=PlanVersion.State.PUBLISHED)
    with pytest.raises(PlanError):
        review.accept(item_id=item.pk, revision=0, actor=coordinator)
