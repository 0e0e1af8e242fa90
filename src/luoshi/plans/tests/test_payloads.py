"""Reading items out of the contract."""

from luoshi.plans.payloads import item_specs, marks_of, unit_mentions
from luoshi.plans.tests.sample import TEXT, contract


def test_it_lists_every_item_in_document_order() -> None:
    specs = item_specs(contract())
    assert [spec.kind for spec in specs] == ["target", "target", "task", "target", "task", "task", "group", "task"]
    assert [spec.start for spec in specs] == sorted(spec.start for spec in specs)


def test_it_keeps_keys_unique_when_a_document_repeats_a_number() -> None:
    draft = contract()
    draft["tasks"][1]["id"] = draft["tasks"][0]["id"]
    keys = [spec.key for spec in item_specs(draft) if spec.kind == "task"]
    assert keys[:2] == ["0:二/（一）/1", "0:二/（一）/1#2"]


def test_a_counter_never_meets_an_id_that_the_document_has_already() -> None:
    draft = contract()
    first, second, third = draft["tasks"][:3]
    first["id"], second["id"], third["id"] = "0:1#2", "0:1", "0:1"
    keys = [spec.key for spec in item_specs(draft) if spec.kind == "task"]
    assert keys[:3] == ["0:1#2", "0:1", "0:1#3"]


def test_it_places_an_indicator_row_without_span_at_its_table() -> None:
    draft = contract()
    draft["tables"] = [
        {"annex": "1", "title": "专栏", "kind": "indicators", "span": [10, 20], "columns": [], "rows": []}
    ]
    draft["indicators"] = [{"table": 1, "no": "1", "name": "城镇化率", "span": None}]
    row = next(spec for spec in item_specs(draft) if spec.kind == "indicator")
    assert (row.key, row.annex, row.start, row.end) == ("1:1", "1", 10, 20)


def test_it_colours_the_task_its_units_and_its_deadline() -> None:
    task = contract()["tasks"][0]
    marks = list(marks_of("task", task["span"][0], task["span"][1], task, 5))
    assert [mark.kind for mark in marks] == ["task", "lead", "support", "support", "deadline"]
    assert [TEXT[mark.start : mark.end] for mark in marks[1:3]] == ["县工信局", "县自然资源局"]
    assert {mark.item for mark in marks} == {5}


def test_it_names_the_members_of_a_group_as_its_units() -> None:
    group = contract()["groups"][0]
    assert [(role, unit["name"]) for role, unit in unit_mentions("group", group)] == [
        ("member", "县工信局"),
        ("member", "县财政局"),
    ]
