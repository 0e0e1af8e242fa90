"""With the keyboard alone, in larger type, without colours, without motion."""

import pytest

from luoshi.accounts.models import User
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Task
from luoshi.delivery.tests.desk_world import build
from luoshi.web.testwindow import Window
from luoshi.web.testworld import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOCUSED = "() => document.activeElement.id || document.activeElement.textContent.trim().slice(0, 40)"
# How large the text of a page is, and the lowest control, in px.
SIZES = """() => {
  const lows = [...document.querySelectorAll("main .btn, main .form-control, main .form-select")]
    .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 1).map((box) => box.height);
  return [parseFloat(getComputedStyle(document.body).fontSize), Math.min(...lows, 999)];
}"""


@pytest.fixture
def office(world: World, window: Window) -> Window:
    """The coordination group at its desk, with three tasks in motion."""
    build(world)
    window.sign_in(world.person(Role.COORDINATION))
    return window


def test_the_first_key_leads_to_the_content(office: Window) -> None:
    office.open("/delivery/tasks/")
    office.page.keyboard.press("Tab")
    assert office.page.evaluate("document.activeElement.className") == "skip-link"
    assert office.page.locator(".skip-link").bounding_box()["x"] > 0  # type: ignore[index]  # it is on the page
    office.page.keyboard.press("Enter")
    assert office.page.evaluate("document.activeElement.id") == "main"


def test_whatever_is_reached_by_tab_shows_that_it_is(office: Window) -> None:
    office.open("/delivery/tasks/")
    for _step in range(40):
        office.page.keyboard.press("Tab")
        ring = office.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert ring == "3px", office.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_single_keys_list_themselves_search_filter_walk_and_go(office: Window) -> None:
    page = office.page
    office.open("/delivery/tasks/")
    page.keyboard.press("?")
    assert page.locator("#shortcuts").evaluate("list => list.open")
    for _step in range(12):
        page.keyboard.press("Tab")
        inside = "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside), "the focus left the dialog"
    page.keyboard.press("Escape")
    assert not page.locator("#shortcuts").evaluate("list => list.open")
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED) == "q-top"
    page.keyboard.type("g")  # in a field a letter is a letter
    assert page.input_value("#q-top") == "g"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "Clear the culverts"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == "Clear the culverts"
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/delivery/dashboard/")


def test_single_keys_can_be_switched_off(office: Window) -> None:
    office.open("/delivery/tasks/")
    office.page.keyboard.press("?")
    office.page.uncheck("#shortcuts-on")
    office.open("/delivery/tasks/")
    office.page.keyboard.press("?")
    assert not office.page.locator("#shortcuts").evaluate("list => list.open")


@pytest.mark.parametrize("path", ["/delivery/", "/delivery/tasks/", "/delivery/dashboard/", "/seeing/timeline/"])
def test_larger_type_is_18_points_and_loses_nothing(office: Window, path: str) -> None:
    User.objects.update(larger_type=True)
    office.open(path)
    size, lowest = office.page.evaluate(SIZES)
    assert size >= 24 and lowest >= 55.5
    assert office.faults(phone=False) == []
    office.show_at("phone")
    assert office.faults(phone=True) == []


def test_larger_type_is_switched_on_any_page_and_remembered(office: Window, world: World) -> None:
    office.open("/delivery/tasks/?q=roads")
    office.client.post("/larger-type/", {"larger": "1", "next": "/delivery/tasks/?q=roads"})
    assert User.objects.get(pk=world.people[Role.COORDINATION].pk).larger_type
    office.open("/delivery/tasks/?q=roads")
    assert "larger-type" in (office.page.get_attribute("html", "class") or "")
    office.client.post("/accounts/sign-out/")
    office.open("/accounts/sign-in/")
    assert "larger-type" in (office.page.get_attribute("html", "class") or "")
    office.client.post("/larger-type/", {"larger": "0"})
    office.open("/accounts/sign-in/")
    assert "larger-type" not in (office.page.get_attribute("html", "class") or "")


@pytest.mark.parametrize("path", ["/delivery/tasks/", "/delivery/dashboard/", "/delivery/leader/", "/seeing/timeline/"])
def test_every_light_has_a_shape_and_a_word(office: Window, path: str) -> None:
    for task, colour in zip(Task.objects.all(), ("red", "orange", "green"), strict=True):
        Task.objects.filter(pk=task.pk).update(colour=colour)
    office.open(path)
    lights = office.page.locator("main .light").all()
    assert lights
    for light in lights:
        assert light.locator(".ti").count() == 1 and light.inner_text().strip()


def test_lights_differ_without_colour(office: Window) -> None:
    """Shapes alone: the signs of any two lights are unlike."""
    office.open("/delivery/dashboard/")
    signs = office.page.eval_on_selector_all(".total-card .light .ti", "all => all.map((one) => one.className)")
    assert len(set(signs)) == len(signs) == 7


def test_nothing_moves_for_those_who_ask_for_stillness(office: Window) -> None:
    office.page.emulate_media(reduced_motion="reduce")
    office.open("/delivery/dashboard/")
    moving = """() => [...document.querySelectorAll("body *")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length"""
    assert office.page.evaluate(moving) == 0
