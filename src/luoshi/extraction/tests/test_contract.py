"""The published form: it validates, it comes back, and bad data is refused in one sentence."""

from typing import Any

import jsonschema
import pytest

from luoshi.extraction.contract import ContractError, as_contract, from_contract, schema
from luoshi.extraction.tests.reading import draft_of

TEXT = (
    "修渠方案\n一、工作目标\n渠系完好率达到95%以上。\n二、任务\n"
    "1. 修渠。清淤。（县水利局牵头，县财政局配合）\n三、推进机制\n"
    "成立修渠工作专班，由副县长任召集人，县发改局、县水利局为成员单位。专班办公室设在县水利局。"
)


@pytest.fixture
def data() -> dict[str, Any]:
    return as_contract(draft_of(TEXT))


def test_what_is_published_fits_its_schema(data: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(data, schema())
    assert data["tasks"][0]["leads"][0] == {
        "name": "县水利局",
        "span": data["tasks"][0]["leads"][0]["span"],
        "full": None,
    }


def test_what_is_published_comes_back(data: dict[str, Any]) -> None:
    assert from_contract(data) == draft_of(TEXT)


def test_fields_of_later_versions_are_passed_over(data: dict[str, Any]) -> None:
    data["tasks"][0]["mood"] = "good"
    assert as_contract(from_contract(data))["tasks"][0].get("mood") is None


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "luoshi.plan/9", "not luoshi.plan/1"),
        (("tasks",), 3, "plan.tasks is no list"),
        (("tasks", 0, "span"), [1], "plan.tasks\\[0\\].span is no span"),
        (("tasks", 0, "basis"), "whim", "plan.tasks\\[0\\].basis is 'whim'"),
        (("tasks", 0, "title"), 7, "plan.tasks\\[0\\].title is 7"),
        (("tasks", 0), "x", "plan.tasks\\[0\\] is no object"),
        (("tasks", 0), {}, "plan.tasks\\[0\\] lacks a field"),
    ],
)
def test_bad_data_is_refused_in_one_sentence(
    data: dict[str, Any], path: tuple[Any, ...], value: object, message: str
) -> None:
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ContractError, match=message):
        from_contract(data)
