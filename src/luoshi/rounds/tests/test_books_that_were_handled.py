"""Workbooks as people send them back: sorted, moved, pasted over, re-saved; each row is told apart or set aside."""

import contextlib
import io
import shutil
import subprocess
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from luoshi.delivery.models import Figure, Report
from luoshi.delivery.models import Task as Running
from luoshi.rounds.errors import BookError
from luoshi.rounds.models import Upload
from luoshi.rounds.tests.round_world import RoundWorld
from luoshi.rounds.tests.test_book_round_trip import BOTH, Trip, answers, filled
from luoshi.rounds.workbook import layout
from luoshi.rounds.workbook.layout import Book, BookFigure, BookLine, Entry
from luoshi.rounds.workbook.read import read
from luoshi.rounds.workbook.write import write

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")
OFFICE = shutil.which("soffice")


@pytest.fixture
def trip(county: RoundWorld) -> Trip:
    return Trip(county, county.form())


def words_by_title() -> dict[str, str]:
    return {report.task.title: report.words for report in Report.objects.select_related("task")}


def cells_of(upload: Upload) -> list[tuple[str, str]]:
    return [(fault["sheet"], fault["cell"]) for fault in upload.faults]


def swap_rows(book: Any, columns: str) -> None:
    page = book[layout.ANSWERS]
    for letter in columns:
        page[f"{letter}4"].value, page[f"{letter}5"].value = page[f"{letter}5"].value, page[f"{letter}4"].value


def test_rows_may_be_sorted_as_a_whole(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        swap_rows(book, "ABCDEFGHIJK")

    assert trip.send(fill).taken == 2
    assert words_by_title() == {"Clear the culverts": "Nine culverts.", "Think ahead": "Thought ahead."}


def test_rows_that_were_sorted_without_their_numbers_are_set_aside(trip: Trip) -> None:
    """The hidden columns stayed where they were: each answer would have gone to another task."""

    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        swap_rows(book, "CDEFGHIJK")

    upload = trip.send(fill)
    assert (upload.state, upload.answers) == (Upload.State.REFUSED, [])
    assert [fault["what"][:40] for fault in upload.faults] == ["This row is no longer that of its task: "] * 2
    assert not Report.objects.exists()


def test_a_title_that_somebody_rewrote_is_set_aside_and_the_rest_may_be_taken(trip: Trip) -> None:
    upload = trip.send(answers(**BOTH, C4="Another task"))
    assert cells_of(upload) == [(layout.ANSWERS, "H4")] and len(upload.answers) == 1


@pytest.mark.parametrize("number", [999_999, "no number", None])
def test_a_row_without_its_number_takes_nothing_with_it(trip: Trip, number: Any) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.ANSWERS]["A4"] = number

    upload = trip.send(fill)
    told = {fault["cell"]: fault["what"] for fault in upload.faults}
    assert "none of those that were asked" in told["H4"] and "is gone from the workbook" in told[""]
    assert [row["words"] for row in upload.answers] == ["Thought ahead."]


def test_a_number_that_stands_twice_is_set_aside(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.ANSWERS]["A5"] = book[layout.ANSWERS]["A4"].value

    upload = trip.send(fill)
    assert "in another row as well" in upload.faults[0]["what"] and not upload.answers


def test_an_indicator_in_another_row_is_set_aside(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.FIGURES]["B4"] = 999_999
        book[layout.FIGURES]["H4"] = 9

    assert (layout.FIGURES, "H4") in cells_of(trip.send(fill))
    assert not Figure.objects.exists()


def test_a_deleted_row_is_told_and_loses_nothing(trip: Trip) -> None:
    trip.send(answers(**BOTH))

    def fill(book: Any) -> None:
        answers(**{**BOTH, "H5": "Thought further."})(book)
        book[layout.ANSWERS].delete_rows(4)

    upload = trip.send(fill)
    assert "gone from the workbook" in upload.faults[0]["what"]
    assert [row["words"] for row in upload.answers] == ["Thought further."]
    assert words_by_title()["Clear the culverts"] == "Nine culverts."


def test_rows_far_below_are_found(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.ANSWERS].insert_rows(5, amount=300)

    assert trip.send(fill).taken == 2


def test_columns_are_found_by_their_headings(trip: Trip) -> None:
    """Somebody put a column of notes in between; what stands in it is told, for it would be lost."""

    def fill(book: Any) -> None:
        page = book[layout.ANSWERS]
        answers(**BOTH)(book)
        page.insert_cols(5)
        page["E3"], page["E4"] = "备注", "a note"

    upload = trip.send(fill)
    assert cells_of(upload) == [(layout.ANSWERS, "E4")]
    assert [row["words"] for row in upload.answers] == ["Nine culverts.", "Thought ahead."]


@pytest.mark.parametrize("heading", [None, "本期情况"])
def test_a_heading_that_is_gone_refuses_the_workbook(trip: Trip, heading: str | None) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.ANSWERS]["H3"] = heading

    with pytest.raises(BookError, match="heading"):
        trip.send(fill)


def test_dates_and_numbers_typed_as_words_stay_readable(trip: Trip) -> None:
    trip.send(answers(G4=layout.CHANGED, H4=datetime(2026, 3, 5), J4=date(2026, 4, 1), K4=12.0, H5=7))
    first, second = Report.objects.order_by("task__plan_task__order")
    assert (first.words, first.next_step, first.trouble, second.words) == ("2026-03-05", "2026-04-01", "12", "7")


@pytest.mark.parametrize(
    ("value", "percent"), [("35%", 35), ("３５", 35), ("1,0", 10), (0, 0), ("35.5", Decimal("35.50"))]
)
def test_a_percentage_may_be_written_in_many_ways(trip: Trip, value: Any, percent: Any) -> None:
    assert trip.send(answers(**{**BOTH, "I4": value})).faults == []
    assert Report.objects.order_by("task__plan_task__order")[0].percent == percent


@pytest.mark.parametrize("value", [datetime(2026, 3, 5), "三成", "=I5", "35 of 100", True, -0.01, 100.01, "1e400"])
def test_what_is_no_percentage_is_named(trip: Trip, value: Any) -> None:
    upload = trip.send(answers(**{**BOTH, "I4": value}))
    assert cells_of(upload) == [(layout.ANSWERS, "I4")] and not Report.objects.exists()


def test_an_error_that_was_pasted_is_named(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        for letter in "HI":
            cell = book[layout.ANSWERS][f"{letter}4"]
            cell.value, cell.data_type = "#REF!", "e"

    upload = trip.send(fill)
    assert cells_of(upload) == [(layout.ANSWERS, "H4"), (layout.ANSWERS, "I4")]
    assert "#REF!" in upload.faults[0]["what"]


def test_formulas_are_never_run(trip: Trip) -> None:
    danger = '=WEBSERVICE("http://127.0.0.1/")'
    upload = trip.send(answers(**{**BOTH, "H4": danger}))
    assert "formula" in upload.faults[0]["what"] and not Report.objects.exists()


def resaved(data: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    """Opened by LibreOffice and saved again, as somebody does who has no Excel."""
    (folder / "in").mkdir(exist_ok=True)
    source, target = folder / "in" / "book.xlsx", folder / "out"
    source.write_bytes(data)
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
        "--outdir", str(target), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (target / f"book.{kind}").read_bytes()


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_it_survives_being_saved_by_another_program(trip: Trip, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        answers(**{**BOTH, "H4": "第一段\n=不是公式，2026年4月完成；_x0041_ “引号”", "K4": "需县财政局协调"})(book)
        book[layout.FIGURES]["H4"] = 9.25

    plain = resaved(trip.data, tmp_path)
    book = load_workbook(io.BytesIO(plain))
    assert book[layout.ANSWERS].protection.sheet and book[layout.ANSWERS]["C4"].protection.locked
    assert not book[layout.ANSWERS]["H4"].protection.locked and book[layout.ANSWERS].column_dimensions["A"].hidden
    assert book[layout.SEAL].sheet_state != "visible"
    assert len(book[layout.ANSWERS].data_validations.dataValidation) >= 4

    upload = trip.give(resaved(filled(plain, fill), tmp_path))
    assert (upload.faults, upload.taken) == ([], 2)
    report = Report.objects.order_by("task__plan_task__order")[0]
    assert report.words == "第一段\n=不是公式，2026年4月完成；_x0041_ “引号”" and report.trouble == "需县财政局协调"
    assert Figure.objects.get().value == Decimal("9.25")


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_an_old_format_is_refused_with_what_to_do(trip: Trip, tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"\.xlsx"):
        trip.give(resaved(trip.data, tmp_path, "xls"))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(title=TEXTS, words=TEXTS, indicator=TEXTS, quote=TEXTS)
def test_every_text_comes_back_beside_its_own_row(title: str, words: str, indicator: str, quote: str) -> None:
    entry = Entry(words=words, figures={3: Decimal("1.5")})
    line = BookLine(7, 1, title, None, words, None, entry, (BookFigure(3, indicator, quote, "个"),))
    book = Book(1, 2, "单位", "方案", "2026年3月", date(2026, 4, 8), "用途", "依据", 9, (line,))
    returned = read(write(book, "sealed"), "book.xlsx")
    assert returned.texts == book.sealed()
    assert returned.faults == [] and set(returned.cells) == {7} and set(returned.figures) == {(7, 3)}


def test_a_sheet_of_a_million_cells_is_judged_in_seconds(trip: Trip) -> None:
    """Small packed, huge unpacked: the limit is on what it unpacks to, so that no request hangs."""
    target = io.BytesIO()
    cell = b'<c r="Z1" t="inlineStr"><is><t>x</t></is></c>'
    with zipfile.ZipFile(io.BytesIO(trip.data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"</sheetData>", b"<row>" + cell * 600_000 + b"</row></sheetData>")
            new.writestr(name, content)
    began = time.process_time()
    with contextlib.suppress(BookError):
        trip.give(target.getvalue())
    assert time.process_time() - began < 20
    assert Running.objects.exists() and not Report.objects.exists()


def test_a_file_that_is_sent_three_times_is_taken_once(trip: Trip) -> None:
    data = filled(trip.data, answers(**BOTH))
    kept = [trip.give(data) for _click in range(3)]
    assert {upload.pk for upload in kept} == {Upload.objects.get().pk}
    assert Report.objects.count() == 2 and set(Report.objects.values_list("revision", flat=True)) == {1}
