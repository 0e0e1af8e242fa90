"""A browser without a server: whatever the page asks for, Django's test client answers, inside the test's transaction.

So every page can be looked at in a real browser at the price of a plain test: nothing has to be flushed afterwards.
"""

from contextvars import Context, copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

from luoshi.accounts.models import User
from luoshi.web.testpages import WIDTHS, Desk

ORIGIN = "http://localhost"
LEFT_OUT = {"content-length", "set-cookie"}
# Controls that a finger cannot hit: lower than 44 px, or with nothing to hit at all (WCAG 2.5.5).
TOO_SMALL = """() => {
  const asked = [
    "main button, main .btn, main select, main input:not([type=hidden]), main summary, main .page-link, main .nav-link",
    ".page-header a, .navbar a, .navbar button",
  ].join(", ");
  const isHidden = (one, box) => box.width < 2 || box.right < 0 || getComputedStyle(one).visibility === "hidden"
    || one.classList.contains("visually-hidden") || (one.closest("details:not([open])") && !one.matches("summary"));
  const found = [];
  for (const one of document.querySelectorAll(asked)) {
    if (isHidden(one, one.getBoundingClientRect())) continue;
    const label = /checkbox|radio/.test(one.type) ? one.closest("label") : null;
    const height = (label || one).getBoundingClientRect().height;
    const words = (one.textContent || one.name || "").trim().slice(0, 20);
    if (height < 43.5) found.push(`${one.tagName}.${one.className} ${Math.round(height)} px: ${words}`);
  }
  return found;
}"""
# What would make the whole page scroll sideways, and tables that run out of their place.
TOO_WIDE = """() => {
  const whole = document.documentElement.scrollWidth;
  const found = whole > window.innerWidth ? [`page ${whole} px`] : [];
  for (const place of document.querySelectorAll(".table-responsive")) {
    const words = (place.querySelector("caption") || {}).textContent;
    if (place.scrollWidth > place.clientWidth + 2) found.push(`table ${place.scrollWidth} px: ${words}`);
  }
  return found;
}"""


@dataclass
class Window:
    """A page of the browser behind which the test client stands."""

    page: Page
    client: Client
    desk: Desk = field(init=False)
    # The driver answers in a context of its own, which would have a connection of its own to the database.
    context: Context = field(default_factory=copy_context)

    def __post_init__(self) -> None:
        self.desk = Desk(self.page, ORIGIN)
        self.page.route("**/*", self._answer)

    def sign_in(self, user: User) -> None:
        """Without the form: pages are looked at, not the sign-in."""
        self.client.force_login(user)

    def open(self, address: str) -> int:
        """Open an address at the width of a desk, with all that the page brings in by itself; gives the status."""
        self.show_at("desktop")
        answer = self.page.goto(f"{ORIGIN}{address}")
        self.page.wait_for_function("!document.querySelector('.htmx-request')")
        return answer.status if answer else 0

    def show_at(self, width: str) -> None:
        """Make the window as wide as a desk's screen or a telephone's."""
        across, down = WIDTHS[width]
        self.page.set_viewport_size({"width": across, "height": down})

    def faults(self, *, phone: bool) -> list[str]:
        """Serious barriers, complaints of the browser, and on a telephone what is too wide or too small."""
        found = [*self.desk.barriers(), *self.desk.complaints]
        self.desk.complaints.clear()
        if phone:
            found += [*self.page.evaluate(TOO_WIDE), *self.page.evaluate(TOO_SMALL)]
        return found

    def _answer(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        if parts.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            self._static(route, parts.path)
            return
        headers = {key: value for key, value in request.headers.items() if key.startswith("hx-")}
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        body, kind = request.post_data_buffer or b"", request.headers.get("content-type", "")
        answer: Any = self.context.run(self.client.generic, request.method, path, body, kind, headers=headers)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kept = {key: value for key, value in answer.headers.items() if key.lower() not in LEFT_OUT}
        route.fulfill(status=answer.status_code, headers=kept, body=content)

    @staticmethod
    def _static(route: Route, path: str) -> None:
        found = finders.find(path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/"))
        if isinstance(found, str) and Path(found).is_file():
            route.fulfill(path=found)
        else:
            route.fulfill(status=404)
