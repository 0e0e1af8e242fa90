"""The lists as JSON and CSV."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from luoshi.checking.finding import Finding
from luoshi.exporting import format_of, lists, written
from luoshi.exporting.book import Book
from luoshi.exporting.cells import defused
from luoshi.extraction.draft import PlanDraft
from luoshi.reading.document import Document


def test_json_rows_carry_their_span_into_the_source(book: Book, document: Document) -> None:
    data = json.loads(written(book, "json"))
    assert data["schema"] == "luoshi.lists/1"
    source = data["lists"]["目标清单"][0]["source"]
    assert document.text[slice(*source["span"])] == "清淤12公里"
    assert (source["line"], source["page"]) == (3, 1)


def test_csv_opens_in_excel_as_utf8_with_places(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(written(book, "zip"))) as package:
        content = package.read("任务清单.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(row["任务"], row["页"], row["行号"]) for row in rows] == [("清理河道", "1", "3"), ("保护水源", "2", "4")]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_csv_puts_an_apostrophe_before_what_might_be_a_formula(text: str) -> None:
    said = text.replace("\r", "\n")
    assert defused(text) == "'" + said
    assert defused("甲" + text) == "甲" + said


def test_the_source_sheet_of_the_csv_is_defused(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(written(book, "zip"))) as package:
        rows = list(csv.reader(io.StringIO(package.read("原文.csv").decode("utf-8-sig"))))
    assert rows[2][2].startswith("'=HYPERLINK")


def test_zip_and_json_are_the_same_bytes_every_time(book: Book) -> None:
    assert written(book, "zip") == written(book, "zip")
    assert written(book, "json") == written(book, "json")


def test_the_ending_of_the_path_says_the_format(tmp_path: Path) -> None:
    named = {name: format_of(tmp_path / name) for name in ("a.xlsx", "a.DOCX", "a.json", "a.zip", "folder", "a.csv")}
    assert named == {
        "a.xlsx": "xlsx", "a.DOCX": "docx", "a.json": "json", "a.zip": "zip", "folder": "csv", "a.csv": None,
    }  # fmt: skip


def test_csv_makes_a_folder_with_one_file_a_list(
    draft: PlanDraft, document: Document, findings: list[Finding], tmp_path: Path
) -> None:
    lists(draft, document, findings, tmp_path / "清单", "csv")
    assert {"任务清单.csv", "检查结果.csv", "原文.csv"} <= {path.name for path in (tmp_path / "清单").iterdir()}
