"""The form on the page: shown, saved line by line, both texts when two people write, handed in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.rounds.models import Form, Line
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.tests.round_world import RoundWorld, content, fields
from luoshi.web.testworld import QueryCounter

HTMX = {"HX-Request": "true"}


def lines(form: Form) -> list[Line]:
    return list(form.lines.select_related("form__round", "task__plan_task"))


def test_it_shows_each_task_with_what_is_known(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    page = english.get(f"/rounds/forms/{form.pk}/").content.decode()
    assert "Clear the culverts" in page and "Think ahead" in page and "Mend the roads" not in page
    assert "The monthly meeting" in page and "Plan, part 7" in page and f"about {form.minutes} minutes" in page


def test_it_shows_a_form_in_a_fixed_number_of_queries(
    county: RoundWorld, english: Client, query_count: QueryCounter
) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    english.get(f"/rounds/forms/{form.pk}/")
    with query_count("rounds:form"):
        english.get(f"/rounds/forms/{form.pk}/")


def test_it_shows_a_round_in_a_fixed_number_of_queries(
    county: RoundWorld, english: Client, query_count: QueryCounter
) -> None:
    round_ = county.open()
    english.force_login(county.person(Role.COORDINATION))
    english.get("/rounds/")
    with query_count("rounds:detail"):
        english.get(f"/rounds/{round_.pk}/")
    with query_count("rounds:list"):
        english.get("/rounds/")
    with query_count("rounds:review"):
        english.get(f"/rounds/{round_.pk}/review/")


def test_it_saves_a_line_while_it_is_written(county: RoundWorld, english: Client) -> None:
    line = lines(county.form())[0]
    english.force_login(county.person(Role.REPORTER))
    sent = fields(line, words="Half.", percent="50")
    answer = english.post(f"/rounds/lines/{line.pk}/save/", sent, headers=HTMX).content.decode()
    assert f'name="l{line.pk}-revision" value="1"' in answer and "Saved at" in answer
    assert Report.objects.get().words == "Half."


def test_it_keeps_the_rest_of_a_line_when_a_number_is_wrong(county: RoundWorld, english: Client) -> None:
    line = lines(county.form())[0]
    english.force_login(county.person(Role.REPORTER))
    sent = fields(line, words="Half.", percent="140")
    answer = english.post(f"/rounds/lines/{line.pk}/save/", sent, headers=HTMX).content.decode()
    assert "100" in answer
    report = Report.objects.get()
    assert report.words == "Half." and report.percent is None


def test_it_shows_both_texts_when_two_people_write(county: RoundWorld, english: Client) -> None:
    line = lines(county.form())[0]
    save_line(line=line, content=content("By the lead."), revision=0, user=county.person(Role.LEAD_UNIT))
    english.force_login(county.person(Role.REPORTER))
    sent = fields(line, words="By the reporter.")
    answer = english.post(f"/rounds/lines/{line.pk}/save/", sent, headers=HTMX).content.decode()
    assert "By the lead." in answer and "By the reporter." in answer and "Nothing was overwritten" in answer
    assert Report.objects.get().words == "By the lead."
    sent = fields(line, revision=1, words="By the reporter.")
    english.post(f"/rounds/lines/{line.pk}/save/", sent, headers=HTMX)
    assert Report.objects.get().words == "By the reporter."


def test_it_submits_what_stands_on_the_page(county: RoundWorld, english: Client) -> None:
    form = county.form()
    first, second = lines(form)
    english.force_login(county.person(Role.REPORTER))
    sent = {**fields(first, words="One."), **fields(second, words="Two.")}
    answer = english.post(f"/rounds/forms/{form.pk}/submit/", sent)
    assert answer.status_code == 302
    assert set(Report.objects.values_list("words", "state")) == {("One.", "unit_review"), ("Two.", "unit_review")}
    assert "nothing left" in english.post(f"/rounds/forms/{form.pk}/submit/", sent, follow=True).content.decode()


def test_it_keeps_the_text_of_an_incomplete_form(county: RoundWorld, english: Client) -> None:
    form = county.form()
    first, _second = lines(form)
    english.force_login(county.person(Role.REPORTER))
    answer = english.post(f"/rounds/forms/{form.pk}/submit/", fields(first, words="One."))
    assert answer.status_code == 422 and "One." in answer.content.decode()
    assert "1 line has no answer yet" in answer.content.decode()
    assert Report.objects.get().state == "draft"


def test_it_overwrites_nothing_from_an_old_page(county: RoundWorld, english: Client) -> None:
    form = county.form()
    first, second = lines(form)
    save_line(line=first, content=content("By the lead."), revision=0, user=county.person(Role.LEAD_UNIT))
    english.force_login(county.person(Role.REPORTER))
    sent = {**fields(first, words="By the reporter."), **fields(second, words="Two.")}
    answer = english.post(f"/rounds/forms/{form.pk}/submit/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409 and "By the lead." in page and "By the reporter." in page and "Two." in page
    assert Report.objects.get().words == "By the lead."


def test_it_takes_files_for_a_line(county: RoundWorld, english: Client) -> None:
    line = lines(county.form())[0]
    english.force_login(county.person(Role.REPORTER))
    file = SimpleUploadedFile("list.txt", b"one, two")
    answer = english.post(f"/rounds/lines/{line.pk}/evidence/", {"files": file}, headers=HTMX)
    assert "list.txt" in answer.content.decode()
    kept = Report.objects.get().evidence.get()
    answer = english.post(f"/rounds/lines/{line.pk}/evidence/remove/", {"file": kept.pk}, headers=HTMX)
    assert "None is required" in answer.content.decode() and not Report.objects.get().evidence.exists()


def test_it_shows_an_office_the_state_but_never_a_draft(county: RoundWorld, english: Client) -> None:
    form = county.form()
    line = lines(form)[0]
    save_line(line=line, content=content("Not for you yet."), revision=0, user=county.person(Role.REPORTER))
    english.force_login(county.person(Role.COORDINATION))
    page = english.get(f"/rounds/forms/{form.pk}/").content.decode()
    assert "Not for you yet." not in page and "its draft is nobody else" in page
    Report.objects.update(state="office_review")
    assert "Not for you yet." in english.get(f"/rounds/forms/{form.pk}/").content.decode()


def test_it_hides_another_units_form(county: RoundWorld, english: Client) -> None:
    form = county.other_form(county.open())
    english.force_login(county.person(Role.REPORTER))
    for path in ("", "workbook/"):
        assert english.get(f"/rounds/forms/{form.pk}/{path}").status_code == 404
    for path in ("submit/", "unchanged/", "upload/"):
        assert english.post(f"/rounds/forms/{form.pk}/{path}").status_code == 404
    line = form.lines.get()
    for path in ("save/", "unchanged/", "evidence/"):
        assert english.post(f"/rounds/lines/{line.pk}/{path}").status_code == 404


def test_it_leads_a_unit_from_the_round_to_its_form(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    assert english.get(f"/rounds/{form.round_id}/mine/")["Location"] == f"/rounds/forms/{form.pk}/"
    assert english.get(f"/rounds/{form.round_id}/").status_code == 403


def test_it_keeps_of_a_page_only_what_was_changed(county: RoundWorld, english: Client) -> None:
    form = county.form()
    english.force_login(county.person(Role.REPORTER))
    first, second = lines(form)
    blank: dict[str, Any] = {"words": "", "next_step": "", "trouble": "", "percent": ""}
    figures: dict[str, Any] = {f"figure_{target.pk}": "" for target in first.task.plan_task.targets.all()}
    sent = fields(first, **blank, **figures) | fields(second, **{**blank, "trouble": "No\r\nroad."}) | {"partly": "1"}
    english.post(f"/rounds/forms/{form.pk}/submit/", sent)
    assert [report.task for report in Report.objects.all()] == [second.task]
    sent |= fields(first, **{**blank, "percent": "7"}) | fields(second, 1, **{**blank, "trouble": "No\r\nroad."})
    english.post(f"/rounds/forms/{form.pk}/submit/", sent)
    assert set(Report.objects.values_list("percent", "trouble", "revision")) == {(7, "", 1), (None, "No\r\nroad.", 1)}
