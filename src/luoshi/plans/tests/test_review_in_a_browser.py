"""A whole plan in a real browser: a file comes in, is reviewed by keyboard, and is published."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.jobs.services import run_due
from luoshi.orgs.models import Region
from luoshi.plans.models import DraftItem, PlanVersion
from luoshi.plans.tests import builders
from luoshi.plans.tests.sample import TEXT
from luoshi.web.testpages import Desk
from luoshi.web.testworld import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
State = DraftItem.State


@pytest.fixture
def importer(transactional_db: None) -> User:
    user = builders.make_person("coordinator", Role.COORDINATION)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def under_review(importer: User) -> PlanVersion:
    region = Region.objects.create(name="青禾县", level=Region.Level.COUNTY)
    return builders.reviewed_version(importer, region)


def state_of(version: PlanVersion, key: str) -> str:
    return version.items.get(key=key).state


def test_a_file_is_imported_reviewed_by_keyboard_and_published(desk: Desk, importer: User, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(TEXT)
    page = desk.page
    desk.sign_in(importer)
    desk.open("/plans/import/")
    assert desk.barriers() == []
    page.set_input_files("input[type=file]", str(file))
    page.click("main form button[type=submit]")
    page.wait_for_selector("#import-progress")
    run_due()
    page.wait_for_url("**/review/")
    assert desk.barriers() == []
    desk.picture("plan-review")
    pending = int(page.locator("#coverage").get_attribute("data-pending") or 0)
    assert pending > 5
    page.keyboard.press("a")
    expect(page.locator("#coverage")).to_have_attribute("data-pending", str(pending - 1))
    page.keyboard.press("r")
    expect(page.locator("#coverage")).to_have_attribute("data-pending", str(pending - 2))
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.keyboard.press("A")
    version = PlanVersion.objects.get()
    desk.open(f"/plans/versions/{version.pk}/publish/")
    assert desk.barriers() == []
    if version.items.filter(state=State.PENDING).exists():
        page.check("input[value=accept]")
    page.click("main form button.btn-primary")
    page.wait_for_url(f"**/plans/{version.plan_id}/")
    for path in (
        f"{version.plan_id}/",
        f"versions/{version.pk}/tasks/",
        f"versions/{version.pk}/source/?start=300&end=320",
    ):
        desk.open(f"/plans/{path}")
        assert desk.barriers() == []
    desk.picture("plan")
    version.refresh_from_db()
    assert version.state == PlanVersion.State.PUBLISHED
    assert version.tasks.count() >= 3
    assert desk.complaints == []


def test_an_item_and_its_words_are_tied_and_decisions_are_undone(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    desk.sign_in(User.objects.get())
    desk.open(f"/plans/versions/{under_review.pk}/review/?sheet=2")
    park = under_review.items.get(key="0:二/（一）/1")
    page.locator(".source-text .m-lead", has_text="县工信局").click()
    expect(page.locator(f"#item-{park.pk}")).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    expect(page.locator(f"#item-{park.pk}")).to_have_attribute("data-state", "accepted")
    page.locator(f"#item-{park.pk}").click(position={"x": 60, "y": 8})
    assert page.locator(".source-text .is-current").first.inner_text().startswith("1.建设竹木")
    page.keyboard.press("u")
    expect(page.locator(f"#item-{park.pk}")).to_have_attribute("data-state", "pending")
    page.keyboard.press("j")
    assert page.locator("[aria-current=true]").get_attribute("id") != f"item-{park.pk}"
    assert desk.complaints == []


def test_an_item_is_corrected_in_place_and_escape_leaves_the_form(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    desk.sign_in(User.objects.get())
    fair = under_review.items.get(key="0:二/（一）/2")
    desk.open(f"/plans/versions/{under_review.pk}/review/?at={fair.start}#item-{fair.pk}")
    page.keyboard.press("e")
    title = page.locator(f"#item-{fair.pk} input[name=title]")
    title.wait_for()
    assert desk.barriers() == []
    title.fill("办好年货节")
    page.keyboard.press("Escape")
    expect(page.locator(f"#item-{fair.pk} .item-title")).to_have_text("办好山货节")
    page.keyboard.press("e")
    title.fill("办好年货节")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{fair.pk}")).to_have_attribute("data-state", "corrected")
    assert under_review.items.get(pk=fair.pk).payload["title"] == "办好年货节"
    assert desk.complaints == []


def test_the_second_reviewer_is_told(desk: Desk, under_review: PlanVersion) -> None:
    from luoshi.plans.services import review

    page = desk.page
    desk.sign_in(User.objects.get())
    fair = under_review.items.get(key="0:二/（一）/2")
    desk.open(f"/plans/versions/{under_review.pk}/review/?at={fair.start}#item-{fair.pk}")
    review.reject(item_id=fair.pk, revision=0, actor=builders.make_person("second", Role.COORDINATION))
    page.keyboard.press("a")
    expect(page.locator(f"#item-{fair.pk} [role=alert]")).to_contain_text("second")
    assert state_of(under_review, fair.key) == State.REJECTED


def test_a_missed_item_is_added_from_the_selected_words(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    desk.sign_in(User.objects.get())
    desk.open(f"/plans/versions/{under_review.pk}/review/?sheet=2")
    words = page.locator(".source-text [data-start]", has_text="组织产销对接活动6场").first
    words.evaluate(
        """(run) => {
          const at = run.textContent.indexOf("组织");
          const range = document.createRange();
          range.setStart(run.firstChild, at); range.setEnd(run.firstChild, at + 10);
          const selection = window.getSelection(); selection.removeAllRanges(); selection.addRange(range);
        }"""
    )
    page.click("#selection-menu button[value=target]")
    page.wait_for_url("**edit=**")
    page.locator(".item-editing input[name=indicator]").wait_for()
    item = under_review.items.get(state=State.ADDED)
    assert under_review.text[item.start : item.end] == "组织产销对接活动6场"


def test_a_phone_shows_one_pane_at_a_time(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 844})
    desk.sign_in(User.objects.get())
    desk.open(f"/plans/versions/{under_review.pk}/review/?sheet=2")
    assert page.locator(".review-items").is_visible()
    assert not page.locator(".review-source").is_visible()
    page.click("[data-show=source]")
    assert page.locator(".review-source").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


SELECT = """(run, words) => {
  const at = run.textContent.indexOf(words);
  const range = document.createRange();
  range.setStart(run.firstChild, at); range.setEnd(run.firstChild, at + words.length);
  const selection = window.getSelection(); selection.removeAllRanges(); selection.addRange(range);
}"""


def test_selected_words_become_a_part_of_the_current_item(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    desk.sign_in(User.objects.get())
    monthly = under_review.items.get(key="0:二/（二）/3")
    desk.open(f"/plans/versions/{under_review.pk}/review/?at={monthly.start}#item-{monthly.pk}")
    expect(page.locator(f"#item-{monthly.pk}")).to_have_attribute("aria-current", "true")
    words = page.locator(".source-text [data-start]", has_text="由县政府督查室负责").first
    words.evaluate(SELECT, "县政府督查室")
    page.click("#selection-menu [data-field=leads]")
    expect(page.locator(f"#item-{monthly.pk} .unit-lead")).to_have_text("县政府督查室")
    expect(page.locator(".source-text .m-lead", has_text="县政府督查室")).to_have_count(1)
    words = page.locator(".source-text [data-start]", has_text="各乡镇每月报送进展").first
    words.evaluate(SELECT, "各乡镇每月报送进展")
    assert not page.locator("#selection-menu [data-field=members]").is_visible()
    page.click("#selection-menu [data-field=title]")
    expect(page.locator(f"#item-{monthly.pk} .item-title")).to_have_text("各乡镇每月报送进展")
    page.keyboard.press("u")
    expect(page.locator(f"#item-{monthly.pk} .item-title")).to_have_text(monthly.payload["title"])
    assert desk.complaints == []


def test_scrolling_one_side_brings_the_other_along(desk: Desk, under_review: PlanVersion) -> None:
    page = desk.page
    desk.sign_in(User.objects.get())
    desk.open(f"/plans/versions/{under_review.pk}/review/?sheet=2")
    source, items = page.locator(".review-source"), page.locator(".review-items")
    # The sample is short: panes of a few lines let both sides scroll.
    page.locator(".review").evaluate("review => { review.style.minHeight = 0; review.style.height = '16rem'; }")
    before = items.evaluate("pane => pane.scrollTop")
    source.hover()
    page.mouse.wheel(0, 2000)
    page.wait_for_function("before => document.querySelector('.review-items').scrollTop > before", arg=before)
    low = source.evaluate("pane => pane.scrollTop")
    items.hover()
    page.mouse.wheel(0, -5000)
    page.wait_for_function("low => document.querySelector('.review-source').scrollTop < low", arg=low)
    assert desk.complaints == []
