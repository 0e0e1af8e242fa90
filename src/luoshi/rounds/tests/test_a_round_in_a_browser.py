"""A round in a real browser: asked, filled, “no change”, handed in, returned, handed in again, passed."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Report
from luoshi.delivery.tests.desk_world import on
from luoshi.flow import clock
from luoshi.rounds.models import Form, Round
from luoshi.rounds.services.answering import save_line
from luoshi.rounds.tests.round_world import APRIL, MARCH, RoundWorld, build, content
from luoshi.web.testpages import Desk
from luoshi.web.testworld import build as build_world

pytestmark = pytest.mark.browser
MAY = date(2026, 5, 6)


@pytest.fixture(autouse=True)
def _on_the_sixth_of_may(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's threads read the day from the environment."""
    monkeypatch.setenv(clock.DAY, MAY.isoformat())
    with clock.at(on(MAY)):
        yield


@pytest.fixture
def lively(desk: Desk) -> RoundWorld:
    """A county whose March has been reported."""
    county = build(build_world())
    county.pass_all(county.form(county.open(MARCH)))
    return county


def as_(desk: Desk, user: User) -> None:
    desk.page.context.clear_cookies()
    desk.page.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": desk.address}])
    desk.sign_in(user)


def finished(desk: Desk, name: str) -> None:
    """The page as it stands: no barrier, no complaint, a picture."""
    assert desk.barriers() == [] and desk.complaints == []
    desk.picture(f"rounds-{name}")


def ask(desk: Desk, county: RoundWorld) -> Round:
    as_(desk, county.person(Role.COORDINATION))
    desk.open("/rounds/new/")
    desk.page.select_option("#id_period", "2026-04")
    desk.page.wait_for_load_state("networkidle")
    desk.page.fill("#id_purpose", "四月调度会")
    desk.page.fill("#id_basis", "方案第七部分第二条")
    finished(desk, "open")
    desk.page.click("#ask button:not([name])")
    desk.page.wait_for_url(re.compile(r"/rounds/\d+/$"))
    finished(desk, "round")
    return Round.objects.get(period="2026-04")


def test_it_goes_through_a_whole_round(desk: Desk, lively: RoundWorld) -> None:
    page = desk.page
    round_ = ask(desk, lively)
    form = Form.objects.get(round=round_, unit=lively.world.unit)
    first, second = form.lines.all()

    as_(desk, lively.person(Role.REPORTER))
    desk.open(f"/rounds/{round_.pk}/mine/")
    finished(desk, "form")
    page.fill(f"#id_l{first.pk}-words", "四月清淤三段，累计八百米。")
    page.fill(f"#id_l{first.pk}-percent", "45")
    expect(page.locator(f"#state-{first.pk}")).to_contain_text("已于")
    expect(page.locator(f"#badge-{first.pk}")).to_contain_text("草稿")
    page.click(f"#line-{second.pk} button[formaction]")
    expect(page.locator(f"#line-{second.pk} .card-actions")).to_contain_text("无变化")
    finished(desk, "filled")
    page.click("#bar button:not([formaction])")
    page.wait_for_load_state("networkidle")
    assert sorted(Report.objects.filter(period="2026-04").values_list("state", "no_change")) == [
        ("unit_review", False),
        ("unit_review", True),
    ]
    finished(desk, "submitted")

    as_(desk, lively.person(Role.UNIT_REVIEWER))
    desk.open(f"/rounds/{round_.pk}/review/")
    page.check("[data-check-all]")
    page.fill("#reason", "请写明地点")
    finished(desk, "review")
    page.click("button[value=return]")
    page.wait_for_load_state("networkidle")

    as_(desk, lively.person(Role.REPORTER))
    desk.open(f"/rounds/forms/{form.pk}/")
    expect(page.locator(f"#line-{first.pk}")).to_contain_text("请写明地点")
    page.fill(f"#id_l{first.pk}-words", "四月清淤三段，累计八百米，均在东岭河段。")
    finished(desk, "returned")
    page.click("#bar button:not([formaction])")
    page.wait_for_load_state("networkidle")

    for role in (Role.UNIT_REVIEWER, Role.COORDINATION):
        as_(desk, lively.person(role))
        desk.open(f"/rounds/{round_.pk}/review/")
        page.check("[data-check-all]")
        page.click("button[value=pass]")
        page.wait_for_load_state("networkidle")
    passed = Report.objects.filter(period="2026-04")
    assert {report.state for report in passed} == {"passed"}
    assert passed.get(task=first.task).words == "四月清淤三段，累计八百米，均在东岭河段。"
    desk.open(f"/rounds/{round_.pk}/")
    finished(desk, "passed")
    desk.open("/rounds/")
    finished(desk, "list")


def test_it_shows_both_texts_and_overwrites_nothing(desk: Desk, lively: RoundWorld) -> None:
    page = desk.page
    round_ = lively.open(APRIL, day=MAY)
    form = lively.form(round_)
    line = form.lines.select_related("form__round", "task__plan_task")[0]
    as_(desk, lively.person(Role.REPORTER))
    desk.open(f"/rounds/forms/{form.pk}/")
    save_line(line=line, content=content("负责人先写的。"), revision=0, user=lively.person(Role.LEAD_UNIT))
    page.fill(f"#id_l{line.pk}-words", "填报人后写的。")
    box = page.locator(f"#state-{line.pk}")
    expect(box).to_contain_text("负责人先写的。")
    expect(box).to_contain_text("填报人后写的。")
    assert Report.objects.get(period="2026-04").words == "负责人先写的。"
    finished(desk, "conflict")
    page.click(f"#state-{line.pk} button[hx-post]")
    expect(box).not_to_contain_text("没有覆盖")
    assert Report.objects.get(period="2026-04").words == "填报人后写的。"


def test_it_shows_days_schedules_and_faults_without_a_barrier(desk: Desk, lively: RoundWorld) -> None:
    as_(desk, lively.person(Role.COORDINATION))
    desk.open("/rounds/days/")
    desk.page.fill("#id_name", "元旦")
    desk.page.fill("#id_first", "2027-01-01")
    desk.page.fill("#id_last", "2027-01-03")
    desk.page.click("main form.card button")
    desk.page.wait_for_load_state("networkidle")
    finished(desk, "days")
    desk.open("/rounds/schedules/")
    finished(desk, "schedules")
