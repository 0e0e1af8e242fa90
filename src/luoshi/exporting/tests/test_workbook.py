"""The workbook as Excel and LibreOffice see it."""

import io
import re
import time
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from luoshi.core.spans import Span
from luoshi.exporting import written
from luoshi.exporting.book import Book, Column, Passage, Row, Sheet
from luoshi.exporting.cells import LONGEST


def opened(book: Book) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(book, "xlsx")))


def with_cells(book: Book, *texts: str) -> Book:
    return replace(book, sheets=[Sheet("任务清单", [Column("甲"), Column("乙")], [Row([text, 1]) for text in texts])])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "http://x.invalid/"])
def test_nothing_the_source_says_becomes_a_formula_or_a_link(book: Book, text: str) -> None:
    cell = opened(with_cells(book, text))["任务清单"]["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.strip() == text.strip()


def test_text_that_looks_like_a_formula_carries_the_quote_prefix(book: Book) -> None:
    sheet = opened(with_cells(book, "=1+1", "甲"))["任务清单"]
    assert [sheet[cell].quotePrefix for cell in ("A2", "A3")] == [True, False]


def test_a_formula_in_the_document_stays_text_in_the_source_sheet_and_in_findings(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(written(book, "xlsx"))) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name), name


def test_control_characters_and_over_long_text_do_not_break_the_file(book: Book) -> None:
    cell = opened(with_cells(book, "甲\x00\x0b乙" + "丙" * LONGEST))["任务清单"]["A2"]
    assert cell.value.startswith("甲乙丙")
    assert len(cell.value) == LONGEST


def test_each_row_links_to_its_sentence(book: Book) -> None:
    made = opened(book)
    sheet = made["任务清单"]
    for row, words in ((2, "1.清理河道"), (3, "2.保护水源")):
        link = sheet.cell(row, sheet.max_column).hyperlink
        target = re.fullmatch(r"'?原文'?!A(\d+)", link.location)
        assert target is not None
        assert made["原文"].cell(int(target[1]), 3).value.startswith(words)


def test_lists_are_ready_to_filter_and_to_print(book: Book) -> None:
    for sheet in opened(book).worksheets:
        assert sheet.freeze_panes.endswith("2"), sheet.title
        assert sheet.auto_filter.ref.startswith("A1:")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert "松汀县河湖治理方案" in sheet.oddHeader.left.text
        assert sheet.oddFooter.center.text == "第 &P 页 / 共 &N 页"
        assert sheet["A1"].alignment.wrap_text


def test_a_title_with_an_ampersand_and_digits_prints_as_it_is(book: Book) -> None:
    header = opened(replace(book, title="2026年R&D方案")).worksheets[0].oddHeader.left
    assert header.text.strip() == "2026年R&&D方案"


def test_the_same_lists_give_the_same_bytes_at_another_time(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(book, "xlsx")
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert written(book, "xlsx") == first


def test_sheet_names_are_allowed_in_every_program(book: Book) -> None:
    for name in opened(book).sheetnames:
        assert len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)


@pytest.mark.slow
def test_twenty_thousand_rows_fit() -> None:
    rows = [Row([number, "推进河道清淤和护岸", "县水利局"], None, "", number - 1) for number in range(1, 20_001)]
    passages = [Passage(Span(n, n + 1), n, None, "推进河道清淤和护岸，年内完成。") for n in range(1, 20_001)]
    sheet = Sheet("任务清单", [Column("序号"), Column("任务", 30), Column("单位", 16)], rows)
    made = written(Book("方案", "x.txt", [sheet], passages), "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(made), read_only=True)["任务清单"].max_row == 20_001
