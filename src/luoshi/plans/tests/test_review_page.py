"""The review page and its small requests."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.accounts.models import User
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.services import review as services

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(version: PlanVersion) -> DraftItem:
    return version.items.get(key="0:二/（一）/1")


def page(office: Client, version: PlanVersion, **query: Any) -> str:
    response = office.get(reverse("plans:review", args=[version.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def decide(office: Client, item: DraftItem, action: str, headers: dict[str, str] | None = None) -> Any:
    data = {"action": action, "revision": 0}
    return office.post(reverse("plans:decide", args=[item.pk]), data, headers=headers)


def test_it_colours_task_units_target_and_deadline_in_the_source(office: Client, version: PlanVersion) -> None:
    html = page(office, version, at=version.items.get(key="0:t1").start)
    for kind, words in (("lead", "县工信局"), ("support", "云渡镇"), ("deadline", "2026年9月底前")):
        assert f'm-task m-{kind}"' in html
        assert f">{words}</span>" in html
    assert "m-target" in html
    assert "m-unread" in html  # 县政府督查室负责 names nobody whom an item has


def test_it_opens_the_first_sheet_with_work_left_and_filters_its_items(office: Client, version: PlanVersion) -> None:
    assert "建设竹木加工园" in page(office, version)
    only_targets = page(office, version, kind="target", sheet=2)
    assert 'data-kind="target"' in only_targets
    assert 'data-kind="task"' not in only_targets
    assert 'data-state="pending"' not in page(office, version, state="rejected", sheet=2)


def test_it_shows_a_finding_at_its_item(office: Client, version: PlanVersion) -> None:
    html = page(office, version, sheet=2, findings=1)
    assert "任务没有责任单位。" in html
    assert html.count('class="item ') == 1


def test_it_answers_a_decision_with_the_card_and_the_progress(office: Client, item: DraftItem) -> None:
    answer = decide(office, item, "accept", HTMX)
    assert answer.status_code == 200
    assert 'data-state="accepted"' in answer.content.decode()
    assert 'id="coverage"' in answer.content.decode()
    assert answer["HX-Trigger-After-Swap"] == f'{{"item-decided": {{"id": {item.pk}, "state": "accepted"}}}}'


def test_it_works_without_scripts(office: Client, item: DraftItem) -> None:
    answer = decide(office, item, "reject")
    assert answer["Location"].endswith(f"?at={item.start}#item-{item.pk}")
    item.refresh_from_db()
    assert item.state == DraftItem.State.REJECTED


def test_it_tells_a_stale_decision_and_shows_the_item_as_it_is(
    office: Client, item: DraftItem, second_coordinator: User
) -> None:
    services.reject(item_id=item.pk, revision=0, actor=second_coordinator)
    answer = decide(office, item, "accept", HTMX)
    assert answer.status_code == 409
    assert "second" in answer.content.decode()
    assert 'data-state="rejected"' in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"action": "burn", "revision": "0"}, {"action": "accept", "revision": "-1"}])
def test_it_refuses_an_incomplete_decision(office: Client, item: DraftItem, data: dict[str, str]) -> None:
    assert office.post(reverse("plans:decide", args=[item.pk]), data).status_code == 400


def test_it_takes_a_decision_by_post_only(office: Client, item: DraftItem) -> None:
    assert office.get(reverse("plans:decide", args=[item.pk])).status_code == 405


def test_it_corrects_units_and_finds_their_place_in_the_task(office: Client, item: DraftItem) -> None:
    data = {
        "revision": 0, "number": "1", "title": "建设竹木产业园", "basis": "explicit", "leads": "县自然资源局\n县工信局",
        "supports": "", "collectives": "各项目单位", "deadline_text": "2026年9月底前", "deadline_date": "2026-09-30",
    }  # fmt: skip
    assert office.post(reverse("plans:edit", args=[item.pk]), data, headers=HTMX).status_code == 200
    item.refresh_from_db()
    text = item.version.text
    assert [text[slice(*unit["span"])] for unit in item.payload["leads"]] == ["县自然资源局", "县工信局"]
    assert item.payload["collectives"] == [{"name": "各项目单位", "span": None}]
    assert text[slice(*item.payload["deadline"]["span"])] == "2026年9月底前"


def test_it_gives_back_what_was_typed_when_another_was_faster(
    office: Client, item: DraftItem, second_coordinator: User
) -> None:
    services.accept(item_id=item.pk, revision=0, actor=second_coordinator)
    data = {"revision": 0, "title": "我的改法", "basis": "none"}
    answer = office.post(reverse("plans:edit", args=[item.pk]), data, headers=HTMX)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "我的改法" in html
    assert 'name="revision" value="1"' in html


def test_it_asks_for_the_figure_of_a_target(office: Client, version: PlanVersion) -> None:
    target = version.items.get(key="0:t2")
    data = {"revision": 0, "indicator": "规上企业", "comparator": ">=", "basis": "count", "modality": "plan"}
    assert office.post(reverse("plans:edit", args=[target.pk]), data, headers=HTMX).status_code == 422
    assert office.post(reverse("plans:edit", args=[target.pk]), data | {"value": "15"}, headers=HTMX).status_code == 200
    target.refresh_from_db()
    assert (target.payload["value"], target.payload["comparator"]) == (15, ">=")


def test_it_adds_an_item_from_selected_words_and_opens_it(office: Client, version: PlanVersion) -> None:
    start = version.text.index("组织产销对接活动6场")
    where = reverse("plans:add", args=[version.pk])
    answer = office.post(where, {"kind": "target", "start": start, "end": start + 10})
    item = version.items.get(state=DraftItem.State.ADDED)
    assert f"edit={item.pk}" in answer["Location"]
    assert (item.payload["value"], item.payload["task"]) == (6, "0:二/（一）/2")
    assert office.post(where, {"kind": "target", "start": "x", "end": ""}).status_code == 400


def set_words(office: Client, version: PlanVersion, key: str, field: str, words: str, revision: int = 0) -> int:
    item = version.items.get(key=key)
    start = version.text.index(words)
    data = {"field": field, "start": start, "end": start + len(words), "revision": revision}
    return office.post(reverse("plans:set_words", args=[item.pk]), data, headers=HTMX).status_code


def test_it_sets_selected_words_as_a_unit(office: Client, version: PlanVersion) -> None:
    start = version.text.index("县政府督查室")
    assert set_words(office, version, "0:二/（二）/3", "leads", "县政府督查室") == 200
    payload = version.items.get(key="0:二/（二）/3").payload
    assert payload["leads"] == [{"name": "县政府督查室", "span": [start, start + 6]}]
    assert payload["basis"] == "explicit"


def test_a_unit_that_is_named_lead_supports_no_longer(office: Client, version: PlanVersion) -> None:
    assert set_words(office, version, "0:二/（一）/1", "leads", "县自然资源局") == 200
    payload = version.items.get(key="0:二/（一）/1").payload
    assert [one["name"] for one in payload["leads"]] == ["县工信局", "县自然资源局"]
    assert [one["name"] for one in payload["supports"]] == ["云渡镇"]


def test_it_sets_title_and_deadline_from_the_source(office: Client, version: PlanVersion) -> None:
    assert set_words(office, version, "0:二/（二）/3", "title", "各乡镇每月报送进展，") == 200
    assert set_words(office, version, "0:二/（二）/3", "deadline", "2026年9月底前", 1) == 200
    payload = version.items.get(key="0:二/（二）/3").payload
    assert payload["title"] == "各乡镇每月报送进展"
    assert (payload["deadline"]["text"], payload["deadline"]["date"]) == ("2026年9月底前", "2026-09-30")


def test_it_moves_an_item_to_other_words_and_back(office: Client, version: PlanVersion, coordinator: User) -> None:
    item = version.items.get(key="0:t2")
    words = "实现工业总产值" if "实现工业总产值" in version.text else "组织产销对接活动6场"
    address = reverse("plans:set_words", args=[item.pk])
    start = version.text.index(words)
    data = {"field": "place", "start": start, "end": start + len(words), "revision": 0}
    assert office.post(address, data)["Location"] == f"/plans/versions/{version.pk}/review/?at={start}#item-{item.pk}"
    moved = version.items.get(key="0:t2")
    assert (moved.start, moved.end, moved.payload["quote"]) == (start, start + len(words), words)
    services.undo(item_id=item.pk, revision=1, actor=coordinator)
    back = version.items.get(key="0:t2")
    assert (back.start, back.end, back.state) == (item.start, item.end, DraftItem.State.PENDING)


@pytest.mark.parametrize(("field", "start", "end"), [("members", 10, 14), ("title", 14, 10), ("title", 10, 10**6)])
def test_it_refuses_words_that_cannot_be_set(
    office: Client, version: PlanVersion, field: str, start: int, end: int
) -> None:
    item = version.items.get(key="0:二/（二）/3")
    data = {"field": field, "start": start, "end": end, "revision": 0}
    assert office.post(reverse("plans:set_words", args=[item.pk]), data, headers=HTMX).status_code == 400
    item.refresh_from_db()
    assert item.state == DraftItem.State.PENDING


def test_a_group_gets_its_convenor_office_and_members_from_the_source(office: Client, version: PlanVersion) -> None:
    group = version.items.get(kind="group")
    for revision, (field, words) in enumerate(
        [("convenors", "县政府督查室"), ("office", "县财政局"), ("members", "县商务局")]
    ):
        assert set_words(office, version, group.key, field, words, revision) == 200
    payload = version.items.get(kind="group").payload
    assert payload["convenors"][-1]["who"] == "县政府督查室"
    assert payload["office"] == "县财政局"
    assert payload["members"][-1]["name"] == "县商务局"


def test_it_accepts_all_clean_items_and_leaves_the_doubtful(office: Client, version: PlanVersion) -> None:
    office.post(reverse("plans:accept_many", args=[version.pk]), {"scope": "clean", "sheet": 2})
    left = version.items.filter(state=DraftItem.State.PENDING)
    assert [item.key for item in left] == ["0:二/（二）/3"]


def test_it_leads_to_the_next_undecided_item_and_at_last_to_publication(office: Client, version: PlanVersion) -> None:
    where = reverse("plans:next", args=[version.pk])
    last = version.items.order_by("-start")[0]
    assert office.get(where, {"after": last.start})["Location"].endswith(f"#item-{last.pk}")
    version.items.update(state=DraftItem.State.ACCEPTED)
    assert office.get(where)["Location"] == reverse("plans:publish", args=[version.pk])
