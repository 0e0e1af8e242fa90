"""What a person meets when something goes wrong in the middle of the work: nothing written is lost or doubled."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import expect

from luoshi.accounts.roles import Role
from luoshi.delivery.tests.desk_world import DAY, DeskWorld, build
from luoshi.flow.models import Transition
from luoshi.web.testpages import Desk
from luoshi.web.testworld import PASSWORD
from luoshi.web.testworld import build as build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def busy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> DeskWorld:
    monkeypatch.setenv("LUOSHI_DAY", DAY.isoformat())
    return build(build_world())


def sign_out_everybody() -> None:
    Session.objects.all().delete()
    connection.commit()


def test_a_report_goes_on_after_signing_in_again_in_another_tab(desk: Desk, busy: DeskWorld) -> None:
    busy.accepted()
    report = busy.draft()
    page = desk.page
    desk.sign_in(busy.person(Role.REPORTER))
    desk.open(f"/delivery/reports/{report.pk}/")
    sign_out_everybody()
    page.fill("[name=words]", "第二段已疏通。")
    expect(page.locator(".sign-in-again")).to_be_visible()
    assert desk.barriers() == []
    with page.context.expect_page() as opened:
        page.click(".sign-in-again")
    tab = opened.value
    tab.fill("input[name=username]", busy.person(Role.REPORTER).username)
    tab.fill("input[name=password]", PASSWORD)
    tab.click("main button[type=submit]")
    tab.wait_for_load_state()
    tab.close()
    page.fill("[name=words]", "第二段已疏通，共800米。")
    expect(page.locator("#saved")).to_contain_text("已于")
    report.refresh_from_db()
    assert report.words == "第二段已疏通，共800米。"


def test_a_reason_that_was_sent_after_the_sign_in_ran_out_is_put_back(desk: Desk, busy: DeskWorld) -> None:
    page = desk.page
    desk.sign_in(busy.person(Role.LEAD_UNIT))
    desk.open(f"/delivery/tasks/{busy.task.pk}/")
    sign_out_everybody()
    dispute = page.locator("details:has(input[name=step][value=dispute])")
    dispute.locator("summary").click()
    dispute.locator("textarea").fill("职责已经划出。")
    dispute.locator("button").click()
    page.fill("input[name=username]", busy.person(Role.LEAD_UNIT).username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/delivery/tasks/{busy.task.pk}/")
    expect(dispute.locator("textarea")).to_have_value("职责已经划出。")
    assert busy.task.state == "assigned"
    dispute.locator("button").click()
    page.wait_for_load_state()
    assert busy.task.state == "disputed"


def test_a_double_click_is_one_step(desk: Desk, busy: DeskWorld) -> None:
    page = desk.page
    desk.sign_in(busy.person(Role.LEAD_UNIT))
    desk.open(f"/delivery/tasks/{busy.task.pk}/")
    page.locator("form:has(input[name=step][value=accept]) button").dblclick(no_wait_after=True)
    page.wait_for_load_state()
    expect(page.locator(".alert-danger")).to_have_count(0)
    assert Transition.objects.filter(subject_id=busy.task.pk, name="accept").count() == 1


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(desk: Desk, busy: DeskWorld) -> None:
    busy.accepted()
    report = busy.draft()
    page = desk.page
    desk.sign_in(busy.person(Role.REPORTER))
    desk.open(f"/delivery/reports/{report.pk}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.fill("[name=words]", "第一页写的。")
    expect(page.locator("#saved")).to_contain_text("已于")
    other.fill("[name=words]", "第二页写的。")
    expect(other.locator("#saved.text-danger")).to_contain_text("Reporter")
    expect(other.locator("[name=words]")).to_have_value("第二页写的。")
    report.refresh_from_db()
    assert report.words == "第一页写的。"
