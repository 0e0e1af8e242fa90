"""Which projects are taken from the words of a task."""

from pathlib import Path

import pytest

from luoshi.core.spans import Span
from luoshi.exporting.book_projects import projects
from luoshi.exporting.named_projects import named
from luoshi.exporting.places import Places, squeeze
from luoshi.extraction.draft import PlanDraft, PlanTable, Source, Task
from luoshi.reading.document import Document
from luoshi.reading.normal import normalise


def names(text: str, *known: str) -> list[str]:
    document = Document("x.txt", "text/plain", "0" * 64, text)
    draft = PlanDraft(Source("x.txt", "text/plain", "0" * 64, len(text)))
    draft.tasks = [Task("0:1", "0", "1", "任务", Span(0, len(text)))]
    rows = list(named(draft, normalise(document), Places(document, []), set(known)))
    for row in rows:
        assert row.source is not None
        assert squeeze(text[row.source.start : row.source.end]) == row.values[3]
    return [str(row.values[3]) for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加快柳湾大桥建设，确保年内通车。", ["柳湾大桥"]),
        ("推进松溪水库、环城公路二期建设。", ["松溪水库", "环城公路二期"]),
        ("抓好松溪湿地修复、北岸护坡等项目。", ["松溪湿地修复", "北岸护坡"]),
        ("推进松溪水厂建设,建成北岸泵站;完成河道清淤。", ["松溪水厂", "北岸泵站"]),
        ("实施松溪流域水环境治理与生态修复项目。", ["松溪流域水环境治理与生态修复项目"]),
        (
            "重点推进国盛食品智能化生产线、云舟二期、恒磁研发中心等项目建设。",
            ["国盛食品智能化生产线", "云舟二期", "恒磁研发中心"],
        ),
        (
            "加快建设S208松溪至北岸公路、G4松汀段扩容工程和松溪大桥。",
            ["S208松溪至北岸公路", "G4松汀段扩容工程", "松溪大桥"],
        ),
        ("加快松汀港、北岸港等码头规划建设。", []),
        ("加快推动松汀县人民医院新门诊大楼投入使用。", ["松汀县人民医院新门诊大楼"]),
        ("推动绿色食品加工产业园建设。", ["绿色食品加工产业园"]),
        ("实施应急广播建设工程。", ["应急广播建设工程"]),
    ],
)
def test_a_project_with_a_name_of_its_own_is_taken(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "推进重点项目建设。",
        "实施技改项目18个。",
        "建设直播基地3个。",
        "抓好一批重大工程。",
        "推动签约项目尽快投产。",
        "谋划一批前期手续完善、建设条件成熟的大项目好项目。",
        "加强绿色低碳项目、文旅融合项目和生态修复项目储备。",
        "推进清洁能源替代、扬尘面源治理、基础能力提升等工程。",
        "建设功能强大的大学生创业孵化基地。",
        "推进2025年年度项目。",
        "完善防洪工程体系，推进城镇老旧小区改造。",
    ],
)
def test_kinds_and_counts_of_projects_are_not(text: str) -> None:
    assert names(text) == []


def test_a_project_is_listed_once_and_not_again_where_a_table_has_it() -> None:
    assert names("加快柳湾大桥建设。加快柳湾大桥建设，建成松溪水厂。", "松溪水厂") == ["柳湾大桥"]


def test_what_a_box_calls_a_project_is_a_row_and_what_its_words_name_another(tmp_path: Path) -> None:
    text = "专栏1 水利重点工程\n防洪工程。推进松溪水库除险加固。\n供水。建设北岸水厂。\n"
    document = Document("x.txt", "text/plain", "0" * 64, text)
    draft = PlanDraft(Source("x.txt", "text/plain", "0" * 64, len(text)))
    box = PlanTable("0", "专栏1 水利重点工程", "projects", Span(0, len(text)))
    box.rows = [["防洪工程", "推进松溪水库除险加固。"], ["供水", "建设北岸水厂。"]]
    draft.tables = [box]
    rows = projects(draft, document, normalise(document), Places(document, [])).rows
    assert [(row.values[1], row.values[4]) for row in rows] == [
        ("专栏", "防洪工程"),
        ("文中提及", "松溪水库除险加固"),
        ("文中提及", "北岸水厂"),
    ]
