"""The checker finds every fault that was planted in the sample plan."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from luoshi import sample
from luoshi.checking import Finding, check
from luoshi.checking.alignment import Alignment, align
from luoshi.extraction import extract
from luoshi.reading import read
from luoshi.reading.document import Document

FAULTS: dict[str, Any] = yaml.safe_load((sample.FOLDER / "faults.yaml").read_text("utf-8"))
NEAR = 60  # characters around a place within which the planted words stand


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("sample") / "county.docx"
    sample.build(path)
    return read(path)


@pytest.fixture(scope="module")
def findings(county: Document) -> list[Finding]:
    return check(extract(county), county)


@pytest.mark.parametrize(
    "fault", FAULTS["plan"], ids=lambda fault: f"{fault['rule']}-{fault['places'][0]['quote'][:12]}"
)
def test_it_finds_the_planted_fault(fault: dict[str, Any], county: Document, findings: list[Finding]) -> None:
    wanted = [squeezed(place["quote"])[:10] for place in fault["places"]]
    around = [
        squeezed(county.text[max(place.span.start - NEAR, 0) : place.span.end + NEAR])
        for finding in findings
        if finding.rule == fault["rule"]
        for place in finding.places
    ]
    assert any(words in text for words in wanted for text in around), fault["why"]


@pytest.fixture(scope="module")
def alignment(county: Document, tmp_path_factory: pytest.TempPathFactory) -> Alignment:
    path: Path = tmp_path_factory.mktemp("sample") / "city.docx"
    sample.build_upper(path)
    city = read(path)
    return align(extract(city), city.text, extract(county), county.text)


def test_it_finds_the_targets_below_the_citys(alignment: Alignment) -> None:
    below = {match.name for match in alignment.indicators if match.verdict == "below"}
    assert set(FAULTS["alignment"]["below"]) <= below


def test_it_names_most_tasks_that_nobody_took_up(alignment: Alignment) -> None:
    """A score decides what is taken up, so a task may be matched wrongly; that is why its score is shown."""
    silent = {match.upper.number.rpartition("/")[2] for match in alignment.tasks if match.lower is None}
    planted = set(FAULTS["alignment"]["not_taken_up"])
    assert len(planted & silent) >= len(planted) - 1
