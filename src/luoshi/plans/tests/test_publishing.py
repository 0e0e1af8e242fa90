"""Publication: what binds whom."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from luoshi.accounts.models import User
from luoshi.orgs.models import Unit, WorkingGroup
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, PlanVersion, Task, TaskUnit
from luoshi.plans.selectors.changes import changes
from luoshi.plans.services import imports, publishing, review
from luoshi.plans.signals import version_published
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

State = PlanVersion.State


@pytest.fixture
def published(version: PlanVersion, units: dict[str, Unit], coordinator: User) -> PlanVersion:
    return publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    calls: list[dict[str, Any]] = []

    def listen(**arguments: Any) -> None:
        calls.append(arguments)

    version_published.connect(listen)
    yield calls
    version_published.disconnect(listen)


def test_it_stops_at_undecided_items(version: PlanVersion, coordinator: User) -> None:
    with pytest.raises(PlanError, match="8"):
        publishing.publish(version_id=version.pk, actor=coordinator)
    version.refresh_from_db()
    assert version.state == State.REVIEWING
    assert not Task.objects.exists()


def test_it_refuses_to_publish_nothing(version: PlanVersion, coordinator: User) -> None:
    with pytest.raises(PlanError):
        publishing.publish(version_id=version.pk, undecided=publishing.LEAVE_OUT, actor=coordinator)
    version.refresh_from_db()
    assert version.items.filter(state=DraftItem.State.PENDING).count() == 8


def test_it_stores_tasks_with_their_sentence_and_deadline(published: PlanVersion) -> None:
    task = published.tasks.get(number="二/（一）/1")
    assert task.title == "建设竹木加工园"
    assert task.text == TEXT[task.start : task.end]
    assert (task.deadline_text, task.deadline_date) == ("2026年9月底前", date(2026, 9, 30))
    assert published.tasks.count() == 4


def test_it_tells_lead_support_and_joint_apart_and_finds_their_units(
    published: PlanVersion, units: dict[str, Unit]
) -> None:
    rows = TaskUnit.objects.filter(task__version=published).order_by("task__order", "order")
    assert [(row.role, row.name, row.unit) for row in rows[:5]] == [
        ("lead", "县工信局", units["县工信局"]),
        ("support", "县自然资源局", units["县自然资源局"]),
        ("support", "云渡镇", units["云渡镇"]),
        ("joint", "县农业农村局", units["县农业农村局"]),
        ("joint", "县商务局", units["县商务局"]),
    ]


def test_it_hangs_a_target_on_its_task(published: PlanVersion) -> None:
    target = published.targets.get(key="0:t3")
    assert target.task == published.tasks.get(number="二/（一）/1")
    assert (target.comparator, target.value, target.unit) == ("=", 3, "万平方米")


def test_it_sets_up_the_working_group(published: PlanVersion, units: dict[str, Unit]) -> None:
    group = WorkingGroup.objects.get()
    assert (group.name, group.office_unit) == ("青禾县产业发展工作专班", units["县工信局"])
    assert [(one.role, one.who) for one in group.convenors.all()] == [("召集人", "县政府副县长")]
    assert [member.unit for member in group.members.all()] == [units["县工信局"], units["县财政局"]]


def test_it_lets_other_rooms_know_inside_the_transaction(
    version: PlanVersion, coordinator: User, heard: list[dict[str, Any]]
) -> None:
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    assert [(call["version"], call["actor"]) for call in heard] == [(version, coordinator)]


def test_a_listener_that_fails_undoes_the_publication(version: PlanVersion, coordinator: User) -> None:
    def fail(**_arguments: Any) -> None:
        raise RuntimeError("the desk is closed")

    version_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    finally:
        version_published.disconnect(fail)
    version.refresh_from_db()
    assert (version.state, Task.objects.count()) == (State.REVIEWING, 0)


def test_it_publishes_corrections_and_leaves_out_what_was_rejected(version: PlanVersion, coordinator: User) -> None:
    park, fair = (version.items.get(key=key) for key in ("0:二/（一）/1", "0:二/（一）/2"))
    review.correct(item_id=park.pk, revision=0, payload=park.payload | {"title": "建园"}, actor=coordinator)
    review.reject(item_id=fair.pk, revision=0, actor=coordinator)
    publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)
    assert set(version.tasks.values_list("title", flat=True)) == {"建园", "落实月调度制度", "兑现惠企资金2000万元"}


def test_it_publishes_once(published: PlanVersion, coordinator: User) -> None:
    with pytest.raises(PlanError):
        publishing.publish(version_id=published.pk, undecided=publishing.ACCEPT, actor=coordinator)


@pytest.fixture
def second(published: PlanVersion, coordinator: User) -> PlanVersion:
    """The corrected document: six events became eight, and one target is gone."""
    text = TEXT.replace("活动6场", "活动8场")
    draft = contract()
    del draft["targets"][1]
    file = ContentFile(text.encode(), name="second.txt")
    new = imports.receive(file=file, name="second.txt", plan=published.plan, actor=coordinator).version
    document = Document("second.txt", "text/plain", new.sha256, text)
    imports.store(version=new, document=document, draft=draft, findings=[])
    new.refresh_from_db()
    return new


def test_a_second_version_shows_what_changed(second: PlanVersion, published: PlanVersion) -> None:
    rows = [(row.change.verdict, row.change.old and row.change.old.key) for row in changes(second, published)]
    assert rows[:2] == [("changed", "0:二/（一）/2"), ("removed", "0:t2")]
    assert {verdict for verdict, _key in rows[2:]} == {"same"}


def test_a_second_version_continues_the_running_tasks(
    second: PlanVersion, published: PlanVersion, coordinator: User
) -> None:
    gone = published.targets.get(key="0:t2")
    publishing.explain_removal(target_id=gone.pk, reason="上级调减", actor=coordinator)
    publishing.publish(version_id=second.pk, undecided=publishing.ACCEPT, actor=coordinator)
    published.refresh_from_db()
    gone.refresh_from_db()
    assert (published.state, second.number, gone.replaced_reason) == (State.SUPERSEDED, 2, "上级调减")
    assert {task.previous_id for task in second.tasks.all()} == set(published.tasks.values_list("pk", flat=True))


def test_a_target_is_not_given_up_without_a_reason(published: PlanVersion, coordinator: User) -> None:
    with pytest.raises(PlanError):
        publishing.explain_removal(target_id=published.targets.all()[0].pk, reason="  ", actor=coordinator)
