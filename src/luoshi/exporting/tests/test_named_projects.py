"""Which projects are taken from the words of a task."""

import pytest

from luoshi.core.spans import Span
from luoshi.exporting.named_projects import named
from luoshi.exporting.places import Places
from luoshi.extraction.draft import PlanDraft, Source, Task
from luoshi.reading.document import Document


def names(text: str, *known: str) -> list[str]:
    document = Document("x.txt", "text/plain", "0" * 64, text)
    draft = PlanDraft(Source("x.txt", "text/plain", "0" * 64, len(text)))
    draft.tasks = [Task("0:1", "0", "1", "任务", Span(0, len(text)))]
    rows = list(named(draft, document, Places(document, []), set(known)))
    for row in rows:
        assert row.source is not None
        assert text[row.source.start : row.source.end] == row.values[3]
    return [str(row.values[3]) for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加快柳湾大桥建设，确保年内通车。", ["柳湾大桥"]),
        ("推进松溪水库、环城公路二期建设。", ["松溪水库", "环城公路二期"]),
        ("抓好松溪湿地修复、北岸护坡等项目。", ["松溪湿地修复", "北岸护坡"]),
        ("推进松溪水厂建设,建成北岸泵站;完成河道清淤。", ["松溪水厂", "北岸泵站"]),
    ],
)
def test_a_project_with_a_name_of_its_own_is_taken(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    ["推进重点项目建设。", "实施技改项目18个。", "建设直播基地3个。", "抓好一批重大工程。", "推动签约项目尽快投产。"],
)
def test_kinds_and_counts_of_projects_are_not(text: str) -> None:
    assert names(text) == []


def test_a_project_is_listed_once_and_not_again_where_a_table_has_it() -> None:
    assert names("加快柳湾大桥建设。加快柳湾大桥建设，建成松溪水厂。", "松溪水厂") == ["柳湾大桥"]
