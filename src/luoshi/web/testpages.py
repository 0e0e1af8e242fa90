"""A page in a real browser, for the tests of all rooms."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from luoshi.accounts.models import User
from luoshi.web.testworld import PASSWORD

SERIOUS = {"serious", "critical"}
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
PICTURES = "LUOSHI_SCREENSHOTS"


class Desk:
    """Signs people in, opens pages, collects what the browser complains about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda line: self._note(line.type, line.text))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(f"console: {text}")

    def sign_in(self, user: User, password: str = PASSWORD) -> None:
        """Through the form, like anybody."""
        self.open("/accounts/sign-in/")
        self.page.fill("input[name=username]", user.username)
        self.page.fill("input[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()

    def open(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.address}{path}")

    def barriers(self) -> list[str]:
        """What axe finds that would seriously hinder somebody; empty when there is nothing."""
        found = Axe().run(self.page).response["violations"]
        return [self._describe(one) for one in found if one["impact"] in SERIOUS]

    @staticmethod
    def _describe(violation: dict[str, Any]) -> str:
        places = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        return f"{violation['id']}: {violation['help']} at {places}"

    def picture(self, name: str) -> None:
        """Pictures of the present page at desktop and phone width, where the variable PICTURES names a folder."""
        folder = os.environ.get(PICTURES)
        if not folder:
            return
        for width, (across, down) in WIDTHS.items():
            self.page.set_viewport_size({"width": across, "height": down})
            self.page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        across, down = WIDTHS["desktop"]
        self.page.set_viewport_size({"width": across, "height": down})
