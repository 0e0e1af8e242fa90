"""Fixtures every room may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from luoshi.web.testbrowser import browser_context_args, browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]

# The same examples on every machine, however busy it is; a longer search is asked for with --hypothesis-profile=search.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent


def shared_folder() -> Path:
    """The folder of real documents and annotations beside the project; it may be absent."""
    return Path(os.environ.get("LUOSHI_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents: skips the test where they are not present."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip("the folder of real documents is absent (set LUOSHI_SHARED to name one)")
    return folder
