"""How tests start a browser. Imported by the root conftest, because there it overrides the driver's own fixtures."""

import os
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's chromium; without one, tests in a browser are skipped loudly."""
    path = os.environ.get("LUOSHI_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        message = f"NO BROWSER TESTS: there is no chromium at {path} (apt-get install chromium, or set LUOSHI_CHROMIUM)"
        pytest.skip(message)
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An office screen, in Chinese."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
