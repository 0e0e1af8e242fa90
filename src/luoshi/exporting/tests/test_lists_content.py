"""What stands in the lists."""

import re
from pathlib import Path

import pytest

from luoshi.core.spans import Span
from luoshi.exporting.book import Book, Value
from luoshi.exporting.book_policies import policies
from luoshi.exporting.gather import gather
from luoshi.exporting.places import Places
from luoshi.extraction import observations
from luoshi.extraction.draft import Note, PlanDraft, Source, Task
from luoshi.extraction.note_words import CHINESE
from luoshi.reading.document import Document


def column(book: Book, sheet: str, title: str) -> list[Value]:
    found = book.sheet(sheet)
    index = [each.title for each in found.columns].index(title)
    return [row.values[index] for row in found.rows]


def test_every_list_the_plan_orders_is_there(book: Book) -> None:
    names = {sheet.name for sheet in book.sheets}
    assert names >= {"任务清单", "责任清单", "目标清单", "项目清单", "政策清单", "专班名册", "检查结果"}


def test_units_without_a_lead_are_listed_as_joint(book: Book) -> None:
    assert column(book, "任务清单", "牵头单位") == ["县水利局", None]
    assert column(book, "任务清单", "共同责任单位") == [None, "县水利局、县财政局"]


def test_duties_are_grouped_by_unit_with_the_heaviest_load_first(book: Book) -> None:
    duties = list(zip(column(book, "责任清单", "单位"), column(book, "责任清单", "角色"), strict=True))
    assert duties == [("县水利局", "牵头"), ("县水利局", "共同"), ("县财政局", "共同"), ("县财政局", "配合")]


def test_loads_count_leading_shared_and_supporting(book: Book) -> None:
    assert [list(row.values)[1:] for row in book.sheet("单位汇总").rows] == [
        ["县水利局", 1, 1, 0, 2, 1],
        ["县财政局", 0, 1, 1, 2, 1],
    ]


def test_a_project_of_a_table_is_not_listed_again_where_the_text_names_it(book: Book) -> None:
    assert column(book, "项目清单", "项目名称") == ["柳湾大桥"]
    assert column(book, "项目清单", "类别") == ["一、桥梁"]
    assert column(book, "项目清单", "总投资") == ["5800万元"]


def test_policies_are_documents_by_name_and_promises_of_money(book: Book) -> None:
    assert column(book, "政策清单", "名称") == ["《松汀县河道管理办法》", "发放奖补资金30万元"]
    assert column(book, "政策清单", "文号或金额") == [None, "30万元"]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("依据《松汀县河道管理办法》整治。", ["《松汀县河道管理办法》"]),
        ("排演大型歌剧《松汀》。", []),
        ("发放消费券200万元。", ["发放消费券200万元"]),
        ("整治拖欠奖补资金行为。", []),
        ("对奖补资金开展专项审计，兑现贷款贴息30万元。", ["兑现贷款贴息30万元"]),
    ],
)
def test_money_that_is_only_spoken_of_is_no_policy(sentence: str, named: list[str]) -> None:
    text = f"1.推进工作。{sentence}"
    document = Document("x.txt", "text/plain", "0" * 64, text)
    draft = PlanDraft(Source("x.txt", "text/plain", "0" * 64, len(text)))
    draft.tasks = [Task("0:1", "0", "1", "推进工作", Span(0, len(text)))]
    rows = policies(draft, document, Places(document, [])).rows
    assert [row.values[2] for row in rows] == named


def test_the_roster_names_convenor_office_and_members(book: Book) -> None:
    assert column(book, "专班名册", "角色") == ["召集人", "专班办公室", "成员单位", "成员单位"]
    assert column(book, "专班名册", "是否牵头本附件任务") == [None, None, "是", "是"]


def test_each_row_knows_the_line_and_the_page_of_its_source(book: Book) -> None:
    task, target = book.sheet("任务清单").rows[1], book.sheet("目标清单").rows[0]
    for row, line, page in ((task, 4, 2), (target, 3, 1)):
        passage = book.passage(row)
        assert passage is not None
        assert (passage.line, passage.page) == (line, page)


def test_notes_speak_chinese_and_quote_what_they_are_about(document: Document, draft: PlanDraft) -> None:
    at = document.text.index("河道。")
    draft.notes = [Note("joined-page-break", "A paragraph cut in two was put together here.", Span(at, at + 1))]
    (row,) = gather(draft, document).sheet("识读说明").rows
    assert row.values[2:] == ["此处把断开的段落接在了一起", "1.清理河道"]


def test_every_kind_of_note_that_the_grammar_makes_has_chinese_words() -> None:
    folder = Path(observations.__file__).parent
    made = {
        code for path in folder.glob("*.py") for code in re.findall(r'Note\(\s*"([a-z-]+)"', path.read_text("utf-8"))
    }
    made |= {"doubled-number", "odd-numbering"}
    assert made == set(CHINESE)
