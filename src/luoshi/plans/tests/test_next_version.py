"""A corrected document: what people decided comes along, every change is told, what is given up keeps its reason."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.delivery.models import Task as Running
from luoshi.orgs.models import Unit
from luoshi.plans.errors import PlanError
from luoshi.plans.models import DraftItem, PlanVersion, Target
from luoshi.plans.selectors.changes import changes, unexplained
from luoshi.plans.services import imports, publishing, review
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document

State = DraftItem.State
SHIFT = "（修订）\n"


def later(draft: Any, by: int) -> Any:
    """The same reading of a text that has some more characters in front."""
    if isinstance(draft, dict):
        return {
            name: [inner[0] + by, inner[1] + by] if name == "span" and inner else later(inner, by)
            for name, inner in draft.items()
        }
    return [later(inner, by) for inner in draft] if isinstance(draft, list) else draft


def imported(plan: PlanVersion, actor: User, text: str, draft: dict[str, Any]) -> PlanVersion:
    file = ContentFile(text.encode(), name="next.txt")
    new = imports.receive(file=file, name="next.txt", plan=plan.plan, actor=actor).version
    imports.store(version=new, document=Document("next.txt", "text/plain", new.sha256, text), draft=draft, findings=[])
    new.refresh_from_db()
    return new


@pytest.fixture
def first(version: PlanVersion, units: dict[str, Unit], coordinator: User) -> PlanVersion:
    """Version 1: a lead corrected, a task rejected, a target added by hand, the rest accepted."""
    park, monthly = (version.items.get(key=key) for key in ("0:二/（一）/1", "0:二/（二）/3"))
    corrected = park.payload | {"leads": [{"name": "县商务局", "span": None}]}
    review.correct(item_id=park.pk, revision=0, payload=corrected, actor=coordinator)
    review.reject(item_id=monthly.pk, revision=0, actor=coordinator)
    start = version.text.index("组织产销对接活动6场")
    payload = {
        "quote": "组织产销对接活动6场", "indicator": "产销对接活动", "comparator": "=", "value": 6.0, "unit": "场",
        "task": "0:二/（一）/2",
    }  # fmt: skip
    review.add(version_id=version.pk, kind="target", start=start, end=start + 10, payload=payload, actor=coordinator)
    return publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=coordinator)


@pytest.fixture
def second(first: PlanVersion, coordinator: User) -> PlanVersion:
    """The same words a little later in the text; the county's own target is 8 % instead of 7.5 %."""
    draft = later(contract(), len(SHIFT))
    draft["targets"][0] |= {"value": 8.0, "quote": "规模工业增加值增长8.0%以上"}
    return imported(first, coordinator, SHIFT + TEXT.replace("增长7.5%", "增长8.0%"), draft)


def test_corrections_and_additions_come_along_and_wait_for_a_person(second: PlanVersion) -> None:
    park = second.items.get(key="0:二/（一）/1")
    assert [one["name"] for one in park.payload["leads"]] == ["县商务局"]
    assert (park.state, park.earlier) == (State.PENDING, State.CORRECTED)
    support = park.payload["supports"][0]
    assert second.text[slice(*support["span"])] == support["name"]
    assert second.items.get(key="0:二/（二）/3").earlier == State.REJECTED
    added = second.items.get(key="hand:1")
    assert (second.text[added.start : added.end], added.state) == ("组织产销对接活动6场", State.PENDING)


def test_only_what_really_changed_is_a_change(first: PlanVersion, second: PlanVersion) -> None:
    told = {
        (row.change.verdict, row.item.key if row.item else row.old and row.old.key): row.change.fields
        for row in changes(second, first)
        if row.change.verdict != "same"
    }
    assert set(told) == {("changed", "0:t1"), ("added", "0:二/（二）/3")}
    assert [(one.name, one.old, one.new) for one in told["changed", "0:t1"]] == [("figure", "≥ 7.5%", "≥ 8%")]


def test_one_step_decides_as_before_what_is_unchanged(office: Client, first: PlanVersion, second: PlanVersion) -> None:
    office.post(reverse("plans:accept_unchanged", args=[second.pk]))
    states = dict(second.items.values_list("key", "state"))
    assert states.pop("0:t1") == State.PENDING
    assert states.pop("0:二/（二）/3") == State.REJECTED
    assert (states.pop("0:二/（一）/1"), states.pop("hand:1")) == (State.CORRECTED, State.ADDED)
    assert set(states.values()) == {State.ACCEPTED}


def test_a_replaced_figure_asks_for_a_reason_and_keeps_it(
    first: PlanVersion, second: PlanVersion, coordinator: User
) -> None:
    with pytest.raises(PlanError, match="1"):
        publishing.publish(version_id=second.pk, undecided=publishing.ACCEPT, actor=coordinator)
    second.refresh_from_db()
    assert second.state == PlanVersion.State.REVIEWING
    assert second.items.filter(state=State.PENDING).exists()
    old = first.targets.get(key="0:t1")
    publishing.explain_removal(target_id=old.pk, reason="市里调增", actor=coordinator)
    publishing.publish(version_id=second.pk, undecided=publishing.ACCEPT, actor=coordinator)
    new = second.targets.get(key="0:t1")
    assert new.previous is not None
    assert (new.value, new.previous.value, new.previous.replaced_reason) == (8, 7.5, "市里调增")


def test_one_reason_serves_all_that_have_none(first: PlanVersion, coordinator: User) -> None:
    draft = contract()
    draft["tasks"] = draft["tasks"][:1]
    draft["targets"] = draft["targets"][2:]
    second = imported(first, coordinator, f"{TEXT}\n", draft)
    assert len(unexplained(changes(second, first))) == 5 - 1  # two tasks and two targets
    kept = first.targets.get(key="0:t1")
    publishing.explain_removal(target_id=kept.pk, reason="市里调减", actor=coordinator)
    publishing.publish(version_id=second.pk, undecided=publishing.ACCEPT, reason=" 方案  修订 ", actor=coordinator)
    reasons = Target.objects.filter(version=first).exclude(replaced_reason="").values_list("key", "replaced_reason")
    assert dict(reasons) == {"0:t1": "市里调减", "0:t2": "方案 修订"}
    fair = Running.objects.get(plan_task__key="0:二/（一）/2")
    assert fair.state == "suspended"
    assert fair.plan_task.replaced_reason == "方案 修订"


def test_the_page_of_changes_leads_back_to_the_change(office: Client, first: PlanVersion, second: PlanVersion) -> None:
    where = reverse("plans:changes", args=[second.pk])
    html = office.get(where).content.decode()
    assert "≥ 7.5%" in html
    assert "≥ 8%" in html
    item = second.items.get(key="0:t1")
    form = {"action": "accept", "revision": item.revision, "next": f"{where}#change-1"}
    assert office.post(reverse("plans:decide", args=[item.pk]), form)["Location"] == f"{where}#change-1"
    old = first.targets.get(key="0:t1")
    address = reverse("plans:replace", args=[second.pk, "target", old.pk])
    assert office.post(address, {"reason": "市里调增", "next": "https://evil.example/"})["Location"] == where
    old.refresh_from_db()
    assert old.replaced_reason == "市里调增"


def test_the_comparison_asks_the_database_no_more_for_many_items_than_for_few(
    first: PlanVersion, second: PlanVersion, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(9):
        rows = changes(second, first)
    assert sum(isinstance(row.old, Target) for row in rows) == 4
