"""The office's pages: asking, how a round stands, days, schedules; and the workbook's."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.rounds.models import CalendarDay, Round, Schedule, Upload
from luoshi.rounds.tests.round_world import RoundWorld
from luoshi.rounds.workbook import layout


def asked(county: RoundWorld, **changes: Any) -> dict[str, Any]:
    given = {
        "plan": county.plan.pk, "cadence": "month", "period": "2026-03", "purpose": "Meeting",
        "basis_kind": "delivery", "basis": "Part 7",
    }  # fmt: skip
    return {**given, **changes}


def test_it_opens_a_round_from_the_page(county: RoundWorld, english: Client) -> None:
    english.force_login(county.person(Role.COORDINATION))
    first = english.get("/rounds/new/")
    assert "What it costs others" in first.content.decode() and "minutes in all" in first.content.decode()
    answer = english.post("/rounds/new/", asked(county))
    assert answer["Location"] == f"/rounds/{Round.objects.get().pk}/"


def test_it_keeps_what_was_chosen_while_the_estimate_is_made(county: RoundWorld, english: Client) -> None:
    english.force_login(county.person(Role.COORDINATION))
    page = english.get("/rounds/new/", asked(county, cadence="quarter", purpose="Half written")).content.decode()
    assert "Half written" in page and "Q1 2026" in page and "nobody to ask" in page
    assert "invalid-feedback" not in page, "nothing is wrong while it is being written"


def test_it_says_why_a_round_cannot_be_opened(county: RoundWorld, english: Client) -> None:
    english.force_login(county.person(Role.COORDINATION))
    assert "This field is required" in english.post("/rounds/new/", asked(county, basis="")).content.decode()
    county.open()
    assert "asked already" in english.post("/rounds/new/", asked(county)).content.decode()


def test_it_sets_a_schedule_from_the_same_page(county: RoundWorld, english: Client) -> None:
    english.force_login(county.person(Role.COORDINATION))
    english.post("/rounds/new/", asked(county, schedule="1"))
    made = Schedule.objects.get()
    assert "2026-05-01 08:30" in english.get("/rounds/schedules/").content.decode() and not Round.objects.exists()
    english.post(f"/rounds/schedules/{made.pk}/", {"rest": "1"})
    assert "resting" in english.get("/rounds/schedules/").content.decode()


def test_it_shows_who_has_and_who_has_not_without_a_ranking(county: RoundWorld, english: Client) -> None:
    form = county.form()
    county.pass_all(form)
    english.force_login(county.person(Role.COORDINATION))
    page = english.get(f"/rounds/{form.round_id}/").content.decode()
    assert page.index("Bureau of Roads") < page.index("Bureau of Water"), "by name, not by progress"
    assert "66" in page and "Remind those who owe" in page and "fields, about" in page
    only = english.get(f"/rounds/{form.round_id}/", {"stage": "passed"}).content.decode()
    assert "Bureau of Water" in only and "Bureau of Roads" not in only


def test_it_closes_reopens_and_withdraws(county: RoundWorld, english: Client) -> None:
    round_ = county.open()
    english.force_login(county.person(Role.COORDINATION))
    for step, state in (("close", "closed"), ("reopen", "open"), ("withdraw", "withdrawn")):
        english.post(f"/rounds/{round_.pk}/move/", {"step": step, "reason": "as agreed"})
        round_.refresh_from_db()
        assert round_.state == state
    page = english.post(f"/rounds/{round_.pk}/move/", {"step": "close"}, follow=True).content.decode()
    assert "Coordination was first" in page


def test_it_sets_and_removes_days(county: RoundWorld, english: Client) -> None:
    english.force_login(county.person(Role.ADMINISTRATOR))
    sent = {"first": "2027-01-01", "last": "2027-01-03", "worked": "off", "name": "New Year"}
    page = english.post("/rounds/days/", sent, follow=True).content.decode()
    assert "3 days are set" in page and "2027-01-02" in page
    english.post(f"/rounds/days/{CalendarDay.objects.all()[0].pk}/remove/")
    assert CalendarDay.objects.count() == 2
    assert "at most" in english.post("/rounds/days/", {**sent, "last": "2026-01-01"}).content.decode()


def book(county: RoundWorld, client: Client, form: int, **cells: Any) -> SimpleUploadedFile:
    data = client.get(f"/rounds/forms/{form}/workbook/").content
    made = load_workbook(io.BytesIO(data))
    for address, value in cells.items():
        made[layout.ANSWERS][address] = value
    target = io.BytesIO()
    made.save(target)
    return SimpleUploadedFile("filled.xlsx", target.getvalue())


def test_it_takes_a_workbook_and_says_so(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    file = book(county, english, form.pk, H4="One.", H5="Two.")
    page = english.post(f"/rounds/forms/{form.pk}/upload/", {"file": file}, follow=True).content.decode()
    assert "2 lines are taken" in page and "One." in page
    file.seek(0)
    page = english.post(f"/rounds/forms/{form.pk}/upload/", {"file": file}, follow=True).content.decode()
    assert "taken before" in page


def test_it_shows_what_is_wrong_row_by_row(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    file = book(county, english, form.pk, H4="One.", I4="lots", H5="Two.")
    page = english.post(f"/rounds/forms/{form.pk}/upload/", {"file": file}, follow=True).content.decode()
    assert f"{layout.ANSWERS} I4" in page and "is not a number" in page and "Take the 1 valid row" in page
    assert not Report.objects.exists()
    english.post(f"/rounds/uploads/{Upload.objects.get().pk}/take/")
    assert Report.objects.get().words == "Two."


def test_it_refuses_a_wrong_file_on_the_page(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    address = f"/rounds/forms/{form.pk}/upload/"
    assert "Choose a file first" in english.post(address, follow=True).content.decode()
    wrong = SimpleUploadedFile("a.xlsx", b"words")
    assert "not an .xlsx workbook" in english.post(address, {"file": wrong}, follow=True).content.decode()
