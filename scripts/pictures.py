"""Take the pictures of docs/screenshots anew: the demo, and a task's whole month, on a desk and on a telephone.

`make docs-pictures`. Needs Debian's chromium (LUOSHI_CHROMIUM names another one).
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/screenshots"
PASSWORD = "Luoshi-demo-2026"
WIDTHS = {"1440": (1440, 900), "390": (390, 844)}
COLOURS, MOST_BYTES = 96, 200_000
PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, who looks, where, and what is clicked first."""

    name: str
    who: str
    path: str
    click: tuple[str, ...] = ()


SHOTS = (
    Shot("review", "zongxie", "/plans/", ("a[href$='/review/']", "a[href*='sheet=2']")),
    Shot("desk", "zongxie", "/delivery/"),
    Shot("tasks", "zongxie", "/delivery/tasks/?life=open"),
    Shot("dashboard", "lingdao", "/delivery/dashboard/"),
    Shot("leader", "lingdao", "/delivery/leader/"),
    Shot("rules", "zongxie", "/delivery/rules/?rule=gap_10_30&part="),
    Shot("task", "gongxin2", "/delivery/tasks/?colour=orange", ("#tasks .task-cell a", "details:has(.why) > summary")),
    Shot("my-desk", "gongxin", "/delivery/"),
    Shot("round", "gongxin", "/rounds/", ("main tbody th a, main .list-group-item a",)),
    Shot("units", "lingdao", "/seeing/units/"),
    Shot("timeline", "lingdao", "/seeing/timeline/"),
    Shot("months", "lingdao", "/seeing/months/"),
    Shot("changes", "lingdao", "/seeing/changes/"),
    Shot("search", "lingdao", "/seeing/search/?q=工业"),
    Shot("urging", "ducha", "/urging/"),
)
# The story of a month is told by the test that plays it; each of its steps leaves a picture at both widths.
MONTH = "src/luoshi/delivery/tests/test_a_month_in_a_browser.py"


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site, sync_playwright() as driver:
        chromium = os.environ.get("LUOSHI_CHROMIUM", "/usr/bin/chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"])
        for who in dict.fromkeys(shot.who for shot in SHOTS):
            picture_all(browser, site, who)
        browser.close()
    month()
    return 0


def month() -> None:
    """Play the month and keep what its steps left. Raises CalledProcessError when the month fails."""
    with tempfile.TemporaryDirectory() as folder:
        told = os.environ | {"LUOSHI_SCREENSHOTS": folder}
        subprocess.run([sys.executable, "-m", "pytest", "-q", MONTH], cwd=ROOT, env=told, check=True)
        for taken in sorted(Path(folder).glob("month-*.png")):
            name = taken.stem.replace("-desktop", "-1440").replace("-phone", "-390")
            down = WIDTHS[name.rsplit("-", 1)[1]][1]
            with Image.open(taken) as image:
                image.crop((0, 0, image.width, min(image.height, down))).save(FOLDER / f"{name}.png")
            shrink(FOLDER / f"{name}.png")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The demo in a folder of its own at a port that is free, until the pictures are taken; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    luoshi = Path(sys.executable).parent / "luoshi"
    with subprocess.Popen([luoshi, "demo", "--port", str(port)], cwd=folder) as server:
        try:
            site = f"http://127.0.0.1:{port}"
            wait(server, site)
            yield site
        finally:
            server.terminate()


def wait(server: subprocess.Popen[bytes], site: str) -> None:
    """Until the demo answers. Raises RuntimeError when it ends, or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{site}/accounts/sign-in/"):
                return
        except URLError:
            time.sleep(1)
    raise RuntimeError("the demo did not start; run `make demo` to see why")


def picture_all(browser: Browser, site: str, who: str) -> None:
    """All pictures that one person sees, at both widths."""
    for width, (across, down) in WIDTHS.items():
        context = browser.new_context(viewport={"width": across, "height": down}, locale="zh-CN")
        page = context.new_page()
        sign_in(page, site, who)
        for shot in SHOTS:
            if shot.who == who:
                picture(page, site, shot, width)
        context.close()


def sign_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/accounts/sign-in/")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "sign-in" not in address)


def picture(page: Page, site: str, shot: Shot, width: str) -> None:
    """Take one picture and make it small."""
    page.goto(f"{site}{shot.path}")
    for place in shot.click:
        if page.locator(place).count():
            page.locator(place).first.click()
            page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    path = FOLDER / f"{shot.name}-{width}.png"
    page.screenshot(path=path)
    shrink(path)


def shrink(path: Path) -> None:
    """Few colours are enough for pages. Raises RuntimeError for a picture that stays too large."""
    with Image.open(path) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1000} kB")
    if path.stat().st_size > MOST_BYTES:
        raise RuntimeError(f"{path} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    sys.exit(main())
