"""One task in a real browser: from the imported file, through lateness, to the last stroke, by five people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Extension, Report, Task
from luoshi.jobs.services import run_due
from luoshi.notices.models import Notice
from luoshi.orgs.models import Region, Unit
from luoshi.plans.models import PlanVersion
from luoshi.plans.tests.sample import TEXT
from luoshi.urging import jobs as nightly
from luoshi.web.testpages import Desk
from luoshi.web.testworld import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNIT = "县工信局"
DROP = """(zone) => {
  const data = new DataTransfer();
  data.items.add(new File(["标准厂房第一层已完成。"], "现场记录.txt", { type: "text/plain" }));
  for (const name of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }));
  }
}"""


@dataclass
class Month:
    """Five people at one browser, one after the other."""

    desk: Desk
    calendar: pytest.MonkeyPatch
    people: dict[str, User] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.desk.page

    @property
    def task(self) -> Task:
        return Task.objects.get(plan_task__title="建设竹木加工园")

    def employ(self, name: str, role: Role, unit: str = "") -> None:
        user = User(username=name, display_name=name, must_change_password=False)
        user.set_password(PASSWORD)
        user.save()
        RoleAssignment.objects.create(user=user, role=role, unit=Unit.objects.get(name=unit) if unit else None)
        self.people[name] = user

    def turns(self, day: str) -> None:
        """The calendar turns to a day."""
        self.calendar.setenv("LUOSHI_DAY", day)

    def comes(self, name: str, path: str = "/delivery/") -> None:
        """Somebody else sits down, signs in and opens a page; it must be free of barriers."""
        self.page.context.clear_cookies()
        self.desk.sign_in(self.people[name])
        self.looks(path)

    def looks(self, path: str) -> None:
        self.desk.open(path)
        assert self.desk.barriers() == []
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def takes(self, step: str, reason: str = "") -> None:
        """Press the button of a step on the page that is open; give the reason that it asks for."""
        form = self.page.locator(f"main form:has(input[name=step][value={step}])").first
        if reason:
            self.page.locator(f"details:has(input[name=step][value={step}]) > summary").click()
            form.locator("textarea[name=reason]").fill(reason)
        form.locator("button").click()
        self.page.wait_for_load_state()

    def task_page(self) -> str:
        return f"/delivery/tasks/{self.task.pk}/"

    def report_page(self) -> str:
        return f"/delivery/reports/{Report.objects.filter(task=self.task).latest('pk').pk}/"


@pytest.fixture
def month(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Month]:
    """A day in May, while the sample plan's tasks are still to be done; the pages in Chinese."""
    month = Month(desk, monkeypatch)
    month.turns("2026-05-12")
    month.employ("顾明远", Role.COORDINATION)
    month.employ("周一川", Role.LEADER)
    month.employ("秦岳", Role.SUPERVISION)
    with translation.override("zh-hans"):
        yield month


def test_a_task_goes_its_whole_way(month: Month, tmp_path: Path) -> None:
    _publish(month, tmp_path)
    month.desk.picture("month-1-import")
    month.employ("林小舟", Role.REPORTER, UNIT)
    month.employ("沈文澜", Role.LEAD_UNIT, UNIT)
    _accept(month)
    month.desk.picture("month-2-accept")
    _report_with_evidence(month)
    month.desk.picture("month-3-report")
    _return_and_pass(month)
    month.desk.picture("month-4-approve")
    _fall_behind(month)
    month.desk.picture("month-5-late")
    _urge(month)
    month.desk.picture("month-6-urge")
    _catch_up(month)
    month.desk.picture("month-7-catch-up")
    _extend(month)
    month.desk.picture("month-8-extend")
    _close(month)
    month.desk.picture("month-9-close")
    for path in ("dashboard/", "leader/", "tasks/", "reports/", ""):
        month.looks(f"/delivery/{path}")
    assert month.desk.complaints == []


def _publish(month: Month, folder: Path) -> None:
    file = folder / "plan.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = month.page
    Region.objects.create(name="青禾县", level=Region.Level.COUNTY)
    month.comes("顾明远", "/plans/import/")
    page.set_input_files("input[type=file]", str(file))
    page.click("main form button[type=submit]")
    page.wait_for_selector("#import-progress")
    run_due()
    page.wait_for_url("**/review/")
    version = PlanVersion.objects.get()
    version.plan.region = Region.objects.get()
    version.plan.save()
    month.looks(f"/plans/versions/{version.pk}/names/")
    page.click("main form[data-guard] button.btn-primary")
    page.wait_for_load_state()
    month.looks(f"/plans/versions/{version.pk}/publish/")
    page.check("input[value=accept]")
    page.click("main form button.btn-primary")
    page.wait_for_url(f"**/plans/{version.plan_id}/")


def _accept(month: Month) -> None:
    month.comes("林小舟")
    expect(month.page.locator("main")).to_contain_text("建设竹木加工园")
    assert (month.task.colour, month.task.light_step) == ("grey", "not_accepted")
    month.takes("accept")
    month.looks(month.task_page())
    expect(month.page.locator("#light + *, section:has(#light)").last).to_contain_text("尚无进展数据")


def _report_with_evidence(month: Month) -> None:
    page = month.page
    page.click("form[action$='/report/'] button")
    page.wait_for_url("**/reports/*/")
    assert month.desk.barriers() == []
    page.fill("[name=words]", "标准厂房第一层已完成。")
    page.fill("[name=percent]", "20")
    expect(page.locator("#saved")).to_contain_text("已于")
    page.locator(".drop-zone").evaluate(DROP)
    expect(page.locator("#evidence-list")).to_contain_text("现场记录.txt")
    page.reload()
    expect(page.locator("[name=words]")).to_have_value("标准厂房第一层已完成。")
    assert month.desk.barriers() == []
    page.click("#report button[type=submit]")
    page.wait_for_url("**/tasks/*/")
    report = Report.objects.get(task=month.task)
    assert report.state == "unit_review" and report.evidence.get().name == "现场记录.txt"


def _return_and_pass(month: Month) -> None:
    month.comes("沈文澜", month.report_page())
    month.takes("pass_unit_as_lead")
    month.comes("顾明远", month.report_page())
    month.takes("return_office", "请写明完成的面积。")
    assert month.task.state == "returned"
    month.comes("林小舟", month.report_page())
    expect(month.page.locator(".alert-warning")).to_contain_text("请写明完成的面积。")
    month.page.fill("[name=words]", "标准厂房第一层6000平方米已完成。")
    month.page.click("#report button[type=submit]")
    month.page.wait_for_url("**/tasks/*/")
    month.comes("沈文澜", month.report_page())
    month.takes("pass_unit_as_lead")
    month.comes("顾明远", month.report_page())
    month.takes("pass_office")
    task = month.task
    assert (task.state, task.progress, task.colour) == ("approved", Decimal(20), "green")
    month.looks(month.task_page())
    month.page.locator("details:has(.why) > summary").click()
    expect(month.page.locator(".why [aria-current]")).to_contain_text("完成率20%")
    assert month.desk.barriers() == []


def _fall_behind(month: Month) -> None:
    """Three months of silence: the night's work turns the light red and sends the ladder's first step."""
    month.turns("2026-08-11")
    nightly.relight()
    nightly.climb()
    assert (month.task.colour, month.task.light_step) == ("red", "far_behind")
    month.comes("周一川", "/delivery/leader/")
    expect(month.page.locator("main")).to_contain_text("建设竹木加工园")
    month.looks(month.task_page())
    expect(month.page.locator("section:has(#light)").first).to_contain_text("落后")


def _urge(month: Month) -> None:
    """The reminder lies in the reporter's inbox; the coordination group urges on top of it, by hand."""
    page = month.page
    month.comes("林小舟", "/notices/")
    expect(page.locator("#notices")).to_contain_text("提醒")
    month.comes("顾明远", month.task_page())
    ladder = page.locator("#ladder-card")
    ladder.locator("details > summary").click()
    ladder.locator("select[name=step]").select_option("urge")
    ladder.locator("textarea[name=reason]").fill("三个月没有反馈，请三日内报送进展。")
    ladder.locator("details button").click()
    expect(page.locator(".alert-success")).to_contain_text("林小舟")
    month.comes("林小舟", "/notices/")
    notice = page.locator("#notices li").filter(has_text="催办").first
    notice.locator("button").click()
    page.wait_for_url("**/tasks/*/")
    assert Notice.objects.filter(recipient__username="林小舟", read_at__isnull=False).exists()


def _catch_up(month: Month) -> None:
    page = month.page
    page.click("form[action$='/report/'] button")
    page.wait_for_url("**/reports/*/")
    page.fill("[name=words]", "标准厂房主体已完成，设备正在安装。")
    page.fill("[name=percent]", "70")
    page.click("#report button[type=submit]")
    page.wait_for_url("**/tasks/*/")
    month.comes("沈文澜", month.report_page())
    month.takes("pass_unit_as_lead")
    month.comes("顾明远", month.report_page())
    month.takes("pass_office")
    assert (month.task.progress, month.task.colour) == (Decimal(70), "purple")
    month.looks(f"/urging/tasks/{month.task.pk}/")
    expect(page.locator("main")).to_contain_text("催办")


def _extend(month: Month) -> None:
    page = month.page
    month.comes("沈文澜", month.task_page())
    asking = page.locator("section:has(#extensions) details:has(input[name=asked_due])")
    asking.locator("summary").click()
    asking.locator("input[name=asked_due]").fill("2026-11-15")
    asking.locator("textarea[name=reason]").fill("汛期停工二十天。")
    asking.locator("button").click()
    page.wait_for_load_state()
    assert Extension.objects.get().state == "asked"
    month.comes("周一川", month.task_page())
    form = page.locator("form:has(input[name=step][value=grant])")
    form.locator("input[name=due]").fill("2026-10-31")
    form.locator("button").click()
    page.wait_for_load_state()
    expect(page.locator(".facts s")).to_have_text("2026-09-30")
    expect(page.locator(".facts").filter(has_text="2026-09-30")).to_contain_text("2026-10-31")


def _close(month: Month) -> None:
    month.comes("沈文澜", month.task_page())
    month.takes("claim_completion", "厂房已建成并交付。")
    assert month.task.colour == "blue"
    month.comes("秦岳", month.task_page())
    month.takes("verify", "现场核对，资料齐全。")
    month.comes("顾明远", month.task_page())
    month.takes("strike_off")
    task = month.task
    assert (task.state, task.colour, task.progress) == ("struck_off", "green", Decimal(100))
    month.looks(month.task_page())
    for words in ("签收", "退回", "催办", "同意申请", "申请办结", "核验", "销号"):
        expect(month.page.locator(".story:not([aria-label])")).to_contain_text(words)
