"""The Excel round trip: filled, taken once, judged row by row, never trusted."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Figure, Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.flow.services import Step
from luoshi.rounds.errors import BookError, RoundError
from luoshi.rounds.models import Form, Upload
from luoshi.rounds.services import opening, workbooks
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.services.submitting import submit
from luoshi.rounds.tests.round_world import APRIL, RoundWorld, content
from luoshi.rounds.workbook import layout

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")


def filled(data: bytes, fill: Callable[[Any], None]) -> bytes:
    """What a person does in a spreadsheet."""
    book = load_workbook(io.BytesIO(data))
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def answers(**cells: Any) -> Callable[[Any], None]:
    """Fill cells of the answers, by address."""

    def fill(book: Any) -> None:
        for address, value in cells.items():
            book[layout.ANSWERS][address] = value

    return fill


BOTH = {"G4": layout.CHANGED, "H4": "Nine culverts.", "I4": 40, "H5": "Thought ahead.", "I5": 10.5}


class Trip:
    """The first unit's form and its workbook."""

    def __init__(self, county: RoundWorld, form: Form) -> None:
        self.county, self.form = county, form
        self.data = workbooks.download(form=form, user=self.user)

    @property
    def user(self) -> Any:
        return self.county.person(Role.REPORTER)

    def send(self, fill: Callable[[Any], None]) -> Upload:
        return self.give(filled(self.data, fill))

    def give(self, data: bytes) -> Upload:
        return workbooks.receive(form=self.form, data=data, name="filled.xlsx", user=self.user)


@pytest.fixture
def trip(county: RoundWorld) -> Trip:
    return Trip(county, county.form())


def test_it_locks_everything_but_the_answers(trip: Trip) -> None:
    book = load_workbook(io.BytesIO(trip.data))
    page = book[layout.ANSWERS]
    assert page.protection.sheet and book[layout.FIGURES].protection.sheet
    open_cells = {cell.coordinate[0] for row in page.iter_rows(min_row=4) for cell in row if not cell.protection.locked}
    assert open_cells == {"G", "H", "I", "J", "K"}
    assert page.column_dimensions["A"].hidden and book[layout.SEAL].sheet_state == "veryHidden"
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "decimal", "textLength"}
    assert "锁定" in str([row[1].value for row in book[layout.HOW_TO].iter_rows()])


def test_it_takes_a_valid_workbook_as_drafts(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**BOTH)(book)
        book[layout.FIGURES]["H4"] = 9

    upload = trip.send(fill)
    assert (upload.state, upload.taken, upload.faults) == (Upload.State.TAKEN, 2, [])
    first, second = Report.objects.order_by("task__plan_task__order")
    assert (first.words, first.percent, first.state) == ("Nine culverts.", Decimal(40), "draft")
    assert (second.words, second.percent) == ("Thought ahead.", Decimal("10.50"))
    assert Figure.objects.get().value == 9


def test_it_changes_nothing_on_a_second_upload(trip: Trip) -> None:
    data = filled(trip.data, answers(**BOTH))
    trip.give(data)
    before = list(Report.objects.order_by("pk").values())
    assert trip.give(data).state == Upload.State.TAKEN

    def again(book: Any) -> None:
        answers(**BOTH)(book)
        book.properties.title = "saved once more"

    assert trip.send(again).taken == 0
    assert list(Report.objects.order_by("pk").values()) == before
    assert Upload.objects.filter(sha256=trip.give(data).sha256).count() == 1


def test_it_takes_a_book_that_nobody_filled_as_nothing(trip: Trip) -> None:
    upload = trip.give(trip.data)
    assert (upload.state, upload.taken) == (Upload.State.TAKEN, 0)
    assert not Report.objects.exists()


def test_it_names_every_wrong_cell_and_writes_nothing(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(G4="maybe", H4="=1+1", I4=140, H5="Good.", I5="about half")(book)
        book[layout.FIGURES]["H4"] = "nine"

    upload = trip.send(fill)
    cells = {(fault["sheet"], fault["cell"]) for fault in upload.faults}
    assert cells == {
        (layout.ANSWERS, "G4"), (layout.ANSWERS, "H4"), (layout.ANSWERS, "I4"), (layout.ANSWERS, "I5"),
        (layout.FIGURES, "H4"),
    }  # fmt: skip
    assert all(fault["remedy"] and fault["task"] for fault in upload.faults)
    assert upload.state == Upload.State.REFUSED and not Report.objects.exists()


def test_it_takes_the_valid_rows_on_the_persons_word(trip: Trip) -> None:
    upload = trip.send(answers(**{**BOTH, "I4": -3}))
    assert len(upload.faults) == 1 and not Report.objects.exists()
    for _ in range(2):
        workbooks.take_valid(upload=upload, user=trip.user)
    upload.refresh_from_db()
    assert (upload.state, upload.taken) == (Upload.State.PART, 1)
    assert Report.objects.get().words == "Thought ahead."


def test_it_reads_a_percentage_as_spreadsheets_write_it(trip: Trip) -> None:
    def fill(book: Any) -> None:
        answers(**{**BOTH, "I4": 0.35})(book)
        book[layout.ANSWERS]["I4"].number_format = "0%"

    trip.send(fill)
    assert Report.objects.order_by("task__plan_task__order")[0].percent == 35


def test_it_asks_for_words_where_only_a_figure_was_typed(trip: Trip) -> None:
    upload = trip.send(answers(I4=50))
    assert [fault["cell"] for fault in upload.faults] == ["H4"]


def test_it_takes_no_change_only_where_there_is_a_last_report(county: RoundWorld, trip: Trip) -> None:
    assert "no earlier report" in trip.send(answers(G4=layout.UNCHANGED)).faults[0]["what"]
    county.pass_all(trip.form)
    with clock.at(on(date(2026, 5, 6))):
        may = Trip(county, county.form(county.open(APRIL, day=date(2026, 5, 6))))
        page = load_workbook(io.BytesIO(may.data))[layout.ANSWERS]
        assert (page["E4"].value, page["F4"].value, page["I4"].value) == ("Thirty metres are done.", 30, 30)
        assert may.send(answers(G4=layout.UNCHANGED)).taken == 1
    report = Report.objects.get(period="2026-04")
    assert report.no_change and report.words == "Thirty metres are done."


def test_it_tells_which_rows_have_changed_since_the_download(trip: Trip) -> None:
    line = trip.form.lines.select_related("form__round", "task__plan_task")[0]
    lead = trip.county.person(Role.LEAD_UNIT)
    save_line(line=line, content=content("Written on the page."), revision=0, user=lead)
    upload = trip.send(answers(**BOTH))
    (fault,) = upload.faults
    assert fault["cell"] == "H4" and "Lead Unit" in fault["what"] and "Written on the page." in fault["what"]
    assert Report.objects.get().words == "Written on the page."
    assert [row["words"] for row in upload.answers] == ["Thought ahead."]
    workbooks.take_valid(upload=upload, user=trip.user)
    assert set(Report.objects.values_list("words", flat=True)) == {"Written on the page.", "Thought ahead."}


def test_it_does_not_touch_what_is_submitted(trip: Trip) -> None:
    trip.send(answers(**BOTH))
    submit(form=trip.form, user=trip.user)
    upload = trip.send(answers(**{**BOTH, "H4": "Better."}))
    assert "Already submitted" in upload.faults[0]["what"] and not upload.answers
    assert "Better." not in Report.objects.values_list("words", flat=True)


def test_it_is_taken_late_after_the_round_is_closed(trip: Trip) -> None:
    opening.move(round_=trip.form.round, step=Step("close"), user=trip.county.person(Role.COORDINATION))
    trip.form.round.refresh_from_db()
    with clock.at(on(date(2026, 4, 20))):
        assert trip.send(answers(**BOTH)).taken == 2


def test_it_is_refused_after_withdrawal(trip: Trip) -> None:
    step = Step("withdraw", "opened by mistake")
    opening.move(round_=trip.form.round, step=step, user=trip.county.person(Role.COORDINATION))
    trip.form.round.refresh_from_db()
    with pytest.raises(RoundError, match="withdrawn"):
        trip.send(answers(**BOTH))


def tampered_seal(book: Any) -> None:
    page = book[layout.SEAL]
    row = json.loads(page["A3"].value)
    page["A3"] = json.dumps({**row, "revision": 7}, ensure_ascii=False, sort_keys=True)


def broken_seal(book: Any) -> None:
    book[layout.SEAL]["A2"] = "{"


@pytest.mark.parametrize("tamper", [tampered_seal, broken_seal])
def test_it_refuses_an_altered_seal(trip: Trip, tamper: Callable[[Any], None]) -> None:
    with pytest.raises(BookError, match="altered"):
        trip.send(tamper)
    assert not Report.objects.exists() and not Upload.objects.exists()


def test_it_refuses_the_workbook_of_another_unit(county: RoundWorld, trip: Trip) -> None:
    other = county.other_form(trip.form.round)
    with pytest.raises(BookError, match="another form"):
        workbooks.receive(form=other, data=trip.data, name="book.xlsx", user=county.other())
    with pytest.raises(RoundError, match="do not report"):
        workbooks.download(form=other, user=trip.user)


def test_it_refuses_the_workbook_of_an_earlier_round(county: RoundWorld, trip: Trip) -> None:
    old = filled(trip.data, answers(**BOTH))
    with clock.at(on(date(2026, 5, 6))):
        may = Trip(county, county.form(county.open(APRIL, day=date(2026, 5, 6))))
        with pytest.raises(BookError, match="another round"):
            may.give(old)
    assert not Report.objects.exists()


def test_it_may_be_filled_bit_by_bit(trip: Trip) -> None:
    """The same download, filled further and sent again: what it wrote itself is nobody else's change."""
    assert trip.send(answers(G4=layout.CHANGED, H4="Nine culverts.", I4=40)).taken == 1
    assert trip.send(answers(**BOTH)).taken == 1
    assert trip.send(answers(**{**BOTH, "H4": "Ten culverts."})).taken == 1
    assert trip.send(answers(**{**BOTH, "H4": "Eleven culverts."})).taken == 1
    assert set(Report.objects.values_list("words", flat=True)) == {"Eleven culverts.", "Thought ahead."}
    line = trip.form.lines.select_related("form__round", "task__plan_task")[0]
    save_line(line=line, content=content("On the page."), revision=4 - 1, user=trip.county.person(Role.LEAD_UNIT))
    upload = trip.send(answers(**{**BOTH, "H4": "Twelve culverts."}))
    assert "Lead Unit" in upload.faults[0]["what"] and "On the page." in Report.objects.values_list("words", flat=True)


def plain_workbook() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (70 * 1024 * 1024))
    return target.getvalue()


def with_macros() -> bytes:
    target = io.BytesIO(plain_workbook())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"not a workbook", "not an .xlsx"),
        (b"\xd0\xcf\x11\xe0 old or locked", "password"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"0" * (9 * 1024 * 1024), "larger than 8 MB"),
        (plain_workbook(), "not a workbook downloaded from this form"),
        (bomb(), "damaged|larger"),
        (with_macros(), "macros"),
    ],
    ids=["empty", "text", "xls or locked", "broken", "too large", "another workbook", "bomb", "macros"],
)
def test_it_refuses_a_wrong_file_in_one_sentence(trip: Trip, data: bytes, sentence: str) -> None:
    with pytest.raises(BookError, match=sentence):
        trip.give(data)


def test_it_refuses_a_truncated_workbook(trip: Trip) -> None:
    for share in (0.3, 0.6, 0.95):
        with pytest.raises(BookError):
            trip.give(trip.data[: int(len(trip.data) * share)])
