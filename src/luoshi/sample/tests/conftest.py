"""The sample, built and read once for all tests."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from luoshi import sample
from luoshi.extraction import extract
from luoshi.extraction.draft import PlanDraft
from luoshi.reading import Document, read


@pytest.fixture(scope="session")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("sample") / "plan.docx"
    sample.build(path)
    return read(path)


@pytest.fixture(scope="session")
def draft(document: Document) -> PlanDraft:
    return extract(document)


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((sample.FOLDER / "expected.yaml").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def faults() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((sample.FOLDER / "faults.yaml").read_text("utf-8"))
    return loaded


@pytest.fixture
def upper(tmp_path: Path) -> Document:
    sample.build_upper(tmp_path / "upper.docx")
    return read(tmp_path / "upper.docx")
